import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import * as z from 'zod/mini';
import { serviceWorker } from '../browser/extension.ts';
import { expect, test } from './fixtures.ts';
import { issuedKey, pasteKey } from './keys.ts';
import { expectPill } from './pill.ts';
import { servers } from './servers.ts';

const clipboardOf = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test('the token is copied as each program takes it, for its own API alone', async ({ popup, replica, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await popup.getByRole('button', { name: 'Get token' }).click();
  await popup.getByRole('button', { name: 'Copy as', exact: true }).click();
  const token = replica.issuedTokens[0]?.token ?? '';
  const panel = popup.getByRole('region', { name: 'Copy the token as' });
  const expectCopy = async (form: string, shell: string | null, text: string | RegExp) => {
    await panel.getByRole('combobox', { name: 'Form' }).selectOption(form);
    if (shell !== null) await panel.getByRole('combobox', { name: 'Shell' }).selectOption(shell);
    await panel.getByRole('button', { name: 'Copy this' }).click();
    await expect(popup.getByRole('status')).toContainText('with the token in it');
    await expect.poll(() => clipboardOf(popup)).toMatch(text);
  };
  const exactly = (text: string) => new RegExp(`^${RegExp.escape(text)}$`);

  const curl = `curl --request GET --header 'Authorization: ${token}' '${servers.sandbox}divisions'`;
  await expectCopy('cURL', 'sh, bash, zsh', exactly(curl));
  await panel.getByRole('combobox', { name: 'Method' }).selectOption('POST');
  await panel.getByRole('textbox', { name: 'Path' }).fill("/shipments?name=it's");
  const httpie = `http POST '${servers.sandbox}shipments?name=it%27s' 'Authorization:${token}'`;
  await expectCopy('HTTPie', 'PowerShell', exactly(httpie));
  const variables = `set NOVAPOST_BASE_URL=${servers.sandbox}\nset NOVAPOST_TOKEN=${token}`;
  await expectCopy('Environment variables', 'Windows cmd', exactly(variables));
  await expectCopy('Authorization header', null, exactly(`Authorization: ${token}`));
  await expectCopy('Postman environment', null, /^\{/);
  const postman: unknown = JSON.parse(await clipboardOf(popup));
  expect(postman).toMatchObject({ values: [{ value: servers.sandbox }, { value: token, type: 'secret' }] });

  const [download] = await Promise.all([
    popup.waitForEvent('download'),
    panel.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('novapost-sandbox.postman_environment.json');
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toEqual(postman);

  // The choice is still there, and a path that leads elsewhere is not written at all.
  await panel.getByRole('combobox', { name: 'Form' }).selectOption('cURL');
  const path = panel.getByRole('textbox', { name: 'Path' });
  await expect(path).toHaveValue("/shipments?name=it's");
  await path.fill('https://evil.test/');
  await expect(path).toHaveAccessibleDescription(/for api-stage\.novapost\.pl only/);
  await expect(panel.getByRole('button', { name: 'Copy this' })).toBeDisabled();
  expect(await popup.evaluate(() => document.documentElement.outerHTML)).not.toContain(token);
});

test('a copied token is taken off the clipboard after a minute, in a window that was not left', async ({
  popup,
  replica,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await popup.getByRole('button', { name: 'Get token' }).click();
  await popup.clock.install();
  await popup.reload();
  await popup.getByRole('button', { name: 'Copy token' }).click();
  await expect(popup.getByRole('status')).toContainText('after 60 seconds');
  expect(await clipboardOf(popup)).toBe(replica.issuedTokens[0]?.token);
  await popup.clock.runFor(61_000);
  await expect(popup.getByRole('status')).toContainText('The clipboard is empty now');
  expect(await clipboardOf(popup)).toBe('');
});

const event = z.object({ at: z.number(), what: z.string(), environment: z.nullable(z.string()) });

test('what happened lately is told in words, without secrets, for a bug report', async ({
  popup,
  portal,
  replica,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const key = issuedKey(replica, 'sandbox');
  await pasteKey(popup, 'sandbox', key, 'Label of mine');
  await pasteKey(popup, 'production', 'nobody-knows-this-key', 'Another');
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  await popup.bringToFront();
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('alert')).toBeVisible();

  const opener = popup.getByRole('button', { name: 'What happened lately' });
  await opener.click();
  await expect(popup.getByRole('heading', { name: 'What happened lately' })).toBeFocused();
  const items = popup.getByRole('list', { name: 'Events, the latest first' }).getByRole('listitem');
  await expect(items).toHaveText([
    /Production.*No token\. It isn't tried again by itself\..*Nova Post/,
    /Sandbox.*Token taken out of a docs page/,
    /Sandbox.*Token put into a docs page/,
    /\d.*Sandbox.*Token fetched/,
  ]);
  await popup.getByRole('button', { name: 'Copy for a bug report' }).click();
  await expect(popup.getByRole('status')).toContainText('No key and no token is in it');
  const copied = await clipboardOf(popup);
  expect(copied).toMatch(/^Authorizer for Nova Post API docs \d+\.\d+\.\d+\nChrome \d+\n\n/);
  expect(copied).toContain('Token fetched. [fetched sandbox]');
  const stored = await popup.evaluate(() => chrome.storage.session.get('events'));
  const { data } = z.object({ events: z.object({ data: z.array(event) }) }).parse(stored).events;
  expect(data.map(({ what }) => what)).toEqual(['fetched', 'applied', 'cleared', 'rejected']);
  for (const text of [copied, JSON.stringify(stored)]) {
    for (const secret of [key, 'nobody-knows', replica.issuedTokens[0]?.token ?? key, 'Label of mine'])
      expect(text).not.toContain(secret);
  }

  await popup.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await expect(popup.getByRole('list', { name: 'Saved keys' })).toBeVisible();
});

test('shortcuts authorize the docs page in front, and copy the token in the popup', async ({
  popup,
  portal,
  replica,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  await page.bringToFront();
  const worker = await serviceWorker(context);
  // As the browser tells the worker of it: what it takes for itself no test can press.
  const press = (command: string) =>
    worker.evaluate(async (name) => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      const { onCommand } = chrome.commands;
      if (!('dispatch' in onCommand) || typeof onCommand.dispatch !== 'function') throw new Error('No way to press it');
      onCommand.dispatch(name, tab);
    }, command);
  await press('authorize');
  await expectPill(page, 'authorized', 'production');
  const token = replica.issuedTokens[0]?.token;
  expect((await portal.tryIt(page)).headers['authorization']).toBe(token);

  // The popup at its button opens, and is no page that a test can look into: what it copies is seen.
  await press('copy-token');
  await expect.poll(() => clipboardOf(page).catch(() => '')).toBe(token);
});
