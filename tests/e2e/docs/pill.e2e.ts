import { expect, test } from '../fixtures.ts';
import type { DocsVariant } from '../../portal/docs/index.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import {
  cornerOf,
  coveredControls,
  dragPill,
  expectPill,
  hasPillButton,
  pillAnnounced,
  pillHost,
  pillSays,
  pressPill,
  watchPillStatus,
} from '../pill.ts';
import { servers } from '../servers.ts';
import { openOperation, scrollToEnd } from '../try-it-out.ts';

test('the pill folds to a dot, and stays so', async ({ popup, portal, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  // A setting that changes nothing here is told to the page all the same; screen readers hear nothing of it, nor of each second.
  await watchPillStatus(page);
  const before = await pillSays(page, 'timer');
  await popup.getByRole('switch', { name: /Fill the docs/ }).click();
  await popup.getByRole('switch', { name: /Fill the docs/ }).click();
  await expect.poll(() => pillSays(page, 'timer')).not.toBe(before);
  expect(await pillAnnounced(page)).toEqual([]);

  const whole = await pillHost(page).boundingBox();
  await pressPill(page, 'Make smaller');
  await expect(pillHost(page)).toHaveAttribute('data-folded');
  const folded = await pillHost(page).boundingBox();
  expect(folded?.width).toBeLessThan((whole?.width ?? 0) / 2);

  await page.reload();
  await expectPill(page, 'authorized', 'sandbox');
  await expect(pillHost(page)).toHaveAttribute('data-folded');
  // A dot tells by its name what the pill would say.
  await pressPill(page, 'Sandbox authorized Show authorization');
  await expect(pillHost(page)).not.toHaveAttribute('data-folded');
});

test('the pill goes to the corner that it is sent or dragged to, in every tab, and stays there', async ({ portal }) => {
  const [page, other] = [await portal.open(), await portal.open()];
  await expectPill(other, 'none', 'sandbox');
  await page.bringToFront();
  expect(await cornerOf(page)).toBe('bottom-right');

  await pressPill(page, 'Move or hide');
  await pressPill(page, 'Move to the top left');
  expect(await cornerOf(page)).toBe('top-left');
  // By keyboard: the button that was pressed has the focus still.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await cornerOf(page)).toBe('top-right');
  await page.keyboard.press('Escape');
  expect(await hasPillButton(page, 'Move to the top left')).toBe(false);

  await dragPill(page, 100, 700);
  await expect.poll(() => cornerOf(page)).toBe('bottom-left');
  await expect.poll(() => cornerOf(other)).toBe('bottom-left');

  // A dot is dragged by what a click unfolds it with, and dragging isn't clicking.
  await pressPill(page, 'Make smaller');
  await dragPill(page, 1200, 20);
  await expect(pillHost(page)).toHaveAttribute('data-folded');
  await page.reload();
  await expectPill(page, 'none', 'sandbox');
  await expect(pillHost(page)).toHaveAttribute('data-folded');
  expect(await cornerOf(page)).toBe('top-right');
});

const docs: readonly DocsVariant[] = [
  { renderer: 'rapidoc', version: '9.3.8', style: 'read' },
  { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' },
];
for (const variant of docs) {
  test(`the pill keeps nobody from a control of ${variant.renderer}`, async ({ portal }) => {
    const page = await portal.open({ variant });
    await openOperation(page);
    await expectPill(page, 'none', 'sandbox');
    for (const width of [360, 768, 1280, 2560]) {
      await page.setViewportSize({ width, height: 800 });
      await scrollToEnd(page);
      // Of a page that scrolls in a root of its own, only the wheel is told outside.
      await page.mouse.move(width / 2, 300);
      await page.mouse.wheel(0, 10);
      await expect.poll(() => coveredControls(page), { message: `at ${width} px` }).toEqual([]);
    }
  });
}

test('a pill that was unfolded over a control makes room again once it has been used', async ({
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open({ variant: { renderer: 'rapidoc', version: '9.3.8', style: 'focused' } });
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  await openOperation(page);
  await expect(pillHost(page)).toHaveAttribute('data-folded');

  await pillHost(page).click();
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
  await page.mouse.move(600, 300);
  await page.mouse.wheel(0, 1);
  await expect.poll(() => coveredControls(page)).toEqual([]);
});

test('the page can neither look into the pill nor press its buttons', async ({ popup, portal, replica }) => {
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
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
