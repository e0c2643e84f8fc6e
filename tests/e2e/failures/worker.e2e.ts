import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { killWorker, openPopup, serviceWorker } from '../../browser/extension.ts';
import { builtExtension, launchWithExtension } from '../../browser/launch.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pillHost, pillSays, pressPill } from '../pill.ts';
import { createPortal } from '../portal.ts';
import { servers } from '../servers.ts';
import { countdown, EXCHANGE, getToken, WHOLE_HOUR } from './exchange.ts';
import { storedStates, tokenAlarms, wake } from './inside.ts';

test('killed in mid-exchange, popup waiting: one retry, the token shows, no spinner left', async ({
  context,
  popup,
  replica,
  ownOutput,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const held = replica.faults.hold({ path: EXCHANGE });
  await getToken(popup).click();
  await held.arrived();
  await expect(popup.getByText('Getting a token…')).toBeVisible();
  await killWorker(context);
  await held.arrived(2);
  held.release();
  await expect(countdown(popup)).toHaveText(WHOLE_HOUR);
  await expect(popup.getByText('Getting a token…')).toBeHidden();
  await expect(getToken(popup)).toBeEnabled();
  await expect(popup.getByRole('alert')).toBeHidden();
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(2);
  expect(ownOutput).toEqual([]);
});

/** Numbers in [0, 1) that are the same in every run (mulberry32), so that a failure comes again. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const a = Math.imul(state ^ (state >>> 15), 1 | state);
    const b = (a + Math.imul(a ^ (a >>> 7), 61 | a)) ^ a;
    return ((b ^ (b >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('killed 20 times at random moments: always a defined state, one alarm, at most one more request a kill', async ({
  context,
  popup,
  replica,
}) => {
  test.setTimeout(60_000);
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  replica.faults.add({ path: EXCHANGE, delayMs: 20 });
  const chance = createChance(20);
  for (let kills = 1; kills <= 20; kills += 1) {
    await getToken(popup).click();
    // So many round trips to the browser: a moment of its own each time, by no clock.
    for (let turns = Math.floor(chance() * 30); turns > 0; turns -= 1) await popup.evaluate(() => null);
    await killWorker(context);
    for (const state of await storedStates(popup)) {
      expect(['expired', 'fetching', 'ready', 'refreshing']).toContain(state);
    }
    expect((await tokenAlarms(popup)).length).toBeLessThanOrEqual(1);
    // As each opening of the popup does; a click that two workers died under is not made a third time.
    await wake(popup);
    await expect(getToken(popup)).toBeEnabled();
    expect(replica.requestsTo(EXCHANGE).length).toBeLessThanOrEqual(2 * kills);
  }
  await getToken(popup).click();
  await expect(countdown(popup)).toHaveText(WHOLE_HOUR);
  await expect.poll(() => storedStates(popup)).toEqual(['ready']);
  await expect.poll(async () => (await tokenAlarms(popup)).length).toBe(1);
  expect(replica.requestsTo(EXCHANGE).length).toBeLessThanOrEqual(2 * 20 + 1);
});

test('stopped with a token in session storage: a click authorizes within a second, without a request', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await getToken(popup).click();
  await expectPill(page, 'ready', 'production');
  await killWorker(context);
  const requests = replica.requestsTo(EXCHANGE).length;
  await pressPill(page, 'Authorize');
  await expect(pillHost(page)).toHaveAttribute('data-state', 'authorized', { timeout: 1000 });
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(requests);
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
});

/** A copy of the extension that can be made newer, and a profile in which it may be reloaded. */
async function prepareUpdate(profile: string) {
  await mkdir(join(profile, 'Default'), { recursive: true });
  const preferences = { extensions: { ui: { developer_mode: true } } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const extension = join(profile, 'extension');
  await cp(builtExtension, extension, { recursive: true });
  const manifest = join(extension, 'manifest.json');
  return {
    extension,
    makeNewer: async (): Promise<void> => {
      const parsed: unknown = JSON.parse(await readFile(manifest, 'utf8'));
      await writeFile(manifest, JSON.stringify({ ...Object(parsed), version: '99.0.0' }));
    },
  };
}

test('the extension is updated: one refresh alarm, and old pages fall silent with one "reload this page"', async ({
  replica,
  profile,
}) => {
  const { extension, makeNewer } = await prepareUpdate(profile);
  const context = await launchWithExtension({ replica, profile, extension });
  try {
    const popup = await openPopup(context);
    await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
    const portal = createPortal(replica, () => context.newPage());
    const page = await portal.open();
    await expectPill(page, 'authorized', 'sandbox');
    expect(await tokenAlarms(popup)).toHaveLength(1);

    const worker = await serviceWorker(context);
    await makeNewer();
    const restarted = context.waitForEvent('serviceworker');
    await worker.evaluate(() => chrome.runtime.reload());
    await restarted;

    const reopened = await openPopup(context);
    expect(await reopened.evaluate(() => chrome.runtime.getManifest().version)).toBe('99.0.0');
    await getToken(reopened).click();
    await expect(countdown(reopened)).toBeVisible();
    await expect.poll(async () => (await tokenAlarms(reopened)).length, { timeout: 2000 }).toBe(1);
    const requests = replica.requestsTo(EXCHANGE).length;

    await page.bringToFront();
    await portal.selectServer(page, servers.production);
    await expectPill(page, 'orphaned');
    await expect(pillHost(page)).toHaveCount(1);
    expect(await pillSays(page, 'status')).toMatch(/reload/);
    await portal.selectServer(page, servers.sandbox);
    await expectPill(page, 'orphaned');
    expect(replica.requestsTo(EXCHANGE)).toHaveLength(requests);
    await pressPill(page, 'Reload the page');
    await expectPill(page, 'authorized', 'sandbox');
    expect(await tokenAlarms(reopened)).toHaveLength(1);
  } finally {
    await context.close();
  }
});

test(
  'the token expires while the worker is stopped: the next ask waits for a new one, the old one never leaves',
  { tag: '@waiting' },
  async ({ context, popup, portal, replica }) => {
    await pasteKey(popup, 'production', issuedKey(replica, 'production'));
    const page = await portal.open();
    await portal.selectServer(page, servers.production);
    await expectPill(page, 'expired', 'production');
    replica.tokenLifetimeSeconds = 3;
    await getToken(popup).click();
    await expectPill(page, 'ready', 'production');
    await killWorker(context);
    await expect(countdown(popup)).toBeHidden();
    replica.tokenLifetimeSeconds = 3600;

    const held = replica.faults.hold({ path: EXCHANGE });
    await pressPill(page, 'Authorize');
    await held.arrived();
    await expectPill(page, 'fetching', 'production');
    expect((await portal.tryIt(page)).headers['authorization'] ?? '').toBe('');
    held.release();
    await expectPill(page, 'authorized', 'production');
    expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[1]?.token);
    const old = replica.issuedTokens[0]?.token;
    expect(replica.requests.filter(({ headers }) => headers['authorization'] === old)).toEqual([]);
    expect(replica.requestsTo(EXCHANGE)).toHaveLength(2);
  },
);
