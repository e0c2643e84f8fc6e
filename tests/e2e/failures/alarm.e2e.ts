import { killWorker } from '../../browser/extension.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill } from '../pill.ts';
import { tokenAlarms, wake } from './inside.ts';

// In a file of its own, which comes first: it lasts as long as an alarm does, and the others are run beside it.
test(
  'started 50 times within one alarm period: the alarm does not move, and it fires',
  { tag: '@waiting' },
  async ({ context, popup, portal, replica }) => {
    test.setTimeout(90_000);
    // The refresh point of a token of 40 s is 8 s before its end: just after the shortest alarm.
    replica.tokenLifetimeSeconds = 40;
    await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
    const page = await portal.open();
    await expectPill(page, 'authorized', 'sandbox');
    const armed = await tokenAlarms(popup);
    expect(armed).toHaveLength(1);
    for (let start = 0; start < 50; start += 1) {
      await killWorker(context);
      await wake(popup);
    }
    expect(await tokenAlarms(popup)).toEqual(armed);
    expect(replica.issuedTokens).toHaveLength(1);
    await killWorker(context);
    await expect.poll(() => replica.issuedTokens.length, { timeout: 45_000 }).toBe(2);
    const [due] = armed;
    expect(replica.issuedTokens[1]?.issuedAt).toBeGreaterThanOrEqual((due?.scheduledTime ?? Infinity) - 50);
  },
);
