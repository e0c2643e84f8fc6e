import type { Page } from '@playwright/test';
import { killWorker } from '../browser/extension.ts';
import { expect, test } from './fixtures.ts';
import { issuedKey, openTab, pasteKey } from './keys.ts';

const keysOf = (popup: Page) => popup.getByRole('list', { name: 'Saved keys' });

test('a key is masked, shown and copied on demand, and removed after one question', async ({
  popup,
  replica,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const key = issuedKey(replica, 'sandbox');
  await pasteKey(popup, 'sandbox', key, 'Warehouse');
  const html = () => popup.evaluate(() => document.documentElement.outerHTML);
  expect(await html()).not.toContain(key);

  await keysOf(popup).getByRole('button', { name: 'Show key' }).click();
  await expect(keysOf(popup)).toContainText(key);
  await keysOf(popup).getByRole('button', { name: 'Show key' }).click();
  await expect(keysOf(popup)).not.toContainText(key);

  await keysOf(popup).getByRole('button', { name: 'Copy key' }).click();
  await expect(popup.getByRole('status')).toContainText('Key copied');
  expect(await popup.evaluate(() => navigator.clipboard.readText())).toBe(key);

  await keysOf(popup).getByRole('button', { name: 'Remove key' }).click();
  await expect(popup.getByText('Remove “Warehouse” from this browser?')).toBeVisible();
  await popup.getByRole('button', { name: 'Keep' }).click();
  await expect(keysOf(popup).getByRole('radio', { name: 'Warehouse' })).toBeChecked();
  await keysOf(popup).getByRole('button', { name: 'Remove key' }).click();
  await popup.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeVisible();
  await expect(keysOf(popup)).toBeHidden();
});

test('a token is fetched, refreshed and copied', async ({ popup, replica, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('timer')).toHaveText(/^(60:00|59:\d\d)$/);
  await popup.getByRole('button', { name: 'Refresh token' }).click();
  await expect.poll(() => replica.issuedTokens.length).toBe(2);
  await expect(popup.getByRole('button', { name: 'Copy token' })).toBeEnabled();
  await popup.getByRole('button', { name: 'Copy token' }).click();
  await expect(popup.getByRole('status')).toContainText(/copied/i);
  expect(await popup.evaluate(() => navigator.clipboard.readText())).toBe(replica.issuedTokens[1]?.token);
});

test('of several keys the chosen one is traded', async ({ popup, replica }) => {
  const first = issuedKey(replica, 'sandbox');
  await pasteKey(popup, 'sandbox', first, 'First');
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'), 'Second');
  await expect(keysOf(popup).getByRole('radio')).toHaveCount(2);
  await keysOf(popup).getByRole('radio', { name: 'First' }).check();
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();
  expect(replica.issuedTokens.map(({ key }) => key)).toEqual([first]);
});

const notKeys: readonly (readonly [what: string, text: string, says: RegExp])[] = [
  ['nothing', '   ', /no key here yet/],
  ['a key with a space inside', 'abc def', /no spaces/],
  ['a web address', 'https://my.novapost.com/keys', /web address/],
  ['a token', 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln', /a token/],
];

test('what is no key is not taken for one, and its field says what it is', async ({ popup }) => {
  await openTab(popup, 'production');
  const field = popup.getByRole('textbox', { name: 'API key' });
  for (const [what, text, says] of notKeys)
    await test.step(what, async () => {
      await field.fill(text);
      await popup.getByRole('button', { name: 'Save key' }).click();
      await expect(field).toHaveAccessibleDescription(says);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
    });
});

test('everything is reached by keyboard, which isn’t lost with a click, and seen without colours', async ({
  popup,
  replica,
}) => {
  await popup.getByRole('tab', { name: 'Sandbox' }).focus();
  await popup.keyboard.press('ArrowRight');
  await expect(popup.getByRole('tab', { name: 'Production', exact: true })).toBeFocused();
  await expect(popup.getByRole('tab', { name: 'Production', exact: true })).toHaveAttribute('aria-selected', 'true');
  const field = popup.getByRole('textbox', { name: 'API key' });
  const reachField = async () => {
    await popup.keyboard.press('Tab');
    return field.evaluate((element) => element === document.activeElement);
  };
  await expect.poll(reachField).toBe(true);
  await popup.keyboard.type(issuedKey(replica, 'production'));
  await popup.keyboard.press('Enter');
  await expect(keysOf(popup).getByRole('radio')).toBeChecked();

  // What is busy after the click has the keyboard all the same.
  await popup.getByRole('button', { name: 'Get token' }).press('Enter');
  await expect(popup.getByRole('timer')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Refresh token' })).toBeFocused();
  const fills = popup.getByRole('switch', { name: /Fill the docs/ });
  await fills.press('Space');
  await expect(fills).toBeChecked();
  await expect(fills).toBeFocused();

  // Without colours production is told apart by its edges.
  await popup.emulateMedia({ forcedColors: 'active' });
  await expect(popup.getByRole('region', { name: /^Token/ })).toHaveCSS('border-top-style', 'double');
});

test('opens with what is stored, without waiting for a worker that was stopped', async ({
  context,
  popup,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'), 'Stored');
  await killWorker(context);
  // As slow as a worker can be: it never answers.
  await popup.addInitScript(() => {
    chrome.runtime.sendMessage = () => Promise.withResolvers<never>().promise;
  });
  await popup.reload();
  await expect(keysOf(popup).getByRole('radio', { name: 'Stored' })).toBeChecked();
  await expect(popup.getByRole('button', { name: 'Get token' })).toBeEnabled();
});
