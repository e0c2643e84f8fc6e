import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as z from 'zod/mini';
import { docsPage, defaultVariant } from '../../portal/docs/index.ts';
import { docsOrigin, type Replica } from '../../portal/replica.ts';
import { specPath } from '../../portal/hosts.ts';
import { extensionId, openPopup } from '../../browser/extension.ts';
import { builtExtension, launchWithExtension } from '../../browser/launch.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pressPill } from '../pill.ts';
import { servers } from '../servers.ts';
import { idOfPath } from './hostile-extension.ts';
import { forgedCommands, forgedMessages, forgedReports, fuzzed, fuzzSeed } from './messages.ts';
import { settled, stored } from './ours.ts';

const EXCHANGE = '/v.1.0/clients/authorization';
const OURS = /\/clients\/authorization$|\/test-api-keys$/;

test.use({ spec: 'small' });

interface Forgery {
  /** Types of events. */
  readonly types: readonly string[];
  readonly payloads: readonly unknown[];
}

/** A page's script says everything in every way that it has. @returns what came back */
const forge = (page: Page, forgery: Forgery): Promise<unknown[]> =>
  page.evaluate(async ({ types, payloads }) => {
    const back: unknown[] = [];
    addEventListener('message', ({ data, source }) => source !== window && back.push(data));
    for (const payload of payloads) {
      const text = JSON.stringify(payload);
      for (const type of types) {
        for (const detail of [text, payload]) {
          for (const target of [document, window]) {
            // Taken by somebody: prevented.
            const event = new CustomEvent(type, { detail, cancelable: true, bubbles: true });
            if (!target.dispatchEvent(event)) back.push(type);
          }
        }
      }
      window.postMessage(payload, '*');
      window.postMessage(text, '*');
      await Promise.resolve(chrome.runtime?.sendMessage?.(payload)).then(
        (answer) => answer !== undefined && back.push(answer),
        () => undefined,
      );
    }
    const pill = document.querySelector('novapost-authorizer');
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'keydown', 'keyup'])
      pill?.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    return back;
  }, forgery);

const ownRequests = (replica: Replica) => replica.requestsTo(({ path }) => OURS.test(path));

test('the page forges every message and event we have, and 1,000 fuzzed ones: nothing stored, sent or fetched', async ({
  popup,
  portal,
  replica,
  ownOutput,
}) => {
  const seed = fuzzSeed();
  test.info().annotations.push({ type: 'FUZZ_SEED', description: String(seed) });
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  await settled(popup);
  const before = await stored(popup);

  const names = ['novapost-authorizer', 'novapost-authorizer?'];
  const types = names.flatMap((name) => [name, `${name}:report`, `${name}:command`]);
  const payloads = [...forgedMessages, ...forgedReports, ...forgedCommands, ...fuzzed(seed, 1000)];
  expect(await forge(page, { types, payloads })).toEqual([]);

  await settled(popup);
  expect(await stored(popup)).toEqual(before);
  expect(ownRequests(replica)).toEqual([]);
  expect(ownOutput).toEqual([]);
  await expectPill(page, 'expired', 'production');
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
});

/** Learns the name of the channel: the one place where an event of ours passes a prototype that the page may have replaced. */
const eavesdrop = `<script>
const { get } = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail');
window.heard = [];
Object.defineProperty(CustomEvent.prototype, 'detail', { get() { heard.push(this.type); return get.call(this); } });
</script>`;

const eventsSchema = z.object({ data: z.array(z.object({ what: z.string(), environment: z.nullable(z.string()) })) });
/** What the events tell, without when. */
const happened = (events: unknown) => eventsSchema.parse(events).data;

