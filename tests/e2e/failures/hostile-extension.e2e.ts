import { readdir } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import type { Browser } from 'wxt/browser';
import { extensionId, openPopup } from '../../browser/extension.ts';
import { builtExtension } from '../../browser/launch.ts';
import { docsOrigin, type Replica } from '../../portal/replica.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pressPill } from '../pill.ts';
import { createPortal } from '../portal.ts';
import { servers } from '../servers.ts';
import { EXCHANGE, exchangesOf, freshKey, getToken } from './exchange.ts';
import { type BesideHostile, launchBesideHostile } from './hostile-extension.ts';
import { forgedCommands, forgedMessages, forgedReports } from './messages.ts';
import { inWorldOf, settled, stored } from './ours.ts';

/**
 * What another extension with every permission can get of ours, in Chromium. It is asserted both ways: what it can't have, and, named
 * as such, what nobody can keep from it.
 */

test.use({ spec: 'small' });

interface Beside extends BesideHostile {
  readonly popup: Page;
}

async function beside(
  options: { replica: Replica; profile: string },
  use: (world: Beside) => Promise<void>,
): Promise<void> {
  const world = await launchBesideHostile({ ...options, hosts: ['evil.test'] });
  try {
    await use({ ...world, popup: await openPopup(world.context) });
  } finally {
    await world.context.close();
  }
}

const portalIn = (context: BrowserContext, replica: Replica) => createPortal(replica, () => context.newPage());

interface SeenRequest {
  readonly url: string;
  readonly initiator: string;
  readonly authorization: string;
}

/** Notes every request that Chromium shows to the hostile extension, with its headers. */
const watchRequests = (hostile: Page): Promise<void> =>
  hostile.evaluate(() => {
    const seen: SeenRequest[] = [];
    Object.assign(window, { seen });
    chrome.webRequest.onBeforeSendHeaders.addListener(
      ({ url, initiator = '', requestHeaders = [] }) => {
        const header = requestHeaders.find(({ name }) => name.toLowerCase() === 'authorization');
        seen.push({ url, initiator, authorization: header?.value ?? '' });
        return undefined;
      },
      { urls: ['<all_urls>'] },
      ['requestHeaders', 'extraHeaders'],
    );
  });

const seenRequests = (hostile: Page): Promise<SeenRequest[]> =>
  hostile.evaluate<SeenRequest[]>(() => Reflect.get(window, 'seen'));

/** One rule for everything that asks an API for anything. */
const interfere = (hostile: Page, action: Browser.declarativeNetRequest.RuleAction): Promise<void> =>
  hostile.evaluate(
    (wanted) =>
      chrome.declarativeNetRequest.updateSessionRules({
        removeRuleIds: [1],
        addRules: [
          {
            id: 1,
            action: wanted,
            condition: { urlFilter: '/v.1.0/', resourceTypes: ['xmlhttprequest', 'other'] },
          },
        ],
      }),
    action,
  );

const interferences: readonly Browser.declarativeNetRequest.RuleAction[] = [
  { type: 'modifyHeaders', requestHeaders: [{ header: 'x-hostile', operation: 'set', value: 'yes' }] },
  { type: 'redirect', redirect: { url: 'https://evil.test/' } },
  { type: 'block' },
];

test('another extension sees none of our requests, and can neither change, redirect nor block them', async ({
  replica,
  profile,
}) => {
  await beside({ replica, profile }, async ({ context, popup, hostile }) => {
    await watchRequests(hostile);
    const key = await freshKey(popup, replica);
    await getToken(popup).click();
    await expect(popup.getByRole('timer')).toBeVisible();
    let tokens = 1;
    for (const action of interferences) {
      await test.step(action.type, async () => {
        await interfere(hostile, action);
        await getToken(popup).click();
        tokens += 1;
        await expect.poll(() => replica.issuedTokens.length).toBe(tokens);
        await expect(getToken(popup)).toBeEnabled();
      });
    }
    const exchanges = exchangesOf(replica, key);
    expect(exchanges).toHaveLength(4);
    expect(exchanges.map(({ headers }) => headers['x-hostile'])).toEqual(exchanges.map(() => undefined));
    await expect(popup.getByRole('alert')).toHaveCount(0);

    // The watch and the rules do work: on a page's own requests.
    const page = await context.newPage();
    await page.goto('https://evil.test/');
    const blocked = await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).then(String, String), servers.sandbox);
    expect(blocked).toContain('Failed to fetch');
    const seen = await seenRequests(hostile);
    expect(seen.map(({ url }) => url)).toContain('https://evil.test/');
    expect(seen.filter(({ url, initiator }) => url.includes(EXCHANGE) || initiator.includes('extension'))).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain(key);
  });
});

