import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { killWorker, openPopup } from '../browser/extension.ts';
import { launchWithExtension } from '../browser/launch.ts';
import { allStored, wake } from './failures/inside.ts';
import { expect, test } from './fixtures.ts';
import { issuedKey, openTab, pasteKey } from './keys.ts';
import {
  choice,
  chooseFile,
  download,
  exportKeys,
  forgetEverything,
  importKeys,
  openOptions,
  PASSPHRASE,
  protect,
  section,
  unlock,
} from './options.ts';
import { expectPill } from './pill.ts';

const EXCHANGE = '/v.1.0/clients/authorization';

const sealedExample = resolve(import.meta.dirname, '../unit/transfer/examples/v1-sealed.json');

test.use({ spec: 'small' });

const savedKeys = (popup: Page) => popup.getByRole('list', { name: 'Saved keys' }).getByRole('radio');
const lockedHeading = (page: Page) => page.getByRole('heading', { name: 'The keys are locked' });

const badgeOfDocs = (popup: Page): Promise<string> =>
  popup.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ url: 'https://api.novapost.com/developers/*' });
    return tab?.id === undefined ? '' : chrome.action.getBadgeText({ tabId: tab.id });
  });

/** Does something in one run of the browser. */
async function inRun<T>(
  start: () => Promise<BrowserContext>,
  run: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await start();
  try {
    return await run(context);
  } finally {
    await context.close();
  }
}

test('under a passphrase nothing of a key is legible; locked, nothing is authorized; unlocked, it is again', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  const key = issuedKey(replica, 'sandbox');
  await pasteKey(popup, 'sandbox', key);
  expect(await allStored(popup)).toContain(key);
  const options = await openOptions(context);
  await expect(choice(options, 'device')).toBeChecked();
  await protect(options, 'passphrase');
  await expect(section(options, 'How your keys are kept').getByRole('status')).toContainText(/copy on this device/);
  expect(await allStored(popup)).not.toContain(key);

  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  const exchanges = replica.requestsTo(EXCHANGE).length;
  await options.getByRole('button', { name: 'Lock now' }).click();
  await expectPill(page, 'locked', 'sandbox');
  await expect(lockedHeading(options)).toBeVisible();
  await expect(lockedHeading(popup)).toBeVisible();
  await expect.poll(() => badgeOfDocs(popup)).toBe('!');
  expect((await portal.tryIt(page)).headers['authorization']).toBeUndefined();
  expect(await allStored(popup)).not.toContain(replica.issuedTokens.at(-1)?.token ?? 'a token');

  await unlock(popup, 'not the passphrase');
  await expect(popup.getByRole('textbox', { name: 'Passphrase' })).toHaveAccessibleDescription(/isn't the passphrase/);
  await unlock(popup);
  await expectPill(page, 'authorized', 'sandbox');
  await expect(choice(options, 'passphrase')).toBeChecked();
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(exchanges + 1);
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens.at(-1)?.token);
});

test('after a restart keys under a passphrase are locked; with the passphrase forgotten they can only go', async ({
  replica,
  profile,
}) => {
  const start = () => launchWithExtension({ replica, profile });
  const key = issuedKey(replica, 'production');
  await inRun(start, async (context) => {
    await pasteKey(await openPopup(context), 'production', key);
    await protect(await openOptions(context), 'passphrase');
  });
  await inRun(start, async (context) => {
    const popup = await openPopup(context);
    await expect(lockedHeading(popup)).toBeVisible();
    const options = await openOptions(context);
    await chooseFile(options, await readFile(sealedExample, 'utf8'));
    await expect(section(options, 'Take your keys along')).toContainText('Unlock them above first.');

    await options.getByRole('button', { name: 'Forgot it?' }).click();
    const forgotten = section(options, 'Forgotten passphrase');
    await expect(forgotten.getByRole('heading')).toBeFocused();
    await expect(forgotten).toContainText('all saved keys, in Production.');
    await forgotten.getByRole('button', { name: 'Forget these keys' }).click();
    await expect(forgotten.getByRole('button', { name: 'Keep them' })).toBeFocused();
    await forgotten.getByRole('button', { name: 'Forget the keys' }).click();
    await expect(section(options, 'How your keys are kept').getByRole('status')).toContainText('The keys are gone');
    await expect(choice(options, 'device')).toBeChecked();
    const kept = await popup.evaluate(async () => [
      ...Object.keys(await chrome.storage.local.get(['keyring'])),
      ...Object.keys(await chrome.storage.session.get(['keys', 'unlocked'])),
    ]);
    expect(kept).toEqual([]);
    await pasteKey(popup, 'production', key);
  });
});

