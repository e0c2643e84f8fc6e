import { selectedTabId, turnOffAndOn } from '../browser/firefox-inside.ts';
import { issuedKey } from '../e2e/keys.ts';
import { openDocs } from './docs-page.ts';
import { expect, test } from './fixtures.ts';
import { addKey, openPopup } from './popup.ts';

test('docs that are open when the extension is updated: the old pill goes, page and popup ask for a reload, and all is well', async ({
  firefox,
  replica,
}) => {
  await addKey(await openPopup(firefox), 'sandbox', issuedKey(replica, 'sandbox'));
  const docs = await openDocs(firefox, replica);
  await docs.expectPill('authorized', 'sandbox');
  const tab = await firefox.inside(selectedTabId);

  // Unlike other browsers, Firefox runs the new content scripts in the page, beside what the old ones have left there.
  await firefox.inside(turnOffAndOn, firefox.id);
  await expect.poll(() => docs.pills()).toEqual(['orphaned']);
  const popup = await openPopup(firefox, `?tab=${tab}`);
  await expect.poll(() => popup.has('button', 'Reload the page')).toBe(true);

  await popup.click('button', 'Reload the page');
  await docs.expectPill('authorized', 'sandbox');
  expect(await docs.pills()).toEqual(['authorized']);
  await docs.whenDrawn();
  expect((await docs.tryIt()).headers['authorization']).toBe(replica.issuedTokens.at(-1)?.token);
});