/** Everything an extension can try on a tab of another one. */
const attackTab = (hostile: Page, ours: string) =>
  hostile.evaluate(async (id) => {
    const said = (error: unknown) => (error instanceof Error ? error.message : String(error));
    const tried = (attempt: Promise<unknown>) => attempt.then(() => 'done', said);
    const tabs = await chrome.tabs.query({});
    const tab = tabs.find(({ url }) => url?.startsWith(`chrome-extension://${id}`));
    const tabId = tab?.id ?? -1;
    const target = { tabId };
    const func = () => document.title;
    const targets = (await chrome.debugger.getTargets()).filter(({ url }) => url.includes(id));
    return {
      targets: targets.length,
      refused: [
        await tried(chrome.scripting.executeScript({ target, func })),
        await tried(chrome.scripting.executeScript({ target, func, world: 'MAIN' })),
        await tried(chrome.scripting.insertCSS({ target, css: '* { color: red }' })),
        await tried(chrome.debugger.attach(target, '1.3')),
        await tried(chrome.debugger.attach({ extensionId: id }, '1.3')),
        ...(await Promise.all(targets.map((each) => tried(chrome.debugger.attach({ targetId: each.id }, '1.3'))))),
        await tried(chrome.tabs.captureVisibleTab(tab?.windowId ?? -1)),
        await tried(chrome.tabs.update(tabId, { url: 'javascript:document.title' })),
      ],
      seen: [
        tab?.url,
        tab?.title,
        await chrome.webNavigation.getAllFrames(target),
        await chrome.cookies.getAll({ domain: id }),
        await chrome.history.search({ text: id }),
        await chrome.storage.local.get(null),
        await chrome.storage.session.get(null),
      ],
    };
  }, ours);

/** @returns which of the files a page can load in any way that it has, and what frames of the popup show to it */
const load = (page: Page, urls: readonly string[]): Promise<string[]> =>
  page.evaluate(async (all) => {
    const got: string[] = [];
    for (const url of all) {
      for (const mode of ['cors', 'no-cors', 'same-origin'] as const) {
        const isThere = fetch(url, { mode }).then(
          () => true,
          () => false,
        );
        if (await isThere) got.push(`fetch ${url}`);
      }
      const script = document.createElement('script');
      const loaded = Promise.withResolvers<boolean>();
      script.addEventListener('load', () => loaded.resolve(true));
      script.addEventListener('error', () => loaded.resolve(false));
      script.src = url;
      document.body.append(script);
      if (await loaded.promise) got.push(`script ${url}`);
    }
    return got;
  }, urls);

/** Frames our popup. @returns the URLs of the frames that did load something of ours */
async function framed(page: Page, popupUrl: string): Promise<string[]> {
  await page.evaluate(async (url) => {
    const frame = document.createElement('iframe');
    const ended = Promise.withResolvers<void>();
    // Of a refused frame too: an error page is loaded in it.
    frame.addEventListener('load', () => ended.resolve());
    frame.src = url;
    document.body.append(frame);
    await ended.promise;
  }, popupUrl);
  return page
    .frames()
    .map((frame) => frame.url())
    .filter((url) => url.startsWith('chrome-extension://') && url.includes(new URL(popupUrl).host));
}

