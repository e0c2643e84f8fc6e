import type { Page } from '@playwright/test';
import { openExtensionPage, openPopup } from '../browser/extension.ts';
import { builtExtension, launchWithExtension } from '../browser/launch.ts';
import { withLongerWords } from '../browser/longer.ts';
import { expect, test } from './fixtures.ts';
import { issuedKey } from './keys.ts';
import { overflowing } from './overflow.ts';
import { expectPill, pillHost, pillSays } from './pill.ts';

/** As our own pages send it. */
const send = (page: Page, type: string, payload: unknown) =>
  page.evaluate((message) => chrome.runtime.sendMessage<unknown, unknown>(message), { type, payload });

const badgeTitle = (page: Page) => page.evaluate(() => chrome.action.getTitle({}));

test('a chosen language is spoken everywhere at once, and its longest words fit', async ({ replica, profile }) => {
  const { extension, say } = withLongerWords(builtExtension, profile, 'uk');
  const context = await launchWithExtension({ replica, profile, extension });
  const popup = await openPopup(context);
  await popup.setViewportSize({ width: 380, height: 600 });
  await expect(popup.locator('html')).toHaveAttribute('lang', 'en');
  const docs = await context.newPage();
  await docs.goto('https://api.novapost.com/developers/index.html');
  await expectPill(docs, 'none', 'sandbox');
  expect(await pillSays(docs, 'status')).toBe('Sandbox has no key yet.');

  await test.step('what is open already changes its words', async () => {
    expect(await send(popup, 'settings.set', { language: 'uk' })).toMatchObject({ ok: true });
    await expect(popup.getByRole('heading', { level: 1 })).toHaveText(say('popup_title'));
    await expect(popup.locator('html')).toHaveAttribute('lang', 'uk');
    await expect(popup).toHaveTitle(say('popup_title'));
    await expect.poll(() => pillSays(docs, 'status')).toBe(say('pill_none', say('environment_sandbox_name')));
    await expect(pillHost(docs)).toHaveAttribute('lang', 'uk');
    await expect.poll(() => badgeTitle(popup)).toBe(say('badge_none', say('environment_sandbox_name')));
  });

  await test.step('a popup and a docs page that open later have them from the start', async () => {
    await popup.reload();
    await expect(popup.getByRole('heading', { level: 1 })).toHaveText(say('popup_title'));
    await docs.reload();
    await expectPill(docs, 'none', 'sandbox');
    expect(await pillSays(docs, 'status')).toBe(say('pill_none', say('environment_sandbox_name')));
  });

  await test.step('everything fits without a key', async () => {
    for (const tab of await popup.getByRole('tab').all()) {
      await tab.click();
      expect(await overflowing(popup)).toEqual([]);
    }
  });

  await test.step('everything fits with a key, a token and an error', async () => {
    const key = issuedKey(replica, 'sandbox');
    const add = { keyId: 'k1', environment: 'sandbox', secret: key, label: '' };
    expect(await send(popup, 'key.add', add)).toMatchObject({ ok: true });
    await popup.reload();
    // The docs page is filled by itself.
    await expect(popup.getByRole('timer')).toBeVisible();
    await expectPill(docs, 'authorized', 'sandbox');
    expect(await pillSays(docs, 'status')).toBe(say('pill_authorized', say('environment_sandbox_name')));
    expect(await overflowing(popup)).toEqual([]);
    await expect
      .poll(() => badgeTitle(popup))
      .toContain(say('badge_ready', say('environment_sandbox_name')).slice(0, -2));
    replica.removeKey('sandbox', key);
    await popup.getByRole('button', { name: say('token_refresh') }).click();
    await expect(popup.getByRole('alert')).toContainText(say('failure_refusedKey_title', 'Nova Post'));
    expect(await overflowing(popup)).toEqual([]);
  });

  await test.step('the settings page fits, wide and narrow', async () => {
    const options = await openExtensionPage(context, 'options.html');
    await expect(options.getByRole('heading', { level: 1 })).toHaveText(say('options_title'));
    for (const width of [1280, 400, 360]) {
      await options.setViewportSize({ width, height: 800 });
      expect(await overflowing(options)).toEqual([]);
    }
  });
  await context.close();
});
