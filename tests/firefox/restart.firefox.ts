import { launchFirefox } from '../browser/firefox-launch.ts';
import { issuedKey } from '../e2e/keys.ts';
import { openDocs } from './docs-page.ts';
import { expect, ownOutput, test } from './fixtures.ts';
import { addKey, expectKey, openPopup } from './popup.ts';

test('after a restart of the browser the key is there, its token is not, and the docs are authorized again', async ({
  profile,
  replica,
}) => {
  test.setTimeout(90_000);
  const options = { replica, profile, staying: true };
  const before = await launchFirefox(options);
  try {
    await before.install();
    await addKey(await openPopup(before), 'sandbox', issuedKey(replica, 'sandbox'), 'Warehouse');
    await (await openDocs(before, replica)).expectPill('authorized', 'sandbox');
  } finally {
    await before.close();
  }

  const after = await launchFirefox(options);
  try {
    await after.install();
    const popup = await openPopup(after);
    await expectKey(popup, 'Warehouse');
    expect(await popup.has('button', 'Get token')).toBe(true);
    expect(replica.issuedTokens).toHaveLength(1);

    const docs = await openDocs(after, replica);
    await docs.expectPill('authorized', 'sandbox');
    expect((await docs.tryIt()).headers['authorization']).toBe(replica.issuedTokens[1]?.token);
    expect(replica.issuedTokens).toHaveLength(2);
    expect(await ownOutput(after)).toEqual([]);
  } finally {
    await after.close();
  }
});