test('another extension gets no script, style, debugger, picture or frame into our pages, and none of our files', async ({
  replica,
  profile,
}) => {
  await beside({ replica, profile }, async ({ context, popup, hostile }) => {
    const key = await freshKey(popup, replica);
    await getToken(popup).click();
    await expect(popup.getByRole('timer')).toBeVisible();
    // As bad as it gets: the key is on the screen.
    await popup.getByRole('button', { name: 'Show key' }).click();
    await popup.bringToFront();
    const ours = await extensionId(context);
    const { targets, refused, seen } = await attackTab(hostile, ours);
    expect(targets).toBe(2);
    expect(refused).toHaveLength(7 + targets);
    for (const answer of refused)
      expect(answer).toMatch(/different extension|No background page|not in effect|URLs are not allowed/);
    // What can't be kept from it: that we are installed, what we may do, and where our tabs are; none of which is a secret.
    const secrets = [key, replica.issuedTokens[0]?.token ?? 'none was issued'];
    expect(JSON.stringify(seen)).toContain(`chrome-extension://${ours}/popup.html`);
    expect(secrets.filter((secret) => JSON.stringify(seen).includes(secret))).toEqual([]);
    const { permissions } = await hostile.evaluate((id) => chrome.management.get(id), ours);
    expect(permissions?.toSorted()).toEqual(['alarms', 'scripting', 'storage']);

    const files = (await readdir(builtExtension, { recursive: true })).filter((path) => path.includes('.'));
    expect(files).toContain('popup.html');
    const urls = files.map((path) => `chrome-extension://${ours}/${path}`);
    const docs = await portalIn(context, replica).open();
    for (const page of [hostile, docs]) {
      expect(await load(page, urls)).toEqual([]);
      expect(await framed(page, `chrome-extension://${ours}/popup.html`)).toEqual([]);
    }
    // It may open our popup in a tab, where it has no hold of it; nothing happens in there by itself, whatever the address says.
    const before = await stored(popup);
    const opened = context.waitForEvent('page');
    await hostile.evaluate((id) => {
      const query = 'environment=production&tab=1&key=forged&apiKey=forged&authorize=1';
      void chrome.tabs.create({ url: `chrome-extension://${id}/popup.html?${query}` });
    }, ours);
    await expect((await opened).getByRole('tab', { name: 'Production', exact: true })).toBeVisible();
    await settled(popup);
    expect(await stored(popup)).toEqual(before);
    expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
  });
});

/** What the hostile content script does in its own world, where it has `chrome.runtime` and our events pass by. */
const attackFromItsWorld = (ours: string, payloads: readonly unknown[]) => `(async () => {
  const said = (error) => error?.message ?? String(error);
  const answers = new Set();
  const names = ['novapost-authorizer', 'novapost-authorizer?', ...new Set(heard.map(({ type }) => type))];
  for (const payload of ${JSON.stringify(payloads)}) {
    answers.add(await chrome.runtime.sendMessage(${JSON.stringify(ours)}, payload).then(JSON.stringify, said));
    for (const type of names)
      for (const detail of [JSON.stringify(payload), payload])
        document.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));
    window.postMessage(payload, '*');
  }
  const port = chrome.runtime.connect(${JSON.stringify(ours)});
  const ended = Promise.withResolvers();
  port.onMessage.addListener((message) => ended.resolve(JSON.stringify(message)));
  port.onDisconnect.addListener(() => ended.resolve('disconnected'));
  const pill = document.querySelector('novapost-authorizer');
  const root = chrome.dom.openOrClosedShadowRoot(pill);
  for (const button of root.querySelectorAll('button')) {
    button.click();
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'keydown', 'keyup'])
      button.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
  }
  return {
    answers: [...answers],
    port: await ended.promise,
    shadowRoot: pill.shadowRoot,
    inPill: root.innerHTML,
    heard: JSON.stringify(heard),
    page: document.documentElement.outerHTML,
  };
})()`;

const everything = [...forgedMessages, ...forgedReports, ...forgedCommands];

test('another extension in the docs page, in both worlds: no answer, no key, and no production token without a click', async ({
  replica,
  profile,
}) => {
  await beside({ replica, profile }, async ({ context, popup, hostileId }) => {
    const keys = [issuedKey(replica, 'sandbox'), issuedKey(replica, 'production')];
    await pasteKey(popup, 'sandbox', keys[0] ?? '');
    await pasteKey(popup, 'production', keys[1] ?? '');
    // A production token is there, and may go to a page after a click in it.
    await getToken(popup).click();
    await expect(popup.getByRole('timer')).toBeVisible();
    const portal = portalIn(context, replica);
    const page = await portal.open();
    await portal.selectServer(page, servers.production);
    await expectPill(page, 'ready', 'production');
    await settled(popup);
    const { local } = await stored(popup);
    const asked = replica.requestsTo(EXCHANGE).length;

    const outcome = await inWorldOf(page, hostileId, attackFromItsWorld(await extensionId(context), everything));
    await settled(popup);
    expect(outcome).toMatchObject({
      value: {
        answers: ['Could not establish connection. Receiving end does not exist.'],
        port: 'disconnected',
        shadowRoot: null,
        // Can't be kept from it: an extension may open any closed root. What stands there is no secret.
        inPill: expect.stringContaining('role="status"'),
      },
    });
    const inMain = await page.evaluate(() => JSON.stringify(Reflect.get(window, 'heard')));
    const spoils = JSON.stringify(outcome) + inMain + (await page.content());
    const ofProduction = replica.issuedTokens.find(({ environment }) => environment === 'production')?.token ?? '';
    expect(ofProduction).not.toBe('');
    expect([...keys, ofProduction].map((secret) => spoils.includes(secret))).toEqual([false, false, false]);
    expect((await stored(popup)).local).toEqual(local);
    expect(replica.requestsTo(EXCHANGE)).toHaveLength(asked);

    // And all of it does no harm to the person's own click.
    await page.reload();
    await portal.selectServer(page, servers.production);
    await pressPill(page, 'Authorize');
    await expectPill(page, 'authorized', 'production');
  });
});

