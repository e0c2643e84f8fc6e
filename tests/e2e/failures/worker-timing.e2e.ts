import { serviceWorker } from '../../browser/extension.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';

test('the worker keeps no key in its Resource Timing', async ({ context, popup, replica }) => {
  const key = issuedKey(replica, 'sandbox');
  await pasteKey(popup, 'sandbox', key);
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();
  const worker = await serviceWorker(context);
  const names = await worker.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(names.join('\n')).not.toContain(key);
});
