import type { Page } from '@playwright/test';
import type { PageVariant } from '../../portal/docs/index.ts';
import { fetchRenderer } from '../../portal/docs/packages.ts';
import { expect, test } from '../fixtures.ts';
import { expectPill, pillSays, pressPill } from '../pill.ts';
import type { Operation } from '../try-it-out.ts';
import { parcels, parcelsSites } from './portals.ts';
import { saveKey, savePortal } from './tell.ts';

test.use({ launch: { grantedHosts: parcelsSites } });

const list: Operation = { method: 'get', path: '/v2/parcels', id: 'listParcels', tag: 'parcels' };
const servers = { live: 'https://api.parcels.example', test: 'https://test.parcels.example' };

test('docs with Scalar, Stoplight Elements, a renderer that comes late, and Redoc', async ({
  popup,
  portal,
  replica,
}) => {
  await savePortal(popup, parcels);
  await saveKey(popup, 'p-parcels/2', replica.parcels.makeKey('live'));
  const open = async (variant: PageVariant): Promise<Page> => portal.open({ of: 'parcels', variant });
  /** One click, the header on the wire, and nothing of it at the other server. */
  async function checkMainJob(page: Page, nothing = ''): Promise<void> {
    await pressPill(page, 'Authorize');
    await expectPill(page, 'authorized', 'p-parcels/2');
    expect(await portal.tryIt(page, list)).toMatchObject({ host: 'api.parcels.example', status: 200 });
    await portal.selectServer(page, servers.test);
    await expectPill(page, 'none', 'p-parcels/1');
    const empty = await portal.tryIt(page, list);
    expect(empty).toMatchObject({ host: 'test.parcels.example', status: 401 });
    expect(empty.headers['x-api-key'] ?? '').toBe(nothing);
    await page.close();
  }

  for (const [renderer, nothing] of [
    ['scalar', ''],
    // Its placeholder.
    ['elements', '123'],
  ] as const) {
    await test.step(renderer, async () => {
      await fetchRenderer(renderer);
      await checkMainJob(await open({ renderer }), nothing);
    });
  }

  await test.step('late', async () => {
    const page = await open({ renderer: 'late', inner: { renderer: 'swagger-ui', version: '5.35.0', reach: 'no-ui' } });
    await page.getByRole('button', { name: 'Show the docs' }).click();
    await checkMainJob(page);
  });

  await test.step('Redoc', async () => {
    await fetchRenderer('redoc');
    const page = await open({ renderer: 'redoc' });
    await expectPill(page, 'nothing-to-fill');
    expect(await pillSays(page, 'status')).toContain('Redoc');
    await page.close();
  });
});