test('a page that has learned the name of our channel: no key, no click, no exchange', async ({
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const markup = docsPage(defaultVariant, specPath).replace('<head>', `<head>${eavesdrop}`);
  replica.servePage(`${docsOrigin}/developers/`, markup);
  const page = await portal.open({ path: '/developers/' });
  await expectPill(page, 'authorized', 'sandbox');
  await settled(popup);
  const before = await stored(popup);
  const heard = await page.evaluate(() => [...new Set(Reflect.get(window, 'heard'))].map(String));
  const command = heard.find((type) => type.endsWith(':command'));
  expect(command).toBeDefined();

  const channel = [command ?? '', `${command?.replace(':command', '')}:report`];
  await forge(page, { types: channel, payloads: [...forgedReports, ...forgedCommands, ...fuzzed(fuzzSeed(), 200)] });
  await settled(popup);
  const { local, session } = await stored(popup);
  // Which server is selected is the page's to say, and when a token was put into it; everything else isn't.
  const without = ({ events, ...rest }: Record<string, unknown>) => ({
    ...rest,
    pages: null,
    events: happened(events),
  });
  expect(local).toEqual(before.local);
  expect(without(session)).toEqual(without(before.session));
  expect(ownRequests(replica).map(({ host }) => host)).toEqual(['api-stage.novapost.pl']);
});

test('the page can load none of our files', async ({ context, portal }) => {
  const id = await extensionId(context);
  const page = await portal.open();
  const files = ['popup.html', 'manifest.json', 'background.js', 'content-scripts/portal.js', 'icon/16.png'];
  const fetched = await page.evaluate(
    (urls) =>
      Promise.all(
        urls.map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => url,
            () => null,
          ),
        ),
      ),
    files.map((file) => `chrome-extension://${id}/${file}`),
  );
  expect(fetched.filter((url) => url !== null)).toEqual([]);
});

test('another extension sends all our messages: no receiver', async ({ replica, profile }) => {
  const other = await mkdtemp(join(tmpdir(), 'novapost-authorizer-other-'));
  const manifest = { manifest_version: 3, name: 'Another', version: '1', permissions: ['storage', 'tabs'] };
  await writeFile(join(other, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(other, 'page.html'), '<!doctype html><title>Another</title>');
  const both = `${builtExtension},${other}`;
  const args = [`--disable-extensions-except=${both}`, `--load-extension=${both}`];
  const context = await launchWithExtension({ replica, profile, args });
  try {
    const popup = await openPopup(context);
    await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
    const before = await stored(popup);
    const page = await context.newPage();
    await page.goto(`chrome-extension://${idOfPath(other)}/page.html`);
    const messages = [...forgedMessages, ...forgedReports, ...forgedCommands];
    const seen = await page.evaluate(
      async ({ id, all }) => {
        const said = (error: unknown) => (error instanceof Error ? error.message : String(error));
        const answers = new Set<string>();
        for (const message of all) {
          answers.add(await chrome.runtime.sendMessage(id, message).then((answer) => JSON.stringify(answer), said));
          for (const { id: tab = -1 } of await chrome.tabs.query({}))
            answers.add(await chrome.tabs.sendMessage(tab, message).then((answer) => JSON.stringify(answer), said));
        }
        const ended = Promise.withResolvers<string>();
        const port = chrome.runtime.connect(id, { name: 'popup' });
        port.onDisconnect.addListener(() => ended.resolve('disconnected'));
        port.onMessage.addListener((message) => ended.resolve(JSON.stringify(message)));
        return {
          answers: [...answers],
          port: await ended.promise,
          local: await chrome.storage.local.get(null),
          session: await chrome.storage.session.get(null),
          file: await fetch(`chrome-extension://${id}/popup.html`).then(
            ({ status }) => status,
            () => null,
          ),
        };
      },
      { id: await extensionId(context), all: messages },
    );
    expect(seen).toEqual({
      answers: ['Could not establish connection. Receiving end does not exist.'],
      port: 'disconnected',
      local: {},
      session: {},
      file: null,
    });
    expect(await stored(popup)).toEqual(before);
    expect(ownRequests(replica)).toEqual([]);
  } finally {
    await context.close();
    await rm(other, { recursive: true, force: true });
  }
});
