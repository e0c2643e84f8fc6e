import type { Locator, Page } from '@playwright/test';
import { killWorker } from '../../browser/extension.ts';
import { setSiteAccess } from '../chrome-settings.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, openTab, pasteKey } from '../keys.ts';
import { expectPill, hasPillButton, pillHost, pillSays, pressPill } from '../pill.ts';
import { servers } from '../servers.ts';
import { EXCHANGE, freshKey, getToken } from './exchange.ts';
import { settled } from './ours.ts';

test.use({ spec: 'small' });

const DOCS = 'https://api.novapost.com/*';
const SANDBOX = 'https://api-stage.novapost.pl/*';
const KEPT_AWAY = /keeps the extension away from/;

/** What the popup says of sites that were taken away. */
const notice = (popup: Page): Locator => popup.getByRole('alert').filter({ hasText: KEPT_AWAY });
const allow = (popup: Page): Locator => popup.getByRole('button', { name: 'Allow', exact: true });

/** The docs tab, while the browser still tells which one it is. */
const docsTab = (popup: Page): Promise<number> =>
  popup.evaluate(async () => (await chrome.tabs.query({ url: 'https://api.novapost.com/*' }))[0]?.id ?? -1);

/** Text and title of the toolbar's badge, on a tab or (`undefined`) everywhere else. */
const badge = (popup: Page, tabId?: number): Promise<string[]> =>
  popup.evaluate(
    async (where) => [await chrome.action.getBadgeText(where), await chrome.action.getTitle(where)],
    tabId === undefined ? {} : { tabId },
  );

/** Loads the popup with the page as the active tab, as it is when a person clicks the button in the toolbar. */
async function openOver(popup: Page, page: Page): Promise<void> {
  await page.bringToFront();
  await popup.reload();
}

test('every site is taken away while docs are open: pill, badge and popup say so, and all goes on once it is given back', async ({
  context,
  popup,
  portal,
  replica,
  ownOutput,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await expect(notice(popup)).toBeHidden();
  const tab = await docsTab(popup);
  await expect.poll(() => badge(popup, tab)).toEqual(['59m', expect.stringContaining('authorized until')]);

  await setSiteAccess(context, 'on-click');
  await expectPill(page, 'rejected', 'sandbox');
  expect(await pillSays(page, 'status')).toBe(
    'Sandbox: the browser doesn’t let us call the API. Allow it in the extension.',
  );
  expect(await hasPillButton(page, 'Open the extension')).toBe(true);
  for (const place of [tab, undefined])
    await expect.poll(() => badge(popup, place)).toEqual(['!', expect.stringContaining('doesn’t let us call the API')]);
  await expect(notice(popup)).toContainText('api.novapost.com and api-stage.novapost.pl');
  await expect(allow(popup)).toBeVisible();
  // What we had put there is out, and a click on a page that we may not fill is none.
  expect((await portal.tryIt(page)).headers['authorization'] ?? '').toBe('');

  await setSiteAccess(context, 'all');
  await expectPill(page, 'authorized', 'sandbox');
  await expect(notice(popup)).toBeHidden();
  await expect.poll(() => badge(popup, tab)).toEqual(['59m', expect.stringContaining('authorized until')]);
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
  expect(ownOutput).toEqual([]);
});

test('"Allow" has the browser ask, and once it is answered a click authorizes again', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  await setSiteAccess(context, 'on-click');
  await expectPill(page, 'rejected', 'production');
  await allow(popup).click();
  // A test can't answer the browser's question; while that is open the settings do, with the same effect.
  await expect(notice(popup)).toBeVisible();
  await setSiteAccess(context, 'all');
  await expect(notice(popup)).toBeHidden();
  await expectPill(page, 'expired', 'production');
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
});

test('docs that were opened while the site was not allowed: the popup says so, and afterwards offers a reload', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await setSiteAccess(context, 'on-click');
  const page = await portal.open();
  await openOver(popup, page);
  await expect(notice(popup)).toBeVisible();
  await expect(allow(popup)).toBeVisible();
  await expect(pillHost(page)).toHaveCount(0);
  // Nothing that can't help is offered.
  await expect(popup.getByRole('button', { name: 'Reload the page' })).toBeHidden();
  await page.bringToFront();
  await setSiteAccess(context, 'all');
  await page.bringToFront();
  await popup.reload();
  await popup.getByRole('button', { name: 'Reload the page' }).click();
  await expectPill(page, 'authorized', 'sandbox');
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
});

test('one API’s host is taken away, and the worker has been stopped meanwhile: the others work on', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  await freshKey(popup, replica);
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await killWorker(context);
  await setSiteAccess(context, [DOCS]);
  await expectPill(page, 'rejected', 'sandbox');
  await expect(notice(popup)).toContainText('away from api-stage.novapost.pl');
  await portal.selectServer(page, servers.production);
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
  await portal.selectServer(page, servers.sandbox);
  await expectPill(page, 'rejected', 'sandbox');

  // A click in the popup asks the browser too, and sends nothing as long as it may not.
  await openTab(popup, 'sandbox');
  const asked = replica.requestsTo(EXCHANGE).length;
  await getToken(popup).click();
  await settled(popup);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(asked);
  await setSiteAccess(context, [DOCS, SANDBOX]);
  await expectPill(page, 'authorized', 'sandbox');
});

test('taken away while an exchange is under way: its token goes nowhere until the site is allowed again', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  const held = replica.faults.hold({ path: EXCHANGE });
  const page = await portal.open();
  await freshKey(popup, replica);
  await held.arrived();
  await setSiteAccess(context, 'on-click');
  await expect(notice(popup)).toBeVisible();
  held.release();
  await expectPill(page, 'rejected', 'sandbox');
  await settled(popup);
  expect((await portal.tryIt(page)).headers['authorization'] ?? '').toBe('');
  await setSiteAccess(context, 'all');
  await expectPill(page, 'authorized', 'sandbox');
});

test.describe('a host that isn’t granted at the installation', () => {
  const UKRAINE = 'https://api.novaposhta.ua/*';
  test.use({ launch: { agreedHosts: [UKRAINE] } });

  /** Which of these the extension holds. */
  const held = (popup: Page, ...patterns: string[]): Promise<boolean[]> =>
    popup.evaluate(
      (all) => Promise.all(all.map((pattern) => chrome.permissions.contains({ origins: [pattern] }))),
      patterns,
    );

  test('is asked for when its first key is saved, and can be taken away again', async ({ popup, replica }) => {
    expect(await held(popup, UKRAINE, DOCS)).toEqual([false, true]);
    await pasteKey(popup, 'production-ua', issuedKey(replica, 'production-ua'));
    expect(await held(popup, UKRAINE)).toEqual([true]);
    await getToken(popup).click();
    await expect.poll(() => replica.issuedTokens.map(({ environment }) => environment)).toEqual(['production-ua']);

    expect(await popup.evaluate((origin) => chrome.permissions.remove({ origins: [origin] }), UKRAINE)).toBe(true);
    expect(await held(popup, UKRAINE, DOCS)).toEqual([false, true]);
  });
});
