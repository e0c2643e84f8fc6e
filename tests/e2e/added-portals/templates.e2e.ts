import type { Page } from '@playwright/test';
import { killWorker, openExtensionPage } from '../../browser/extension.ts';
import { expect, test } from '../fixtures.ts';
import { expectPill, pressPill } from '../pill.ts';
import type { Operation } from '../try-it-out.ts';
import { expectOwnServersOnly, expectRemoved } from './traces.ts';

test.use({ launch: { agreedHosts: ['https://api.novapai.ai/*', 'https://api.example.com/*'] } });

const models: Operation = { method: 'get', path: '/models' };
const keysOf: Operation = { method: 'get', path: '/api/v1/applications/{id}/api-keys' };

/** A server that is in the docs and in no environment. */
const FOREIGN = 'https://weather.parcels.example';
const specs = { furtherServer: FOREIGN };

/** Adds a portal that comes as a template, as it is but for its docs. */
async function addTemplate(form: Page, template: string, docs: string): Promise<void> {
  await form.getByRole('button', { name: template, exact: true }).click();
  await form.getByRole('textbox', { name: 'Docs pages' }).fill(docs);
  await form.getByRole('button', { name: 'Add portal' }).click();
  await expect(form.getByText(`${template} is added.`)).toBeVisible();
}

