import { launchBare } from '../../browser/bare.ts';
import { openPopup } from '../../browser/extension.ts';
import { launchWithExtension } from '../../browser/launch.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey } from '../keys.ts';
import { openBarePopup } from './bare-tab.ts';
import { countdown, getToken } from './exchange.ts';
import { stored } from './ours.ts';

const KEYS = 40;

test('the browser is killed in a burst of writes: old or new, never neither', async ({ replica, profile }) => {
  const keys = Array.from({ length: KEYS }, () => issuedKey(replica, 'sandbox'));
  const browser = await launchBare({ replica, profile });
  let answered = 0;
  try {
    const popup = await openBarePopup(browser);
    await popup.tab.evaluate(`(() => {
      window.answered = 0;
      for (const [at, secret] of ${JSON.stringify(keys)}.entries()) {
        const payload = { keyId: String(at), environment: 'sandbox', secret, label: '' };
        chrome.runtime.sendMessage({ type: 'key.add', payload }).then(({ ok }) => { if (ok) window.answered += 1; });
      }
    })()`);
    const count = async () => Number(await popup.tab.evaluate('window.answered'));
    await expect
      .poll(
        async () => {
          answered = await count();
          return answered;
        },
        { intervals: [0] },
      )
      .toBeGreaterThan(0);
  } finally {
    await browser.kill();
  }

  const context = await launchWithExtension({ replica, profile });
  try {
    const popup = await openPopup(context);
    const list = popup.getByRole('list', { name: 'Saved keys' });
    await expect(list.getByRole('radio').first()).toBeVisible();
    await expect(popup.getByRole('alert')).toHaveCount(0);
    const { keyring } = (await stored(popup)).local;
    const saved: unknown = Object(keyring).data.keys.map(({ secret }: { secret: string }) => secret);
    const length = await list.getByRole('radio').count();
    // One write a key, in this order: what is there is the state after one of them, and none that was answered is gone.
    expect(saved).toEqual(keys.slice(0, length));
    expect(length).toBeGreaterThanOrEqual(answered);
    await expect(list.getByRole('radio').nth(length - 1)).toBeChecked();
    await getToken(popup).click();
    await expect(countdown(popup)).toBeVisible();
    expect(replica.issuedTokens.map(({ key }) => key)).toEqual([keys[length - 1]]);
  } finally {
    await context.close();
  }
});
