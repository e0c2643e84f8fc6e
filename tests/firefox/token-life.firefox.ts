import { backgroundState, stopBackground } from '../browser/firefox-inside.ts';
import { issuedKey } from '../e2e/keys.ts';
import { openDocs } from './docs-page.ts';
import { expect, test } from './fixtures.ts';
import { addKey, openPopup } from './popup.ts';

test('a background page that was stopped costs no token: the next docs page gets the one that is there', async ({
  firefox,
  replica,
}) => {
  await addKey(await openPopup(firefox), 'sandbox', issuedKey(replica, 'sandbox'));
  await (await openDocs(firefox, replica)).expectPill('authorized', 'sandbox');
  await firefox.inside(stopBackground, firefox.id);
  expect(await firefox.inside(backgroundState, firefox.id)).toBe('stopped');

  const docs = await openDocs(firefox, replica);
  await docs.expectPill('authorized', 'sandbox');
  expect((await docs.tryIt()).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
  expect(replica.issuedTokens).toHaveLength(1);
});

test(
  'a token past its refresh point is replaced by an alarm, though the background page sleeps',
  { tag: '@waiting' },
  async ({ firefox, replica }) => {
    test.setTimeout(90_000);
    // The refresh point of a token of 38 s is 7.6 s before its end: just after the shortest alarm.
    replica.tokenLifetimeSeconds = 38;
    await addKey(await openPopup(firefox), 'sandbox', issuedKey(replica, 'sandbox'));
    const docs = await openDocs(firefox, replica);
    await docs.expectPill('authorized', 'sandbox');
    const first = await docs.tryIt();
    await firefox.inside(stopBackground, firefox.id);

    await expect.poll(() => replica.issuedTokens.length, { timeout: 45_000 }).toBe(2);
    await expect.poll(() => docs.pill.text('timer')).toMatch(/^00:3[0-8]$/);
    const second = await docs.tryIt();
    expect(first.headers['authorization']).toBe(replica.issuedTokens[0]?.token);
    expect(second.headers['authorization']).toBe(replica.issuedTokens[1]?.token);
    expect(second.status).toBe(200);
  },
);
