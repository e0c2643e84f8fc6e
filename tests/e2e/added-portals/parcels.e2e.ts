import { killWorker } from '../../browser/extension.ts';
import { expect, test } from '../fixtures.ts';
import { expectPill, pressPill } from '../pill.ts';
import type { Operation } from '../try-it-out.ts';
import { parcels, parcelsSites } from './portals.ts';
import { forgetEverything, saveKey, savePortal } from './tell.ts';

test.use({ launch: { grantedHosts: parcelsSites } });

const list: Operation = { method: 'get', path: '/v2/parcels' };
const servers = { live: 'https://api.parcels.example', test: 'https://test.parcels.example' };

test('a portal that nobody thought of: its own header, its own exchange, one environment never at the other', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  await savePortal(popup, parcels);
  await saveKey(popup, 'p-parcels/1', replica.parcels.makeKey('test'));
  await saveKey(popup, 'p-parcels/2', replica.parcels.makeKey('live'));
  const page = await portal.open({ of: 'parcels' });
  await expectPill(page, 'expired', 'p-parcels/2');
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'p-parcels/2');
  const live = await portal.tryIt(page, list);
  expect(live).toMatchObject({ host: 'api.parcels.example', status: 200 });

  await portal.selectServer(page, servers.test);
  await expectPill(page, 'expired', 'p-parcels/1');
  const empty = await portal.tryIt(page, list);
  expect(empty).toMatchObject({ host: 'test.parcels.example', status: 401 });
  expect(empty.headers['x-api-key'] ?? '').toBe('');
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'p-parcels/1');
  expect(await portal.tryIt(page, list)).toMatchObject({ host: 'test.parcels.example', status: 200 });

  // A worker that is gone knows the portal again when it is needed.
  await killWorker(context);
  await page.reload();
  await expectPill(page, 'ready', 'p-parcels/2');
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'p-parcels/2');
  expect(await portal.tryIt(page, list)).toMatchObject({ host: 'api.parcels.example', status: 200 });

  // "Forget everything" reaches the docs that are open.
  await forgetEverything(popup);
  await expectPill(page, 'orphaned');
  const after = await portal.tryIt(page, list);
  expect(after).toMatchObject({ host: 'api.parcels.example', status: 401 });
  expect(after.headers['x-api-key'] ?? '').toBe('');
});
