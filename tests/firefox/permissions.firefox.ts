import { allowPrompt, takeHost } from '../browser/firefox-inside.ts';
import { issuedKey } from '../e2e/keys.ts';
import { openDocs } from './docs-page.ts';
import { expect, test } from './fixtures.ts';
import { addKey, expectKey, openPopup, saveKey } from './popup.ts';

const EXCHANGE = '/v.1.0/clients/authorization';

test('an API host that was taken away: nothing is sent, page and popup say why, and one question brings it back', async ({
  firefox,
  replica,
}) => {
  const popup = await openPopup(firefox);
  await firefox.inside(takeHost, firefox.id, 'https://api-stage.novapost.pl');
  await addKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));

  const docs = await openDocs(firefox, replica);
  await docs.expectPill('rejected', 'sandbox');
  expect(await docs.pill.text('status')).toContain('the browser doesn’t let us call the API');
  await expect.poll(() => popup.text('alert')).toContain('may not be called yet');
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(0);

  await popup.click('button', 'Get token');
  await expect.poll(() => firefox.inside(allowPrompt)).toBe(true);
  await expect.poll(() => popup.text('timer')).toMatch(/^(60:00|59:\d\d)$/);
  await docs.expectPill('authorized', 'sandbox');
  expect((await docs.tryIt()).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
});

test('a host that isn’t granted at the installation is asked for when its first key is saved', async ({
  firefox,
  replica,
}) => {
  const popup = await openPopup(firefox);
  await saveKey(popup, 'production-ua', issuedKey(replica, 'production-ua'), 'Ukraine');
  await expect.poll(() => firefox.inside(allowPrompt)).toBe(true);
  await expectKey(popup, 'Ukraine');
  await popup.click('button', 'Get token');
  await expect.poll(() => popup.text('timer')).toMatch(/^(60:00|59:\d\d)$/);
  expect(replica.issuedTokens.map(({ environment }) => environment)).toEqual(['production-ua']);
});

test('the docs’ host taken away: the page stays as it is without us, and the popup keeps working', async ({
  firefox,
  replica,
}) => {
  const popup = await openPopup(firefox);
  await addKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await firefox.inside(takeHost, firefox.id, 'https://api.novapost.com');
  const docs = await openDocs(firefox, replica);
  expect((await docs.tryIt()).headers['authorization'] ?? '').toBe('');
  expect(await docs.hasPill()).toBe(false);

  await popup.click('button', 'Get token');
  await expect.poll(() => popup.text('timer')).toMatch(/^(60:00|59:\d\d)$/);
  await popup.reload();
  await expectKey(popup, 'My key');
});
