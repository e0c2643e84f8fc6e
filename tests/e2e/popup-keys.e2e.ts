import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { issuedKey, pasteKey } from './keys.ts';

const keysOf = (popup: Page) => popup.getByRole('list', { name: 'Saved keys' });
const rowOf = (popup: Page, label: string) => keysOf(popup).getByRole('listitem').filter({ hasText: label });
const names = (popup: Page) => keysOf(popup).locator('label').allTextContents();

const openDetails = async (popup: Page, label: string): Promise<void> => {
  await rowOf(popup, label).getByRole('button', { name: 'Key details' }).press('Enter');
  await expect(popup.getByRole('heading', { name: label })).toBeFocused();
};

test('a key is edited, moved, tested and replaced in its place, by keyboard', async ({ popup, replica }) => {
  const first = issuedKey(replica, 'sandbox');
  await pasteKey(popup, 'sandbox', first, 'First');
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'), 'Second');

  await openDetails(popup, 'First');
  await popup.getByRole('textbox', { name: 'Label' }).fill('Shop');
  await popup.keyboard.press('Escape');
  await popup.getByRole('button', { name: 'Keep editing' }).press('Enter');
  await popup.getByRole('textbox', { name: 'Organization' }).fill('Acme');
  await popup.getByLabel('Valid until').fill('2020-02-29');
  await popup.getByLabel('Valid until').press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Changes saved' })).toBeVisible();
  await popup.keyboard.press('Escape');
  await expect(rowOf(popup, 'Shop').getByRole('button', { name: 'Key details' })).toBeFocused();
  await expect(rowOf(popup, 'Shop')).toContainText(/Acme.*Expired.*2020/);

  expect(await names(popup)).toEqual(['Shop', 'Second']);
  await openDetails(popup, 'Shop');
  await popup.getByRole('button', { name: 'Move down' }).press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: '“Shop” is now number 2 of 2.' })).toBeVisible();

  await popup.getByRole('button', { name: 'Test key' }).press('Enter');
  await expect(popup.getByText('The key works.')).toBeVisible();
  expect(replica.issuedTokens.map(({ key }) => key)).toEqual([first]);

  await popup.getByRole('button', { name: 'Replace key' }).press('Enter');
  const field = popup.getByRole('textbox', { name: 'New API key' });
  await expect(field).toBeFocused();
  await popup.keyboard.type(first);
  await popup.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription(/in the list already/);
  await field.fill('0123456789abcdef-unknown');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'The new key is in place.' })).toBeVisible();
  await popup.getByRole('button', { name: 'Test key' }).press('Enter');
  await expect(popup.getByRole('alert')).toContainText('Nova Post refused this key');
  await popup.getByRole('button', { name: 'Back' }).press('Enter');
  expect(await names(popup)).toEqual(['Second', 'Shop']);
  await expect(rowOf(popup, 'Shop')).toContainText('•••• nown');
  await expect(rowOf(popup, 'Shop')).not.toContainText('Expired');
  await expect(keysOf(popup).getByRole('radio', { name: 'Second' })).toBeChecked();
});

test('of 200 keys one is found by keyboard, and the rows that don’t change are left alone', async ({
  popup,
  replica,
}) => {
  const keys = Array.from({ length: 200 }, (_, n) => ({
    id: `k${n}`,
    environment: 'sandbox',
    label: `Client ${n}`,
    organization: n === 150 ? 'Umbrella' : 'Acme',
    secret: n === 0 ? issuedKey(replica, 'sandbox') : `not-a-secret-${n}`,
    source: 'pasted',
    addedAt: 1,
    createdAt: null,
    validUntil: null,
    status: null,
  }));
  const message = { type: 'keys.import', payload: { keyring: { keys, active: { sandbox: 'k0' } } } };
  await popup.evaluate((ask) => chrome.runtime.sendMessage(ask), message);
  await expect(keysOf(popup).getByRole('radio')).toHaveCount(200);
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();

  await popup.clock.install();
  const timer = popup.getByRole('timer');
  const changed = await keysOf(popup).evaluateHandle((list) => {
    const rows = new Set<string>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const row = target instanceof Element ? target.closest('li') : null;
        rows.add(row?.querySelector('label')?.textContent ?? 'the list');
      }
    });
    observer.observe(list, { subtree: true, childList: true, attributes: true, characterData: true });
    return rows;
  });
  const before = await timer.textContent();
  await expect(timer).not.toHaveText(before ?? '');
  // Nor with the turn of the minute.
  await popup.clock.fastForward(60_000);
  await expect(timer).toHaveText(/^5[78]:/);
  await expect.poll(() => changed.evaluate((rows) => [...rows])).toEqual(['Client 0']);

  await popup.keyboard.press('/');
  const search = popup.getByRole('searchbox', { name: 'Search keys' });
  await expect(search).toBeFocused();
  await popup.keyboard.type('umb 150');
  await expect(keysOf(popup).getByRole('radio')).toHaveCount(1);
  await openDetails(popup, 'Client 150');
  await popup.keyboard.press('Escape');
  await expect(keysOf(popup).getByRole('button', { name: 'Details' })).toBeFocused();
  await expect(search).toHaveValue('umb 150');
  await search.press('Escape');
  await expect(keysOf(popup).getByRole('radio')).toHaveCount(200);
});
