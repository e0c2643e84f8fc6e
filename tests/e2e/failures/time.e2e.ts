import type { BrowserContext, Page } from '@playwright/test';
import { serviceWorker } from '../../browser/extension.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pillHost, pressPill } from '../pill.ts';
import { countdown, EXCHANGE, exchangesOf, freshKey, getToken, NEXT_TRY, readFailure, WHOLE_HOUR } from './exchange.ts';
import { drawPauses, storedStates } from './inside.ts';

const HOUR_MS = 60 * 60 * 1000;
const seconds = () => Math.floor(Date.now() / 1000);

/** Claims that a token comes with, and what the popup counts down from; `null`: no token of ours. */
const lives: readonly (readonly [what: string, claims: () => Record<string, unknown>, left: RegExp | null])[] = [
  ['no exp', () => ({ exp: undefined }), /^(55:00|54:5\d)$/],
  ['exp as text', () => ({ exp: String(seconds() + 3600) }), WHOLE_HOUR],
  ['exp and iat in milliseconds', () => ({ iat: Date.now(), exp: Date.now() + HOUR_MS }), WHOLE_HOUR],
  ['exp in year 51026', () => ({ exp: 1_548_000_000_000 }), /^(120:00|119:\d\d)$/],
  ['lifetime 0', () => ({ iat: seconds(), exp: seconds() }), null],
  ['lifetime negative, expired on arrival', () => ({ iat: seconds(), exp: seconds() - 3600 }), null],
];

test('odd lifetimes: a countdown that is true, or at most two tries', async ({ context, popup, replica }) => {
  test.setTimeout(60_000);
  await drawPauses(context, 0);
  for (const [what, claims, left] of lives) {
    await test.step(what, async () => {
      const key = await freshKey(popup, replica);
      const body = JSON.stringify({ jwt: replica.issueToken('sandbox', key, claims()) });
      const fault = replica.faults.add({ path: EXCHANGE, headers: { 'content-type': 'application/json' }, body });
      if (left) {
        await getToken(popup).click();
        await expect(countdown(popup)).toHaveText(left);
      } else {
        await readFailure(popup, /The answer wasn't a token/);
        await expect(popup.getByText(NEXT_TRY)).toBeVisible();
        await expect(countdown(popup)).toBeHidden();
      }
      expect(exchangesOf(replica, key)).toHaveLength(left ? 1 : 2);
      fault.remove();
    });
  }
});

for (const [what, ms] of [
  ['2 h fast', -2 * HOUR_MS],
  ['2 h slow', 2 * HOUR_MS],
] as const) {
  test(`clock ${what}: authorized for the whole hour`, async ({ popup, portal, replica }) => {
    // The other side of the same difference.
    replica.clock.advance(ms);
    await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
    const page = await portal.open();
    await expectPill(page, 'authorized', 'sandbox');
    await expect(countdown(popup)).toHaveText(WHOLE_HOUR);
    expect((await portal.tryIt(page)).status).toBe(200);
    expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
  });
}

/** Moves the clock of this machine, as far as the popup and the worker that runs now can see it. */
async function moveClock(context: BrowserContext, popup: Page, ms: number): Promise<void> {
  const move = (by: number) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + by;
  };
  await Promise.all([popup.evaluate(move, ms), (await serviceWorker(context)).evaluate(move, ms)]);
}

test('clock set back 3 h: a token of unknown age is not used, one click brings a new one', async ({
  context,
  popup,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await getToken(popup).click();
  await expect(countdown(popup)).toHaveText(WHOLE_HOUR);
  await moveClock(context, popup, -3 * HOUR_MS);
  await expect(countdown(popup)).toBeHidden();
  await getToken(popup).click();
  await expect(countdown(popup)).toHaveText(WHOLE_HOUR);
  expect(await storedStates(popup)).toEqual(['ready']);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(2);
});

test('tokens of 5 s: an expired one is taken out, and no storm comes for the next', async ({
  popup,
  portal,
  replica,
}) => {
  replica.tokenLifetimeSeconds = 5;
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await expect(pillHost(page)).toHaveAttribute('data-state', 'expired', { timeout: 10_000 });
  expect((await portal.tryIt(page)).headers['authorization'] ?? '').toBe('');
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
  replica.tokenLifetimeSeconds = 3600;
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'sandbox');
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[1]?.token);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(2);
});