test('novastack: a key that is sent as it is, checked first, behind one "Bearer"', async ({
  context,
  portal,
  replica,
}) => {
  const form = await openExtensionPage(context, 'options.html#portals');
  await addTemplate(form, 'novastack', 'https://api.novapai.ai/docs');
  const popup = await openExtensionPage(context, 'popup.html');
  await popup.getByLabel('Portal').selectOption({ label: 'novastack' });
  const permissions = popup.getByRole('group', { name: 'Permissions' });
  const save = async (secret: string, label: string, allowed: readonly string[] = []) => {
    const add = popup.getByRole('button', { name: 'Add key' });
    const field = popup.getByRole('textbox', { name: 'API key' });
    await field.or(add).waitFor();
    if (await add.isVisible()) await add.click();
    await field.fill(secret);
    await popup.getByRole('textbox', { name: 'Label' }).fill(label);
    for (const name of allowed) await permissions.getByRole('checkbox', { name }).check();
    await popup.getByRole('button', { name: 'Save key' }).click();
    await expect(popup.getByRole('radio', { name: label })).toBeChecked();
  };
  await save('nsk-wrong-000000000000', 'Wrong');
  await expect(popup.getByRole('alert')).toContainText('novastack refused this key');
  await expect(popup.getByRole('alert')).toContainText('Incorrect API key provided');

  // Pasted with what stands before it in a header.
  const key = replica.novastack.makeKey({ permissions: ['read'] });
  await save(`Bearer ${key}`, 'Read', ['read', 'write']);
  await expect(popup.getByText('In use', { exact: true })).toBeVisible();
  await expect(popup.getByRole('timer')).toHaveCount(0);

  await test.step('what the key is allowed stands beside it, and can be changed', async () => {
    const row = popup.getByRole('listitem').filter({ has: popup.getByRole('radio', { name: 'Read' }) });
    await expect(row).toContainText('read and write');
    await row.getByRole('button', { name: 'Details' }).click();
    await expect(popup.getByRole('definition').filter({ hasText: 'read and write' })).toBeVisible();
    await expect(permissions).toHaveAccessibleDescription(/The API doesn't tell/);
    await expect(permissions.getByRole('checkbox', { name: 'delete' })).not.toBeChecked();
    await permissions.getByRole('checkbox', { name: 'write' }).uncheck();
    await popup.getByRole('button', { name: 'Save changes' }).click();
    await expect(popup.getByRole('definition').filter({ hasText: /^read$/ })).toBeVisible();
    await popup.getByRole('button', { name: 'Back' }).click();
    await killWorker(context);
    await popup.reload();
    await popup.getByLabel('Portal').selectOption({ label: 'novastack' });
    await expect(row.getByText('read', { exact: true })).toBeVisible();
  });

  const page = await portal.open({ of: 'novastack' });
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized');
  expect(await portal.tryIt(page, models)).toMatchObject({ host: 'api.novapai.ai', status: 200 });

  // A page that nobody sees is drawn once a second, and clicks wait for that.
  await popup.bringToFront();
  await popup.getByRole('button', { name: 'Copy as' }).click();
  await popup.getByLabel('Form').selectOption({ label: 'Python' });
  await expect(popup.getByText('os.environ["NOVASTACK_API_KEY"]')).toBeVisible();

  await test.step('its key goes to no other server, and nothing of it stays once it is removed', async () => {
    await page.close();
    const docs = {
      portal,
      page: await portal.open({ of: 'novastack', specs }),
      operation: models,
      header: 'authorization',
    };
    await expectOwnServersOnly(docs, 'https://api.novapai.ai/router/v1', FOREIGN);
    const marks = { sites: ['https://api.novapai.ai/*'], words: ['api.novapai.ai', key, 'nsk-wrong-000000000000'] };
    await expectRemoved(form, 'novastack', marks, docs);
  });
});

test('merchant applications: a pasted token authorizes, and makes keys that are shown once and kept', async ({
  context,
  portal,
  replica,
}) => {
  const form = await openExtensionPage(context, 'options.html#portals');
  await addTemplate(form, 'Merchant applications', 'https://api.example.com/docs');
  const popup = await openExtensionPage(context, 'popup.html');
  await popup.getByLabel('Portal').selectOption({ label: 'Merchant applications' });
  const token = replica.merchant.makeToken();
  await popup.getByRole('textbox', { name: 'Token', exact: true }).fill(`Bearer ${token}`);
  await popup.getByRole('textbox', { name: 'Label' }).fill('Mine');
  await popup.getByRole('button', { name: 'Save token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();

  await test.step('the header on the wire', async () => {
    const page = await portal.open({
      of: 'merchant',
      variant: { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' },
    });
    await pressPill(page, 'Authorize');
    await expectPill(page, 'authorized');
    expect(await portal.tryIt(page, keysOf)).toMatchObject({ host: 'api.example.com', status: 200 });
    await page.close();
  });

  await test.step('a key is made: refused in words, then stored, and still there once the worker is killed', async () => {
    await popup.getByRole('button', { name: 'Add token' }).click();
    await popup.getByRole('textbox', { name: 'Application ID' }).fill('app-nobody');
    await popup.getByRole('textbox', { name: 'Description' }).fill('Warehouse scanner');
    await popup.getByRole('button', { name: 'New key' }).click();
    await expect(popup.getByRole('alert')).toContainText("Merchant applications doesn't know what you entered");
    await popup.getByRole('textbox', { name: 'Application ID' }).fill('app-1');
    const made = replica.nextOutcome(({ method, path }) => method === 'POST' && path.endsWith('/api-keys'));
    await popup.getByRole('button', { name: 'New key' }).click();
    await made;
    await expect(popup.getByRole('radio', { name: 'Warehouse scanner' })).toBeVisible();
    await killWorker(context);
    await popup.reload();
    await popup.getByLabel('Portal').selectOption({ label: 'Merchant applications' });
    await expect(popup.getByRole('radio', { name: 'Mine' })).toBeChecked();
    await expect(popup.getByRole('radio', { name: 'Warehouse scanner' })).toBeVisible();
    expect(replica.merchant.issuedKeys).toHaveLength(1);
  });

  await test.step('its token goes to no other server, and nothing of it stays once it is removed', async () => {
    const docs = {
      portal,
      page: await portal.open({ of: 'merchant', specs }),
      operation: keysOf,
      header: 'authorization',
    };
    await expectOwnServersOnly(docs, 'https://api.example.com', FOREIGN);
    const made = replica.merchant.issuedKeys.map(({ fullKey }) => fullKey);
    const marks = { sites: ['https://api.example.com/*'], words: ['api.example.com', token, ...made] };
    await expectRemoved(form, 'Merchant applications', marks, docs);
  });
});

test('docs with a plain field: it is filled as a person would, and not for another site', async ({
  context,
  portal,
  replica,
}) => {
  const form = await openExtensionPage(context, 'options.html#portals');
  await form.getByRole('button', { name: 'Merchant applications', exact: true }).click();
  await form.getByRole('textbox', { name: 'Docs pages' }).fill('https://api.example.com/docs');
  await form.getByRole('radio', { name: 'A field on the page' }).check();
  await form.getByRole('textbox', { name: 'Label of the field' }).fill('Bearer Token');
  await form.getByRole('textbox', { name: 'Before the token' }).fill('');
  await form.getByRole('button', { name: 'Add portal' }).click();
  await expect(form.getByText('Merchant applications is added.')).toBeVisible();
  const popup = await openExtensionPage(context, 'popup.html');
  await popup.getByLabel('Portal').selectOption({ label: 'Merchant applications' });
  await popup.getByRole('textbox', { name: 'Token', exact: true }).fill(replica.merchant.makeToken());
  await popup.getByRole('button', { name: 'Save token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();

  const path = '/api/v1/applications/app-1/api-keys';
  const page = await portal.open({
    of: 'merchant',
    variant: { renderer: 'form', baseUrl: 'https://api.example.com', path, listens: true },
  });
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('#status')).toHaveText('200');

  // A base URL of another site: the token stays here.
  await page.getByRole('textbox', { name: 'Base URL' }).fill('https://api-stage.novapost.pl');
  const elsewhere = replica.nextOutcome(({ host }) => host === 'api-stage.novapost.pl');
  await page.getByRole('button', { name: 'Send' }).click();
  expect((await elsewhere).headers.authorization ?? '').not.toMatch(/\w{20}/);
});
