import {
  clipboardText,
  openPopupPanel,
  openPopups,
  popupPanel,
  pressShortcut,
  selectedTabId,
  setClipboard,
} from '../browser/firefox-inside.ts';
import { issuedKey } from '../e2e/keys.ts';
import { openDocs } from './docs-page.ts';
import { expect, test } from './fixtures.ts';
import { addKey, openPopup } from './popup.ts';

test('the popup opens in a panel at its button, as wide as it is drawn and no higher than Firefox lets it be', async ({
  firefox,
}) => {
  await firefox.inside(openPopupPanel, firefox.id);
  await expect.poll(async () => (await firefox.inside(popupPanel))?.height).toBeGreaterThan(300);
  const panel = await firefox.inside(popupPanel);
  expect(panel?.width).toBe(380);
  expect(panel?.height).toBeLessThanOrEqual(600);
});

test('without a key the pill says so, and opens the popup', async ({ firefox, replica }) => {
  const docs = await openDocs(firefox, replica);
  await docs.expectPill('none', 'sandbox');
  await docs.pill.click('button', 'Add a key');
  await expect.poll(() => firefox.inside(openPopups, firefox.id)).toBe(1);
});

test('"Authorize this page" in the popup is a click that counts', async ({ firefox, replica }) => {
  await addKey(await openPopup(firefox), 'production', issuedKey(replica, 'production'));
  const docs = await openDocs(firefox, replica);
  await docs.selectServer('production');
  await docs.expectPill('expired', 'production');
  const popup = await openPopup(firefox, `?tab=${await firefox.inside(selectedTabId)}`);
  await popup.click('button', 'Authorize this page');
  await docs.expectPill('authorized', 'production');
  expect((await docs.tryIt()).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
});

test('the shortcut for it copies the token, though nobody has clicked in the popup', async ({ firefox, replica }) => {
  await addKey(await openPopup(firefox), 'sandbox', issuedKey(replica, 'sandbox'));
  const docs = await openDocs(firefox, replica);
  await docs.expectPill('authorized', 'sandbox');
  await firefox.inside(setClipboard, 'something else');
  await firefox.inside(pressShortcut, 'C');
  await expect.poll(async () => (await firefox.inside(clipboardText)) === replica.issuedTokens[0]?.token).toBe(true);
});
