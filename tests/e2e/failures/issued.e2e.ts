import type { BrowserContext } from '@playwright/test';
import { killWorker, serviceWorker } from '../../browser/extension.ts';
import { merchant, merchantSite } from '../added-portals/portals.ts';
import { saveKey, savePortal } from '../added-portals/tell.ts';
import { expect, test } from '../fixtures.ts';
import { countdown, getToken } from './exchange.ts';

test.use({ launch: { grantedHosts: [merchantSite] } });

const PHONE = '498213437654';

/**
 * The worker that runs now stops where it has handed the first write that holds a key of this source over to the browser: the write is
 * made, and the worker never hears of it.
 *
 * @returns waits until it has been handed over
 */
async function stopAtKey(context: BrowserContext, source: 'phone' | 'issued'): Promise<() => Promise<void>> {
  const worker = await serviceWorker(context);
  const stop = await worker.evaluateHandle((mark) => {
    const { local } = chrome.storage;
    const write = local.set.bind(local);
    const { promise, resolve } = Promise.withResolvers<void>();
    local.set = (items: Record<string, unknown>): Promise<void> => {
      const written = write(items);
      if (!JSON.stringify(items).includes(mark)) return written;
      resolve();
      return Promise.withResolvers<void>().promise;
    };
    return { handedOver: promise };
  }, `"source":"${source}"`);
  return () => stop.evaluate(({ handedOver }) => handedOver);
}

test('the worker is killed while a portal makes a key: a key that was handed over is kept and told, and none is made twice', async ({
  context,
  popup,
  replica,
}) => {
  const keys = popup.getByRole('list', { name: 'Saved keys' });
  const tokens = popup.getByRole('list', { name: 'Saved tokens' });
  const says = (words: string) => popup.getByRole('status').filter({ hasText: words });
  const make = popup.getByRole('button', { name: 'New key' });
  const openMerchant = async () => {
    await popup.reload();
    await popup.getByLabel('Portal').selectOption({ label: merchant.name });
  };
  const askMerchant = async (description: string) => {
    await popup.getByRole('button', { name: 'Add token' }).click();
    await popup.getByRole('textbox', { name: 'Application ID' }).fill('app-1');
    await popup.getByRole('textbox', { name: 'Description' }).fill(description);
    await make.click();
  };

  await test.step('Nova Post, as the key is written', async () => {
    replica.registerPhone(PHONE);
    const whenStopped = await stopAtKey(context, 'phone');
    await popup.getByRole('textbox', { name: 'Phone number' }).fill(PHONE);
    await popup.getByRole('button', { name: 'New sandbox key' }).click();
    await whenStopped();
    await killWorker(context);
    await expect(says('Sandbox key made and in use.')).toBeVisible();
    await expect(popup.getByRole('alert')).toHaveCount(0);
    await popup.reload();
    await expect(keys.getByRole('radio')).toBeChecked();
    await getToken(popup).click();
    await expect(countdown(popup)).toBeVisible();
    expect(replica.requestsTo('/v.1.0/test-api-keys')).toHaveLength(1);
  });

  await test.step('Merchant applications, as the key is written', async () => {
    await savePortal(popup, merchant);
    await saveKey(popup, 'p-merchant/1', replica.merchant.makeToken());
    await openMerchant();
    const whenStopped = await stopAtKey(context, 'issued');
    await askMerchant('Warehouse scanner');
    await whenStopped();
    await killWorker(context);
    await expect(says("Key made. It isn't in use yet.")).toBeVisible();
    await expect(popup.getByRole('alert')).toHaveCount(0);
    await openMerchant();
    await expect(tokens.getByRole('radio', { name: 'Warehouse scanner' })).toHaveCount(1);
    expect(replica.merchant.issuedKeys).toHaveLength(1);
  });

  await test.step('Merchant applications, before the answer', async () => {
    const held = replica.faults.hold({ method: 'POST', path: '/api/v1/applications/app-1/api-keys' });
    await askMerchant('Till');
    await held.arrived();
    await killWorker(context);
    await expect(popup.getByRole('alert')).toContainText(/The connection .* broke.*A key may have been made/s);
    await expect(make).toBeEnabled();
    held.release();
    expect(replica.requestsTo(({ method, path }) => method === 'POST' && path.endsWith('/api-keys'))).toHaveLength(2);
    await expect(tokens.getByRole('radio')).toHaveCount(2);
  });
});
