import type { Page } from '@playwright/test';
import { killWorker } from '../../browser/extension.ts';
import { expect, test } from '../fixtures.ts';
import { expectPill, hasPillButton, pillHost, pillSays } from '../pill.ts';
import { countdown, EXCHANGE, exchangesOf, freshKey, getToken, NEXT_TRY } from './exchange.ts';
import { drawPauses, tokenRecords } from './inside.ts';
import { settled } from './ours.ts';

test.use({ spec: 'small' });

/** Waits until the quick tries are over: what goes on after that goes on because of the network. */
const untilQuickTriesAreOver = (popup: Page): Promise<void> =>
  expect(popup.getByText(NEXT_TRY)).toBeVisible({ timeout: 10_000 });

test('offline: popup and pill say so, with a next step each', async ({ context, popup, portal, replica }) => {
  const page = await portal.open();
  await expectPill(page, 'none', 'sandbox');
  await context.setOffline(true);
  await freshKey(popup, replica);
  await expectPill(page, 'unavailable', 'sandbox');
  expect(await pillSays(page, 'status')).toBe('Sandbox: no token, you are offline.');
  expect(await hasPillButton(page, 'Try again')).toBe(true);
  await expect(popup.getByRole('alert')).toContainText('You are offline');
  await expect(popup.getByRole('alert')).toContainText('goes on by itself');
  expect(replica.requestsTo(EXCHANGE)).toEqual([]);
});

test(
  'online again: popup and pill go on by themselves',
  { tag: '@waiting' },
  async ({ context, popup, portal, replica, ownOutput }) => {
    test.setTimeout(45_000);
    await drawPauses(context, 0);
    const page = await portal.open();
    await expectPill(page, 'none', 'sandbox');
    await context.setOffline(true);
    const key = await freshKey(popup, replica);
    await expectPill(page, 'unavailable', 'sandbox');
    await untilQuickTriesAreOver(popup);
    expect(await tokenRecords(popup)).toMatchObject([{ state: 'unavailable', attempt: 4 }]);
    // What the page's script says of the network counts for nothing.
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await settled(popup);
    expect(await tokenRecords(popup)).toMatchObject([{ attempt: 4 }]);

    await context.setOffline(false);
    // Playwright lets page after page and then the worker online: the first of the quick tries may come too early, as in life.
    await expect(pillHost(page)).toHaveAttribute('data-state', 'authorized', { timeout: 15_000 });
    await expect(popup.getByRole('alert')).toBeHidden();
    await expect(countdown(popup)).toBeVisible();
    expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
    expect(exchangesOf(replica, key)).toHaveLength(1);
    expect(ownOutput).toEqual([]);
  },
);

/** Takes a page off the network and puts it back, and nothing else: a worker that starts meanwhile knows nothing of it. */
async function blink(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send('Network.enable');
  for (const offline of [true, false])
    await session.send('Network.emulateNetworkConditions', { offline, ...unlimited });
  await session.detach();
}

test(
  'online again with the worker stopped: the page wakes it',
  { tag: '@waiting' },
  async ({ context, popup, portal, replica }) => {
    await drawPauses(context, 0);
    const page = await portal.open();
    await expectPill(page, 'none', 'sandbox');
    const fault = replica.faults.add({ path: EXCHANGE, drop: 'mid-body' });
    const key = await freshKey(popup, replica);
    await untilQuickTriesAreOver(popup);
    await expectPill(page, 'unavailable', 'sandbox');
    const before = exchangesOf(replica, key).length;
    await killWorker(context);
    fault.remove();
    await blink(page);
    await expectPill(page, 'authorized', 'sandbox');
    expect(exchangesOf(replica, key)).toHaveLength(before + 1);
  },
);

test(
  'online again with the popup alone: its token comes by itself, too',
  { tag: '@waiting' },
  async ({ context, popup, replica }) => {
    await drawPauses(context, 0);
    const key = await freshKey(popup, replica);
    await context.setOffline(true);
    await getToken(popup).click();
    await expect(popup.getByRole('alert')).toContainText('You are offline');
    await untilQuickTriesAreOver(popup);
    expect(replica.requestsTo(EXCHANGE)).toEqual([]);
    await context.setOffline(false);
    await expect(countdown(popup)).toBeVisible({ timeout: 15_000 });
    expect(exchangesOf(replica, key)).toHaveLength(1);
  },
);

test('on and off again and again: no storm, and a token in the end', async ({ context, popup, portal, replica }) => {
  const page = await portal.open();
  await expectPill(page, 'none', 'sandbox');
  await context.setOffline(true);
  const key = await freshKey(popup, replica);
  await expectPill(page, 'unavailable', 'sandbox');
  for (let left = 20; left > 0; left -= 1) {
    await context.setOffline(false);
    await context.setOffline(true);
  }
  await context.setOffline(false);
  await expect(pillHost(page)).toHaveAttribute('data-state', 'authorized', { timeout: 15_000 });
  await settled(popup);
  // One may have been cut off in the middle.
  expect(exchangesOf(replica, key).length).toBeLessThanOrEqual(2);
});
