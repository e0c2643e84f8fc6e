import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { extensionId, serviceWorker } from '../../browser/extension.ts';
import { launchWithExtension } from '../../browser/launch.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, openTab, pasteKey } from '../keys.ts';
import { expectPill, pillHost, pressPill } from '../pill.ts';
import { createPortal } from '../portal.ts';
import { servers } from '../servers.ts';

/** The popup with the docs page as the active tab, as it is when a person clicks the button in the toolbar. */
async function openPopupOver(context: BrowserContext, page: Page): Promise<Page> {
  await page.bringToFront();
  const worker = await serviceWorker(context);
  const opened = context.waitForEvent('page');
  await worker.evaluate(() => void chrome.tabs.create({ url: chrome.runtime.getURL('/popup.html'), active: false }));
  return opened;
}

test('"Authorize this page" in the popup is a click that counts', async ({ context, popup, portal, replica }) => {
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  const over = await openPopupOver(context, page);
  await expect(over.getByRole('tab', { name: 'Production', exact: true })).toHaveAttribute('aria-selected', 'true');
  await over.getByRole('button', { name: 'Authorize this page' }).click();
  await expectPill(page, 'authorized', 'production');
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
});

test('a hidden pill is gone from all docs pages, which are filled all the same, until the popup brings it back', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const [other, page] = [await portal.open(), await portal.open()];
  await expectPill(other, 'authorized', 'sandbox');
  await pressPill(page, 'Move or hide');
  await pressPill(page, 'Hide on these docs');
  for (const each of [page, other]) await expect(pillHost(each)).toBeHidden();
  expect(await pillHost(page).count()).toBe(0);
  await page.reload();
  const over = await openPopupOver(context, page);
  await expect(over.getByText('Authorized for Sandbox')).toBeVisible();
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
  expect(await pillHost(page).count()).toBe(0);

  await over.getByRole('button', { name: 'Show it there' }).click();
  for (const each of [page, other]) await expectPill(each, 'authorized', 'sandbox');
  await expect(over.getByRole('button', { name: 'Show it there' })).toBeHidden();
  await expect(over.getByRole('heading', { name: 'The docs page in this tab' })).toBeFocused();
});

test('a switch of "Fill the docs by itself" decides whether a click is needed', async ({ popup, portal, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await popup.getByRole('switch', { name: /Fill the docs/ }).click();
  const page = await portal.open();
  await expectPill(page, 'expired', 'sandbox');
  expect((await portal.tryIt(page)).headers['authorization'] ?? '').toBe('');
  await openTab(popup, 'sandbox');
  await popup.getByRole('switch', { name: /Fill the docs/ }).click();
  await expectPill(page, 'authorized', 'sandbox');
});

test('a page that was open before the extension was updated is offered a reload', async ({ replica, profile }) => {
  await mkdir(join(profile, 'Default'), { recursive: true });
  const preferences = { extensions: { ui: { developer_mode: true } } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await launchWithExtension({ replica, profile });
  try {
    const id = await extensionId(context);
    const portal = createPortal(replica, () => context.newPage());
    const page = await portal.open();
    await expectPill(page, 'none', 'sandbox');
    const worker = await serviceWorker(context);
    const restarted = context.waitForEvent('serviceworker');
    await worker.evaluate(() => chrome.runtime.reload());
    await restarted;

    const over = await context.newPage();
    await over.goto(`chrome-extension://${id}/popup.html`);
    await page.bringToFront();
    await over.reload();
    await over.getByRole('button', { name: 'Reload the page' }).click();
    await expectPill(page, 'none', 'sandbox');
    await expect(over.getByRole('button', { name: 'Reload the page' })).toBeHidden();
  } finally {
    await context.close();
  }
});
