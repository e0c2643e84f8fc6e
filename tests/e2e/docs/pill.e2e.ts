import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pillHost, pressPill } from '../pill.ts';

test('the pill folds to a dot, and stays so', async ({ popup, portal, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  const whole = await pillHost(page).boundingBox();
  await pressPill(page, 'Make smaller');
  await expect(pillHost(page)).toHaveAttribute('data-folded');
  const folded = await pillHost(page).boundingBox();
  expect(folded?.width).toBeLessThan((whole?.width ?? 0) / 2);

  await page.reload();
  await expectPill(page, 'authorized', 'sandbox');
  await expect(pillHost(page)).toHaveAttribute('data-folded');
  await pressPill(page, 'Show authorization');
  await expect(pillHost(page)).not.toHaveAttribute('data-folded');
});

test('the page can neither look into the pill nor press its buttons', async ({ popup, portal, replica }) => {
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await portal.selectServer(page, 'https://api.novapost.com/v.1.0/');
  await expectPill(page, 'expired', 'production');
  const seen = await pillHost(page).evaluate((host) => {
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'keydown']) {
      host.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    }
    return { root: host.shadowRoot, text: host.textContent, html: host.outerHTML };
  });
  expect(seen).toMatchObject({ root: null, text: '' });
  await expectPill(page, 'expired', 'production');
  expect(replica.issuedTokens).toEqual([]);
});
