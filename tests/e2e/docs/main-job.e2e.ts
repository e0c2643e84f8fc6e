import { serviceWorker } from '../../browser/extension.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pillSays, pressPill } from '../pill.ts';
import { servers } from '../servers.ts';

const PHONE = '498213437654';

test('a sandbox key from a phone number authorizes Try-it-out without any paste', async ({
  popup,
  portal,
  replica,
  ownOutput,
}) => {
  replica.registerPhone(PHONE);
  await popup.getByRole('textbox', { name: 'Phone number' }).fill('+49 (821) 343-76-54');
  await popup.getByRole('button', { name: 'New sandbox key' }).click();
  await expect(popup.getByRole('list', { name: 'Saved keys' }).getByRole('radio')).toBeChecked();
  await expect(popup.getByRole('timer')).toHaveText(/^5\d:\d\d$/);

  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  const request = await portal.tryIt(page);

  const [token] = replica.issuedTokens;
  expect(request).toMatchObject({ host: 'api-stage.novapost.pl', status: 200 });
  expect(request.headers['authorization']).toBe(token?.token);
  expect(token?.environment).toBe('sandbox');
  expect(replica.issuedTokens).toHaveLength(1);
  expect(ownOutput).toEqual([]);
});

test('one click on the pill authorizes production', async ({ popup, portal, replica, ownOutput }) => {
  const key = issuedKey(replica, 'production');
  await pasteKey(popup, 'production', key);

  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
  expect(await pillSays(page, 'timer')).toMatch(/^(60:00|59:\d\d)$/);
  const request = await portal.tryIt(page);

  const [token] = replica.issuedTokens;
  expect(request).toMatchObject({ host: 'api.novapost.com', status: 200 });
  expect(request.headers['authorization']).toBe(token?.token);
  expect(token?.environment).toBe('production');
  expect(ownOutput).toEqual([]);
});

test('without a key the pill says so, and opens the popup', async ({ context, portal }) => {
  const page = await portal.open();
  await expectPill(page, 'none', 'sandbox');
  await pressPill(page, 'Add a key');
  const worker = await serviceWorker(context);
  const openPopups = () =>
    worker.evaluate(async () => (await chrome.runtime.getContexts({ contextTypes: ['POPUP'] })).length);
  await expect.poll(openPopups).toBe(1);
});
