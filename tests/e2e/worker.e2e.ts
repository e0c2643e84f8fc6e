import { killWorker, openPopup } from '../browser/extension.ts';
import { launchWithExtension } from '../browser/launch.ts';
import { expect, test } from './fixtures.ts';
import { issuedKey, openTab, pasteKey } from './keys.ts';
import { createPortal } from './portal.ts';
import { expectPill, pressPill } from './pill.ts';
import { servers } from './servers.ts';

const EXCHANGE = '/v.1.0/clients/authorization';

test('a worker that is killed between save and click costs nothing', async ({ context, popup, portal, replica }) => {
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  await killWorker(context);
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
  expect((await portal.tryIt(page)).status).toBe(200);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
});

test('a worker that is killed in the middle of an exchange: still one click', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  const held = replica.faults.hold({ path: EXCHANGE });
  await pressPill(page, 'Authorize');
  await held.arrived();
  await killWorker(context);
  held.release();
  await expectPill(page, 'authorized', 'production');
  expect((await portal.tryIt(page)).status).toBe(200);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(2);
});

test('after a restart of the browser the keys are there, the tokens are gone, and one click is enough', async ({
  replica,
  profile,
}) => {
  const key = issuedKey(replica, 'production');
  const before = await launchWithExtension({ replica, profile });
  const popup = await openPopup(before);
  await pasteKey(popup, 'production', key);
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();
  await before.close();

  const after = await launchWithExtension({ replica, profile });
  const reopened = await openPopup(after);
  await openTab(reopened, 'production');
  await expect(reopened.getByRole('radio', { name: 'My key' })).toBeChecked();
  await expect(reopened.getByRole('timer')).toBeHidden();
  const portal = createPortal(replica, () => after.newPage());
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[1]?.token);
  await after.close();
});