test("what can't be kept from another extension that may read the docs site: the token that the page has, on all its ways", async ({
  replica,
  profile,
}) => {
  await beside({ replica, profile }, async ({ context, popup, hostile, hostileId }) => {
    await watchRequests(hostile);
    const key = await freshKey(popup, replica);
    const portal = portalIn(context, replica);
    const page = await portal.open();
    await expectPill(page, 'authorized', 'sandbox');
    await portal.tryIt(page);
    const token = replica.issuedTokens[0]?.token ?? 'none was issued';

    const inScheme = await page.evaluate(() =>
      JSON.stringify(Object(Reflect.get(Object(document.querySelector('rapi-doc')), 'resolvedSpec')).securitySchemes),
    );
    const overHeard = await inWorldOf(page, hostileId, 'Promise.resolve(JSON.stringify(heard))');
    const inRequests = JSON.stringify(await seenRequests(hostile));
    const places = { inScheme, overHeard: JSON.stringify(overHeard), inRequests };
    for (const [place, text] of Object.entries(places)) {
      expect(text.includes(token), place).toBe(true);
      expect(text.includes(key), place).toBe(false);
    }
    // The sandbox's token, for the sandbox's server: nothing else has ever been in this page.
    const carriers = (await seenRequests(hostile)).filter(({ authorization }) => authorization !== '');
    expect(carriers.map(({ url, initiator }) => [new URL(url).origin, initiator])).toEqual([
      [new URL(servers.sandbox).origin, docsOrigin],
    ]);
  });
});

/** Speaks as our script in the docs page, by the browser's own debugger. @returns what it is answered and refused */
const debugDocs = (hostile: Page, ours: string) =>
  hostile.evaluate(async (id) => {
    const [tab] = await chrome.tabs.query({ url: 'https://api.novapost.com/*' });
    const target = { tabId: tab?.id ?? -1 };
    await chrome.debugger.attach(target, '1.3');
    const found = Promise.withResolvers<number>();
    chrome.debugger.onEvent.addListener((_source, method, params) => {
      const world = Object(Object(params)['context']);
      if (method === 'Runtime.executionContextCreated' && world.origin === `chrome-extension://${id}`)
        found.resolve(world.id);
    });
    await chrome.debugger.sendCommand(target, 'Runtime.enable');
    const contextId = await found.promise;
    const run = async (expression: string) => {
      const options = { contextId, expression, awaitPromise: true, returnByValue: true };
      return JSON.stringify(await chrome.debugger.sendCommand(target, 'Runtime.evaluate', options));
    };
    const ask = (message: unknown) =>
      run(`chrome.runtime.sendMessage(${JSON.stringify(message)}).then(JSON.stringify)`);
    return {
      token: await ask({ type: 'page.token', payload: { environment: 'production', cause: 'person' } }),
      rest: [
        await ask({ type: 'page.hello', payload: {} }),
        await ask({ type: 'vault.protect', payload: { protection: 'session', passphrase: '' } }),
        await run('(async () => JSON.stringify(await chrome.storage.local.get(null)))()'),
        await run('(async () => JSON.stringify(await chrome.storage.session.get(null)))()'),
      ],
    };
  }, ours);

test("what can't be kept from another extension that may debug websites: any token without a click, and still no key", async ({
  replica,
  profile,
}) => {
  await beside({ replica, profile }, async ({ context, popup, hostile }) => {
    const key = issuedKey(replica, 'production');
    await pasteKey(popup, 'production', key);
    const portal = portalIn(context, replica);
    const page = await portal.open();
    await portal.selectServer(page, servers.production);
    await expectPill(page, 'expired', 'production');
    await settled(popup);
    const { local } = await stored(popup);

    const { token, rest } = await debugDocs(hostile, await extensionId(context));
    expect(token).toContain(replica.issuedTokens[0]?.token ?? 'none was issued');
    expect(token + rest.join('')).not.toContain(key);
    expect((await stored(popup)).local).toEqual(local);
  });
});
