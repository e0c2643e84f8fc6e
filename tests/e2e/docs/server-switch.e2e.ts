import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pressPill } from '../pill.ts';
import { servers } from '../servers.ts';
import { openOperation } from '../try-it-out.ts';

const EXCHANGE = '/v.1.0/clients/authorization';

const isTry = ({ path }: { path: string }) => path.endsWith('/divisions');

test('switching the server swaps the token, both ways, and production asks for one click per page', async ({
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  const empty = await portal.tryIt(page);
  expect(empty).toMatchObject({ host: 'api.novapost.com', status: 401 });
  expect(empty.headers['authorization'] ?? '').toBe('');

  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
  expect(await portal.tryIt(page)).toMatchObject({ host: 'api.novapost.com', status: 200 });
  await portal.selectServer(page, servers.sandbox);
  await expectPill(page, 'authorized', 'sandbox');
  expect(await portal.tryIt(page)).toMatchObject({ host: 'api-stage.novapost.pl', status: 200 });
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'authorized', 'production');

  await page.reload();
  await expectPill(page, 'authorized', 'sandbox');
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'ready', 'production');
});

test('a token that arrives for a server that is no longer selected goes nowhere', async ({
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const held = replica.faults.hold({ host: 'api-stage.novapost.pl', path: EXCHANGE });
  const page = await portal.open();
  await held.arrived();
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  held.release();
  await expect.poll(() => replica.issuedTokens.length).toBe(1);
  const late = await portal.tryIt(page);
  expect(late.headers['authorization'] ?? '').toBe('');
  await expectPill(page, 'expired', 'production');
  await portal.selectServer(page, servers.sandbox);
  await expectPill(page, 'authorized', 'sandbox');
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
});

test('a Try in the same turn as the switch carries no foreign token', async ({ popup, portal, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  const button = await openOperation(page);
  const tried = replica.nextOutcome(isTry);
  const radio = page.locator(`input[name="api_server"][value="${servers.production}"]`);
  const handles = [await radio.elementHandle(), await button.elementHandle()];
  await page.evaluate((both) => {
    for (const element of both) if (element instanceof HTMLElement) element.click();
  }, handles);
  // RapiDoc may still send it to the server before: what counts is that the scheme was empty by then.
  expect((await tried).headers['authorization'] ?? '').toBe('');
});
