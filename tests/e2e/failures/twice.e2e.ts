import { killWorker } from '../../browser/extension.ts';
import { expect, test } from '../fixtures.ts';
import { EXCHANGE, freshKey, getToken } from './exchange.ts';

test('killed twice within one click: what says "try again" can be tried again', async ({ context, popup, replica }) => {
  await freshKey(popup, replica);
  const held = replica.faults.hold({ path: EXCHANGE });
  await getToken(popup).click();
  await held.arrived();
  await killWorker(context);
  await held.arrived(2);
  await killWorker(context);
  await expect(popup.getByRole('alert')).toContainText(/didn't answer/);
  await expect(getToken(popup)).toBeEnabled();
});