test('the first production key asks how keys are kept, and by a passphrase it never touches the disk', async ({
  replica,
  profile,
}) => {
  const key = issuedKey(replica, 'production');
  await inRun(
    () => launchWithExtension({ replica, profile }),
    async (context) => {
      const popup = await openPopup(context);
      await openTab(popup, 'sandbox');
      await expect(popup.getByRole('group', { name: 'How your keys are kept' })).toHaveCount(0);
      await openTab(popup, 'production');
      await expect(popup.getByRole('radio', { name: 'This device' })).toBeChecked();
      await popup.getByRole('radio', { name: 'Passphrase' }).check();
      await popup.getByRole('textbox', { name: 'API key' }).fill(key);
      await popup.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('too short');
      await popup.getByRole('button', { name: 'Save key' }).click();
      await expect(popup.getByRole('textbox', { name: 'Passphrase', exact: true })).toHaveAccessibleDescription(
        /too short/,
      );
      await popup.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(PASSPHRASE);
      await popup.getByRole('textbox', { name: 'Passphrase again' }).fill(PASSPHRASE);
      await popup.getByRole('button', { name: 'Save key' }).click();
      await expect(savedKeys(popup)).toHaveCount(1);
      // From then on it is chosen.
      await popup.getByRole('button', { name: 'Add key' }).click();
      await expect(popup.getByRole('textbox', { name: 'API key' })).toBeVisible();
      await expect(popup.getByRole('group', { name: 'How your keys are kept' })).toHaveCount(0);
      await popup.getByRole('button', { name: 'Get token' }).click();
      await expect(popup.getByRole('timer')).toBeVisible();
      expect(replica.issuedTokens.at(-1)?.key).toBe(key);
    },
  );
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  const written = files.filter((file) => file.isFile()).map(({ parentPath, name }) => resolve(parentPath, name));
  expect(written.some((path) => path.includes('Local Extension Settings'))).toBe(true);
  for (const path of written) expect((await readFile(path)).includes(key), path).toBe(false);
});

