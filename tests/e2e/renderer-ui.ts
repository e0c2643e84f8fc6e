import type { Page } from '@playwright/test';

/** Working a renderer's own controls for keys as a person does, and reading what it holds. For pressing Try: try-it-out.ts. */

interface Driver {
  typeKey(page: Page, scheme: string, value: string): Promise<void>;
  removeKey(page: Page, scheme: string): Promise<void>;
}

/** RapiDoc 9.0.0 has no ids on its rows, and no scheme has the other's header. */
const headers: Readonly<Record<string, string>> = { JWT: 'Authorization', ApiKeyAuth: 'apiKey' };

const rapidocRow = async (page: Page, scheme: string) => {
  const table = page.locator('rapi-doc #auth table');
  // The focused style draws one section at a time: the one that the address names.
  if ((await table.count()) === 0) await page.evaluate(() => void (location.hash = '#auth'));
  const row = table.locator('tr', { has: page.locator(`code:text-is("${headers[scheme] ?? scheme}")`) });
  await row.waitFor({ state: 'attached' });
  return row;
};

const rapidoc: Driver = {
  async typeKey(page, scheme, value) {
    const row = await rapidocRow(page, scheme);
    await row.locator('.api-key-input').fill(value);
    await row.getByRole('button', { name: /^(SET|UPDATE)$/ }).click();
    await row.getByText('Key Applied').waitFor();
  },
  async removeKey(page, scheme) {
    const row = await rapidocRow(page, scheme);
    await row.getByRole('button', { name: 'REMOVE' }).click();
    await row.getByText('Key Applied').waitFor({ state: 'detached' });
  },
};

const logout = '.modal-btn.auth:not(.authorize, .btn-done)';

const inDialog = async (page: Page, scheme: string, value: string): Promise<void> => {
  await page.locator('.scheme-container .auth-wrapper > .btn.authorize').click();
  const container = page.locator('.auth-container', { has: page.locator(`h4 code:text-is("${scheme}")`) });
  await container.waitFor();
  if ((await container.locator(logout).count()) > 0) await container.locator(logout).click();
  if (value !== '') {
    await container.locator('input').fill(value);
    await container.locator('.modal-btn.authorize').click();
    await container.locator(logout).waitFor();
  }
  await page.locator('.close-modal').click();
};

const swaggerUi: Driver = {
  typeKey: inDialog,
  removeKey: (page, scheme) => inDialog(page, scheme, ''),
};

const driverOf = async (page: Page): Promise<Driver> =>
  (await page.locator('rapi-doc').count()) > 0 ? rapidoc : swaggerUi;

/** Types a key into a scheme's own field, and applies it; over what is there. */
export const typeKey = async (page: Page, scheme: string, value: string): Promise<void> =>
  (await driverOf(page)).typeKey(page, scheme, value);

/** Presses REMOVE or Logout for one scheme. */
export const removeKey = async (page: Page, scheme: string): Promise<void> =>
  (await driverOf(page)).removeKey(page, scheme);
