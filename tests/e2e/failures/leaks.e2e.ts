import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { openPopup } from '../../browser/extension.ts';
import { launchWithExtension } from '../../browser/launch.ts';
import { environmentOf } from '../../portal/hosts.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, openTab, pasteKey } from '../keys.ts';
import { expectPill, pillSays, pressPill } from '../pill.ts';
import { createPortal } from '../portal.ts';
import { servers } from '../servers.ts';
import { wireTrouble } from '../wire.ts';
import { settled, stored } from './ours.ts';

const EXCHANGE = '/v.1.0/clients/authorization';

test.use({ spec: 'small' });

interface Secret {
  readonly name: string;
  readonly text: string;
}

/** As it is, and as Chromium keeps wide text. */
const formsOf = (text: string): Buffer[] => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];

/** Compressed tables may hold a text in pieces, so that its parts are looked for. */
const partsOf = ({ name, text }: Secret): Secret[] => {
  const part = 16;
  const count = Math.max(Math.floor(text.length / part), 1);
  return Array.from({ length: count }, (_, at) => ({ name, text: text.slice(at * part, (at + 1) * part) }));
};

/** @returns `secret in place` for each file of a folder that holds one */
async function foundInFiles(folder: string, secrets: readonly Secret[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const { name, text } of secrets)
      if (formsOf(text).some((form) => bytes.includes(form))) found.push(`${name} in ${relative(folder, path)}`);
  }
  return [...new Set(found)];
}

const foundIn = (place: string, text: string, secrets: readonly Secret[]): string[] =>
  secrets.filter((secret) => text.includes(secret.text)).map(({ name }) => `${name} in ${place}`);

/** The whole page as the browser has it, with what is in open and closed shadow roots. */
async function domOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  try {
    return JSON.stringify(await session.send('DOM.getDocument', { depth: -1, pierce: true }));
  } finally {
    await session.detach();
  }
}

/** What a page keeps and what it notes of requests. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      await indexedDB.databases(),
      performance.getEntries().map(({ name }) => name),
      location.href,
      history.state,
      [...document.querySelectorAll('input')].map(({ value }) => value),
    ]),
  );

/** Every console message of every page and worker, ours or not. */
function consoleOf(context: BrowserContext): readonly string[] {
  const lines: string[] = [];
  context.on('console', (message) => lines.push(message.text()));
  context.on('weberror', (error) => lines.push(error.error().stack ?? ''));
  return lines;
}

const tokensOf = (popup: Page): Promise<string> => stored(popup).then(({ session }) => JSON.stringify(session));

test('after a whole run no key and no token is anywhere but in its place', async ({ replica, profile }) => {
  const context = await launchWithExtension({ replica, profile });
  const lines = consoleOf(context);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const popup = await openPopup(context);
  const portal = createPortal(replica, () => context.newPage());
  const sandbox = issuedKey(replica, 'sandbox');
  const production = issuedKey(replica, 'production');
  const refused = issuedKey(replica, 'production');
  replica.removeKey('production', refused);

  // Errors, of which one repeats the key.
  await pasteKey(popup, 'production', refused, 'Refused');
  const answer = { status: 401, headers: { 'content-type': 'application/json' } };
  replica.faults.add({ path: EXCHANGE, times: 1, ...answer, body: `{"errors":{"":"No such key: ${refused}"}}` });
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('alert')).toContainText('refused this key');
  await pasteKey(popup, 'production', production, 'Production');
  replica.faults.add({ path: EXCHANGE, times: 1, drop: 'mid-body' });
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('alert')).toBeVisible();
  await popup.getByRole('button', { name: /try again|get token/i }).click();
  await expect(popup.getByRole('timer')).toBeVisible();
  // Shown, copied, and masked again.
  await pasteKey(popup, 'sandbox', sandbox, 'Sandbox');
  const keys = popup.getByRole('list', { name: 'Saved keys' });
  await keys.getByRole('button', { name: 'Show key' }).click();
  await expect(keys).toContainText(sandbox);
  await keys.getByRole('button', { name: 'Copy key' }).click();
  await expect(popup.getByRole('status')).toContainText('Key copied');
  await keys.getByRole('button', { name: 'Show key' }).click();
  await expect(keys).not.toContainText(sandbox);
  // Both servers, tried; one token refused and renewed.
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await portal.tryIt(page);
  // Or the browser's autofill keeps it on disk when a click leads away from the page.
  await expect(page.locator('.api-key-input.JWT')).toHaveAttribute('autocomplete', 'off');
  replica.revokeToken(replica.issuedTokens.at(-1)?.token);
  expect((await portal.tryIt(page)).status).toBe(401);
  await expect.poll(() => pillSays(page, 'status')).toContain('token renewed');
  await portal.tryIt(page);
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'ready', 'production');
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
  await portal.tryIt(page);
  await settled(popup);

  const keySecrets: Secret[] = Object.entries({ sandbox, production, refused }).map(([name, text]) => ({
    name: `the ${name} key`,
    text,
  }));
  const tokenSecrets: Secret[] = replica.issuedTokens.map(({ token, environment }, at) => ({
    name: `token ${at} (${environment})`,
    text: token.slice(token.lastIndexOf('.') + 1),
  }));
  const secrets = [...keySecrets, ...tokenSecrets];
  // One that was cut off on its way, one of production, two of the sandbox.
  expect(tokenSecrets).toHaveLength(4);

  const docs = await portal.open();
  await expectPill(docs, 'authorized', 'sandbox');
  expect([
    ...foundIn('a console', lines.join('\n'), secrets),
    ...foundIn('the popup', (await domOf(popup)) + (await keptBy(popup)), secrets),
    // In the page itself: only its own token, and that only in the scheme and what RapiDoc draws of it.
    ...foundIn('the docs page', await domOf(page), keySecrets),
    ...foundIn('what the docs page keeps', await keptBy(page), secrets),
    ...foundIn('the local area', JSON.stringify((await stored(popup)).local), tokenSecrets),
    ...foundIn('the session area', await tokensOf(popup), keySecrets),
  ]).toEqual([]);

  // The replica's log, also for keys that never became tokens.
  expect(wireTrouble(replica)).toEqual([]);
  const elsewhere = replica.requests.filter(({ path, host }) => path !== EXCHANGE || environmentOf(host) === undefined);
  const rest = elsewhere.map(({ path, query, headers, body }) => [path, query.toString(), headers, body]);
  expect(foundIn('a request', JSON.stringify(rest), keySecrets)).toEqual([]);

  await openTab(popup, 'production');
  await context.close();
  const files = await foundInFiles(profile, secrets.flatMap(partsOf));
  const allowed = /^the (?:sandbox|production|refused) key in Default\/Local Extension Settings\/[a-p]{32}\//;
  // The search works: keys are stored, and stand there in clear.
  for (const { name } of keySecrets) expect(files.some((line) => line.startsWith(name))).toBe(true);
  expect(files.filter((line) => !allowed.test(line))).toEqual([]);
});
