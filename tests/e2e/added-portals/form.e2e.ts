import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { openExtensionPage } from '../../browser/extension.ts';
import { expect, test } from '../fixtures.ts';
import { expectPill, pressPill } from '../pill.ts';
import type { Operation } from '../try-it-out.ts';
import { expectRemoved, NOTHING, traces } from './traces.ts';

const DOCS = 'https://docs.parcels.example/reference';
const sites = ['docs', 'api', 'test'].map((name) => `https://${name}.parcels.example/*`);
const list: Operation = { method: 'get', path: '/v2/parcels' };

test.use({ launch: { agreedHosts: sites } });

async function fillIn(form: Page): Promise<void> {
  await form.getByRole('button', { name: 'Your own' }).click();
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Parcels');
  await form.getByRole('textbox', { name: 'Docs pages' }).fill(DOCS);
  await form.getByRole('textbox', { name: 'Name of the environment' }).fill('Live');
  await form.getByRole('textbox', { name: 'Base URL' }).fill('https://api.parcels.example');
  await form.getByRole('button', { name: 'Add environment' }).click();
  const second = form.getByRole('group', { name: 'Environment 2' });
  await second.getByRole('textbox', { name: 'Name of the environment' }).fill('Test');
  await second.getByRole('textbox', { name: 'Base URL' }).fill('https://test.parcels.example');
  await form.getByRole('radio', { name: 'API key in a header' }).check();
  await form.getByRole('textbox', { name: 'Header', exact: true }).fill('X-Api-Key');
  await form.getByRole('textbox', { name: 'Before the token' }).fill('');
  await form.getByRole('radio', { name: 'A key that is traded for a token' }).check();
  await form.getByRole('textbox', { name: "The key's name there" }).fill('key');
  await form.getByRole('textbox', { name: 'Path', exact: true }).fill('auth/session');
  await form.getByRole('textbox', { name: 'Where the token is in the answer' }).fill('data.access.token');
  await form.getByRole('textbox', { name: 'Where its lifetime is' }).fill('expires_in');
  await form.getByText('Error messages').click();
  await form.getByRole('textbox', { name: "Where an error's text is" }).fill('fault.reason');
}

const openPortals = (context: BrowserContext): Promise<Page> => openExtensionPage(context, 'options.html#portals');

test('a portal that nobody thought of works from the form alone, and leaves nothing behind', async ({
  context,
  portal,
  replica,
}) => {
  const form = await openPortals(context);
  await fillIn(form);

  // Tried before anything is saved: a wrong key, then a good one. Neither is to be seen.
  const key = replica.parcels.makeKey('live');
  const tried = form.getByRole('textbox', { name: 'Key for this try' });
  await tried.fill('wrong-key-000000');
  await expect(form.locator('pre.request')).toContainText('POST https://api.parcels.example/auth/session');
  await expect(form.locator('pre.request')).toContainText('{"key":"••••"}');
  await form.getByRole('button', { name: 'Send it' }).click();
  await expect(form.getByRole('alert').filter({ hasText: 'refused' })).toBeVisible();
  await tried.fill(key);
  await form.getByRole('button', { name: 'Send it' }).click();
  await expect(form.getByText('It works. Status 200, and a token at “data.access.token”.')).toBeVisible();
  // The page's own list of requests has their addresses, and a key may stand in one.
  const requests = await form.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(requests.join('\n')).not.toContain('auth/session');
  const marks = { sites, words: ['parcels.example', key] };
  expect(await traces(form, { ...marks, sites: [] })).toEqual(NOTHING);

  await form.getByRole('button', { name: 'Add portal' }).click();
  await expect(form.getByText('Parcels is added. Add its key in the popup.')).toBeVisible();

  const popup = await openExtensionPage(context, 'popup.html');
  await popup.getByLabel('Portal').selectOption({ label: 'Parcels' });
  await popup.getByRole('textbox', { name: 'API key' }).fill(key);
  await popup.getByRole('textbox', { name: 'Label' }).fill('Mine');
  await popup.getByRole('button', { name: 'Save key' }).click();
  await expect(popup.getByRole('radio', { name: 'Mine' })).toBeChecked();

  const page = await portal.open({ of: 'parcels' });
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized');
  expect(await portal.tryIt(page, list)).toMatchObject({ host: 'api.parcels.example', status: 200 });
  await portal.selectServer(page, 'https://test.parcels.example');
  await expectPill(page, 'none');
  const empty = await portal.tryIt(page, list);
  expect(empty).toMatchObject({ host: 'test.parcels.example', status: 401 });
  expect(empty.headers['x-api-key'] ?? '').toBe('');

  // What can be handed on has no key in it.
  const [download] = await Promise.all([
    form.waitForEvent('download'),
    form.getByRole('button', { name: 'Export Parcels' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  expect(file).toContain('auth/session');
  expect(file).not.toContain(key);

  await portal.selectServer(page, 'https://api.parcels.example');
  await expectPill(page, 'authorized');
  const { token = 'none was issued' } = replica.parcels.issuedTokens.at(-1) ?? {};
  const left = { ...marks, words: [...marks.words, token] };
  await expectRemoved(form, 'Parcels', left, { portal, page, operation: list, header: 'x-api-key' });

  // And from the file again: shown before anything is saved.
  await form
    .getByLabel('From a file')
    .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(file) });
  await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Parcels');
  await expect(form.getByRole('list', { name: 'Sites that it will use' })).toContainText('api.parcels.example');
  expect(await traces(form, left)).toEqual(NOTHING);

  // A site that was allowed for a try is given back although nobody pressed "Cancel"; not by a page that opens meanwhile.
  await form.getByRole('textbox', { name: 'Key for this try' }).fill(key);
  await form.getByRole('button', { name: 'Send it' }).click();
  await expect(form.getByText('It works. Status 200')).toBeVisible();
  const allowed = { sites: ['https://api.parcels.example/*'] };
  const meanwhile = await openPortals(context);
  await expect(meanwhile.getByRole('list', { name: 'Portals' })).toBeVisible();
  expect(await traces(meanwhile, left)).toMatchObject(allowed);
  await form.close();
  expect(await traces(meanwhile, left)).toMatchObject(allowed);
  await meanwhile.reload();
  await expect.poll(() => traces(meanwhile, left)).toEqual(NOTHING);
});