test('the popup leads to the settings, and to what can be done about a forgotten passphrase', async ({
  context,
  popup,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const writing = await openOptions(context);
  await protect(writing, 'passphrase');
  await writing.getByRole('button', { name: 'Your own' }).click();
  const name = writing.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Ac');
  await popup.getByRole('button', { name: 'Lock now' }).click();
  await expect(popup.getByRole('textbox', { name: 'Passphrase' })).toBeFocused();
  // Who is writing elsewhere goes on there: keys lock by themselves, too.
  await expect(lockedHeading(writing)).toBeVisible();
  await expect(name).toBeFocused();
  await writing.keyboard.type('me');
  await expect(name).toHaveValue('Acme');
  const [options] = await Promise.all([
    context.waitForEvent('page'),
    popup.getByRole('button', { name: 'Forgot it?' }).click(),
  ]);
  await expect(options.getByRole('heading', { name: 'Forgotten passphrase' })).toBeFocused();
});

test('kept until the browser closes, keys are gone after a restart', async ({ replica, profile }) => {
  const start = () => launchWithExtension({ replica, profile });
  const key = issuedKey(replica, 'sandbox');
  await inRun(start, async (context) => {
    const popup = await openPopup(context);
    await pasteKey(popup, 'sandbox', key);
    const options = await openOptions(context);
    await protect(options, 'session');
    const local = await popup.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
    expect(local).not.toContain(key);
    await expect(savedKeys(popup)).toHaveCount(1);
    await protect(options, 'device');
    await expect(savedKeys(popup)).toHaveCount(1);
    const session = await popup.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
    expect(session).not.toContain(key);
    await protect(options, 'session');
  });
  await inRun(start, async (context) => {
    const options = await openOptions(context);
    await expect(choice(options, 'session')).toBeChecked();
    await expect(options.getByText('There are no keys to export yet.')).toBeVisible();
    await protect(options, 'device');
  });
});

test('a worker that is killed in the middle of a change of protection leaves the keys as they were or as they should be', async ({
  context,
  popup,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'), 'First');
  await pasteKey(popup, 'production', issuedKey(replica, 'production'), 'Second');
  await popup.getByRole('tab', { name: 'Sandbox' }).click();
  for (const protection of ['passphrase', 'session', 'passphrase', 'device', 'session', 'device'] as const) {
    await test.step(protection, async () => {
      await popup.evaluate(
        ([to, passphrase]) => {
          const payload = { protection: to, passphrase: to === 'passphrase' ? passphrase : '' };
          void chrome.runtime.sendMessage({ type: 'vault.protect', payload }).catch(() => undefined);
        },
        [protection, PASSPHRASE] as const,
      );
      await killWorker(context);
      await wake(popup);
      await popup.goto(popup.url().replace(/\?.*$/, '') + '?environment=sandbox');
      await expect(savedKeys(popup).or(lockedHeading(popup))).toBeVisible();
      if (await lockedHeading(popup).isVisible()) await unlock(popup);
      await expect(popup.getByRole('radio', { name: 'First' })).toBeChecked();
      await popup.getByRole('tab', { name: 'Production', exact: true }).click();
      await expect(popup.getByRole('radio', { name: 'Second' })).toBeChecked();
    });
  }
});

test('keys go into a file and out of it, into another browser', async ({ context, popup, replica }) => {
  const key = issuedKey(replica, 'sandbox');
  await pasteKey(popup, 'sandbox', key, 'Warehouse');
  const options = await openOptions(context);
  const { name, text } = await exportKeys(options);
  expect(name).toMatch(/^novapost-authorizer-keys-\d{4}-\d\d-\d\d\.json$/);
  expect(text).not.toContain(key);
  const names = await download(options, () =>
    options.getByRole('button', { name: 'Without the keys themselves' }).click(),
  );
  expect(names.text).not.toContain(key);
  expect(names.text).toContain('Warehouse');
  await chooseFile(options, text);
  await importKeys(options);
  const told = section(options, 'Take your keys along').getByRole('status').last();
  await expect(told).toHaveText('0 keys added. 1 was here already.');
  await forgetEverything(options);
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeVisible();

  await inRun(
    () => launchWithExtension({ replica }),
    async (other) => {
      const there = await openOptions(other);
      await chooseFile(there, text);
      await importKeys(there);
      await expect(section(there, 'Take your keys along').getByRole('status').last()).toHaveText('1 key added.');
      const otherPopup = await openPopup(other);
      await expect(otherPopup.getByRole('radio', { name: 'Warehouse' })).toBeChecked();
      await otherPopup.getByRole('button', { name: 'Get token' }).click();
      await expect(otherPopup.getByRole('timer')).toBeVisible();
      expect(replica.issuedTokens.at(-1)?.key).toBe(key);

      await chooseFile(there, names.text);
      const list = there.getByRole('list', { name: 'Add these keys in the popup' });
      await expect(list).toContainText('Warehouse');
      await expect(list).toContainText('Sandbox');
    },
  );
});

test('a file that gives no keys says why', async ({ context, popup, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const before = await popup.evaluate(async () => JSON.stringify(await chrome.storage.local.get('keyring')));
  const options = await openOptions(context);
  const { text } = await exportKeys(options);
  const take = section(options, 'Take your keys along');
  const says = (title: string) => expect(take.getByRole('alert').getByText(title)).toBeVisible();

  await chooseFile(options, text);
  await importKeys(options, 'another passphrase');
  await says("The file doesn't open");
  await expect(take.getByRole('textbox', { name: 'Passphrase of the file' })).toHaveAttribute('aria-invalid', 'true');
  await chooseFile(options, text.slice(0, -40));
  await says("This file isn't whole");
  await chooseFile(options, text.replace(/"version": \d+/, '"version": 99'));
  await says('A newer version wrote this file');
  await chooseFile(options, '{"name":"something else"}');
  await says("This isn't a file of keys");
  await chooseFile(options, `{"format":"novapost-authorizer-keys",${' '.repeat(1024 * 1024)}}`);
  await says('This file is too large');
  expect(await popup.evaluate(async () => JSON.stringify(await chrome.storage.local.get('keyring')))).toBe(before);
});

test('what is damaged is set aside, copied, and let go', async ({ context, popup, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const options = await openOptions(context, 'stored');
  const stored = section(options, 'What is stored');
  await expect(stored.getByRole('heading')).toBeFocused();
  await expect(stored).toContainText('All is well.');
  await popup.evaluate(() => chrome.storage.local.set({ settings: { version: 2, data: 'a canary' } }));
  await wake(popup);
  await expect(stored.getByRole('alert')).toContainText('The settings were damaged');
  const copy = await download(options, () => stored.getByRole('button', { name: 'Save a copy' }).click());
  expect(copy.text).toContain('a canary');
  await stored.getByRole('button', { name: 'Let it go' }).click();
  await stored.getByRole('button', { name: 'Remove it' }).click();
  await expect(stored).toContainText('All is well.');
  expect(await allStored(popup)).not.toContain('a canary');
});

test("a newer version's keys are left alone, copied, and let go if the person says so", async ({ context, popup }) => {
  await popup.evaluate(() => chrome.storage.local.set({ keyring: { version: 9, data: { of: 'a canary' } } }));
  const options = await openOptions(context, 'stored');
  const stored = section(options, 'What is stored');
  await expect(stored.getByRole('alert')).toContainText('A newer version wrote the saved keys');
  const copy = await download(options, () => stored.getByRole('button', { name: 'Save a copy' }).click());
  expect(JSON.parse(copy.text)).toEqual({ 'local:keyring': { version: 9, data: { of: 'a canary' } } });
  await stored.getByRole('button', { name: 'Let it go' }).click();
  await expect(stored.getByRole('button', { name: 'Leave it' })).toBeFocused();
  await options.keyboard.press('Enter');
  await expect(stored.getByRole('button', { name: 'Let it go' })).toBeFocused();
  expect(await allStored(popup)).toContain('a canary');
  await stored.getByRole('button', { name: 'Let it go' }).click();
  await stored.getByRole('button', { name: 'Remove it' }).click();
  await expect(stored).toContainText('All is well.');
  expect(await allStored(popup)).not.toContain('a canary');
});

test.describe('with a site that the person allowed', () => {
  const UKRAINE = 'https://api.novaposhta.ua/*';
  test.use({ launch: { agreedHosts: [UKRAINE] } });

  test('forgetting everything leaves nothing anywhere', async ({ context, popup, replica }) => {
    await pasteKey(popup, 'production-ua', issuedKey(replica, 'production-ua'));
    await popup.getByRole('button', { name: 'Get token' }).click();
    await expect(popup.getByRole('timer')).toBeVisible();
    const options = await openOptions(context);
    const left = () =>
      options.evaluate(async (origin) => {
        const { origins = [] } = await chrome.permissions.getAll();
        return {
          local: await chrome.storage.local.get(null),
          session: await chrome.storage.session.get(null),
          alarms: await chrome.alarms.getAll(),
          isAllowed: origins.includes(origin),
        };
      }, UKRAINE);
    expect(await left()).toMatchObject({ isAllowed: true });
    await forgetEverything(options);
    await expect.poll(left).toEqual({ local: {}, session: {}, alarms: [], isAllowed: false });
  });
});

test('a refresh that is under way when the keys are locked is thrown away', async ({ context, popup, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const options = await openOptions(context);
  await protect(options, 'passphrase');
  await popup.getByRole('button', { name: 'Get token' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();
  const held = replica.faults.hold({ path: EXCHANGE });
  await popup.getByRole('button', { name: 'Refresh token' }).click();
  await held.arrived();
  await options.getByRole('button', { name: 'Lock now' }).click();
  await expect(lockedHeading(popup)).toBeVisible();
  const outcome = replica.nextOutcome(({ path }) => path === EXCHANGE);
  held.release();
  await outcome;
  // The worker answers one after the other: what the answer came to has been done by then.
  await wake(popup);
  await unlock(popup);
  await expect(savedKeys(popup)).toBeVisible();
  const session = await popup.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
  for (const { token } of replica.issuedTokens) expect(session).not.toContain(token);
  await expect(popup.getByRole('timer')).toBeHidden();
});

test('keys lock by themselves after the chosen time', async ({ context, popup, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const options = await openOptions(context);
  await protect(options, 'passphrase');
  const after = options.getByRole('combobox', { name: 'Lock by itself after' });
  await expect(after).toHaveValue('15');
  const due = () =>
    options.evaluate(async () =>
      Math.round((((await chrome.alarms.get('lock'))?.scheduledTime ?? 0) - Date.now()) / 60_000),
    );
  await after.selectOption({ label: '1 hour' });
  await expect.poll(due).toBe(60);
  await after.selectOption({ label: 'Never while the browser runs' });
  await expect.poll(() => options.evaluate(() => chrome.alarms.get('lock'))).toBeUndefined();
});

test('what is set with one click holds: in the background, after a reload, and found by its link', async ({
  context,
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await portal.open();
  await expect.poll(() => badgeOfDocs(popup)).toMatch(/^\d+m$/);
  const options = await openOptions(context);
  await options.setViewportSize({ width: 360, height: 640 });
  const parts = options.getByRole('navigation', { name: 'Sections' });
  await parts.getByRole('link', { name: 'In the docs and on the toolbar' }).click();
  await expect(options.getByRole('heading', { name: 'In the docs and on the toolbar' })).toBeFocused();
  expect(await options.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  const countdown = options.getByRole('switch', { name: 'Count down on the toolbar button' });
  await countdown.click();
  await expect(countdown).not.toBeChecked();
  await expect.poll(() => badgeOfDocs(popup)).toBe('');
  await options.getByRole('radio', { name: /^Only when a token is needed/ }).check();
  const filling = section(options, 'Fill the docs by itself');
  await filling.getByRole('switch', { name: 'Production', exact: true }).click();
  await expect(filling.getByRole('status')).toContainText('Saved.');
  await expect(filling.getByRole('switch', { name: 'Production', exact: true })).toHaveAccessibleDescription(
    /without asking, and what you try there is real/,
  );

  await options.reload();
  await expect(countdown).not.toBeChecked();
  await expect(options.getByRole('radio', { name: /^Only when a token is needed/ })).toBeChecked();
  await expect(filling.getByRole('switch', { name: 'Production', exact: true })).toBeChecked();
  await expect(section(options, 'About')).toContainText(/Version \d+\.\d+\.\d+/);
});
