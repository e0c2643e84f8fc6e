import type { Frame, Page } from '@playwright/test';
import { defaultVariant, docsPage } from '../../portal/docs/index.ts';
import { specPath } from '../../portal/hosts.ts';
import { docsOrigin, type Replica } from '../../portal/replica.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pillHost } from '../pill.ts';
import { servers } from '../servers.ts';
import { countOurWorlds, inOurWorld, settled, takesGreeting } from './ours.ts';

const EXCHANGE = '/v.1.0/clients/authorization';
const DOCS = `${docsOrigin}/developers/index.html`;

test.use({ spec: 'small', launch: { hosts: ['evil.test', '*.evil.test'] } });

const html = (body: string) => `<!doctype html><html lang="en"><title>Page</title><body>${body}</body></html>`;
const docs = docsPage(defaultVariant, specPath);
const quoted = (markup: string) => markup.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Everything that a script of a page could find a token in. */
const contentsOf = (frame: Frame | Page): Promise<string> =>
  frame.evaluate(() => {
    const docsElement = document.querySelector('rapi-doc');
    const spec: unknown = docsElement && Reflect.get(docsElement, 'resolvedSpec');
    const schemes: unknown = Object(spec).securitySchemes;
    return JSON.stringify([document.documentElement.outerHTML, docsElement?.shadowRoot?.innerHTML, schemes]);
  });

const specIsShown = (frame: Frame) =>
  frame.waitForFunction(() => {
    const docsElement = document.querySelector('rapi-doc');
    return Boolean(docsElement && Object(Reflect.get(docsElement, 'resolvedSpec')).securitySchemes);
  });

interface Framing {
  readonly what: string;
  readonly url: string;
  /** What is shown in the page at `url`; within it, one frame. */
  readonly body: string;
  /** Whether the frame shows the docs. */
  readonly showsDocs?: boolean;
  /** Whether the page itself is the portal, which gets its token as ever. */
  readonly inPortal?: boolean;
}

const framings: readonly Framing[] = [
  {
    what: 'the portal framed by another site',
    url: 'https://evil.test/page',
    body: `<iframe src="${DOCS}"></iframe>`,
    showsDocs: true,
  },
  {
    what: 'the portal framed by another site, sandboxed',
    url: 'https://evil.test/page',
    body: `<iframe sandbox="allow-scripts allow-same-origin" src="${DOCS}"></iframe>`,
    showsDocs: true,
  },
  {
    what: 'the portal framed by its own host',
    url: `${docsOrigin}/page`,
    body: `<iframe src="${DOCS}"></iframe>`,
    showsDocs: true,
  },
  {
    what: 'the portal framed in the portal',
    url: `${docsOrigin}/developers/`,
    body: `<iframe src="${DOCS}"></iframe>`,
    showsDocs: true,
    inPortal: true,
  },
  {
    what: 'another site framed in the portal',
    url: `${docsOrigin}/developers/`,
    body: '<iframe src="https://evil.test/"></iframe>',
    inPortal: true,
  },
  {
    what: 'a srcdoc frame in the portal',
    url: `${docsOrigin}/developers/`,
    body: `<iframe srcdoc="${quoted(docs)}"></iframe>`,
    showsDocs: true,
    inPortal: true,
  },
];

for (const { what, url, body, showsDocs = false, inPortal = false } of framings) {
  test(`${what}: no token`, async ({ context, popup, portal, replica }) => {
    await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
    replica.servePage(url, inPortal ? docs.replace('</body>', `${body}</body>`) : html(body));
    const page = await context.newPage();
    await page.goto(url);
    const frame = page.frames().find((each) => each !== page.mainFrame());
    if (!frame) throw new Error('The page has no frame');
    await (showsDocs ? specIsShown(frame) : frame.waitForLoadState());
    const elsewhere = await portal.open();
    await expectPill(elsewhere, 'authorized', 'sandbox');
    if (inPortal) await expectPill(page, 'authorized', 'sandbox');
    await settled(popup);

    // Of the page's own process: a frame of another site has its worlds elsewhere, and there the token alone tells.
    expect(await countOurWorlds(page)).toBe(inPortal ? 1 : 0);
    const token = replica.issuedTokens[0]?.token ?? 'none was issued';
    expect((await contentsOf(frame)).includes(token)).toBe(false);
    expect((await contentsOf(elsewhere)).includes(token)).toBe(true);
    expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
  });
}

const lookAlikes = [
  'https://api.novapost.com.evil.test/developers/',
  'https://evil.test/api.novapost.com/developers/',
  'https://api.novapost.com@evil.test/developers/',
  'https://evil.test/developers/?https://api.novapost.com/developers/',
  'https://evil.test/developers/#https://api.novapost.com/developers/',
  'http://api.novapost.com/developers/',
  'https://api.novapost.com:8443/developers/',
  'https://api.novapost.com./developers/',
  'https://www.api.novapost.com/developers/',
  'https://api.novapost.com/developers/index.html/',
  'https://api.novapost.com/developers/other.html',
  'https://api.novapost.com/Developers/',
  'https://api.novapost.com/v.1.0/developers/',
  'https://api.novapost.com//developers/',
];

const askForToken =
  "chrome.runtime.sendMessage({ type: 'page.token', payload: { environment: 'sandbox', cause: 'setting' } })";

test('look-alike URLs have no script of ours, or it is refused', async ({ context, popup, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const page = await context.newPage();
  // Not the replica: it has no plain HTTP, one port, and no certificate for these names.
  await page.route(/developers/i, (route) => route.fulfill({ contentType: 'text/html', body: html('Docs') }));
  for (const url of lookAlikes) {
    await test.step(url, async () => {
      await page.goto(url);
      // Chromium's match patterns know no port and no trailing dot: there our script is put in, and does nothing.
      const isThere = /:8443|com\.\//.test(url);
      expect(await countOurWorlds(page)).toBe(isThere ? 1 : 0);
      if (isThere) expect(await inOurWorld(page, askForToken)).not.toHaveProperty('value.ok');
      else expect(await takesGreeting(page)).toBe(false);
      await expect(pillHost(page)).toHaveCount(0);
    });
  }
  await settled(popup);
  expect(replica.requestsTo(EXCHANGE)).toEqual([]);
  await page.goto(DOCS);
  expect(await inOurWorld(page, askForToken)).toHaveProperty('value.ok', true);
});

/** Serves the docs with a script of the page's that runs before all others of the page. */
const serveWith = (replica: Replica, script: string): void =>
  replica.servePage(`${docsOrigin}/developers/`, docs.replace('<head>', `<head><script>${script}</script>`));

/** Notes every text that any of our code hands to the platform in the page's world. `Reflect` and `Array` are the spy's own needs. */
const spy = `(() => {
  const seen = (window.seen = new Set());
  const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const add = seen.add.bind(seen);
  const note = (value) => { if (typeof value === 'string' && value.length > 15) add(value); };
  window.replace = () => {
    const owners = [JSON, crypto, Reflect, Object, Event.prototype, CustomEvent.prototype, EventTarget.prototype, Node.prototype,
      Element.prototype, Document.prototype, Storage.prototype, Array.prototype, String.prototype, Function.prototype,
      Promise.prototype, Headers.prototype, AbortController.prototype, URL.prototype];
    for (const owner of owners) {
      for (const name of ownKeys(owner)) {
        const was = getOwnPropertyDescriptor(owner, name);
        if (!was.configurable || name === 'constructor' || typeof was.value !== 'function') continue;
        if (owner === Function.prototype && (name === 'apply' || name === 'call' || typeof name === 'symbol')) continue;
        const spied = function (...args) {
          note(this);
          for (let at = 0; at < args.length; at += 1) note(args[at]);
          const result = apply(was.value, this, args);
          note(result);
          return result;
        };
        defineProperty(owner, name, { ...was, value: spied });
      }
    }
  };
})();`;

for (const [when, script] of [
  ['before', `${spy} replace();`],
  ['after', spy],
] as const) {
  test(`the page replaces prototypes ${when} it loads: no key in the page, and no other server’s token`, async ({
    popup,
    portal,
    replica,
  }) => {
    const keys = [issuedKey(replica, 'sandbox'), issuedKey(replica, 'production')] as const;
    await pasteKey(popup, 'sandbox', keys[0]);
    await pasteKey(popup, 'production', keys[1]);
    await popup.getByRole('button', { name: 'Get token' }).click();
    await expect(popup.getByRole('timer')).toBeVisible();
    serveWith(replica, script);
    const page = await portal.open({ path: '/developers/' });
    await expectPill(page, 'authorized', 'sandbox');
    if (when === 'after') await page.evaluate('replace()');
    await popup.getByRole('tab', { name: 'Sandbox' }).click();
    await popup.getByRole('button', { name: 'Refresh token' }).click();
    const fresh = () => replica.issuedTokens.findLast(({ environment }) => environment === 'sandbox')?.token ?? '';
    await expect.poll(() => replica.issuedTokens.length).toBe(3);
    await expect.poll(async () => (await contentsOf(page)).includes(fresh())).toBe(true);
    await portal.selectServer(page, servers.production);
    await expectPill(page, 'ready', 'production');
    await settled(popup);

    await page.evaluate("JSON.stringify('a probe of the spy')");
    const seen = await page.evaluate<string>('[...window.seen].join("\\n")');
    const everything = `${seen}\n${await page.content()}\n${await contentsOf(page)}`;
    const ofProduction = replica.issuedTokens.find(({ environment }) => environment === 'production')?.token ?? '';
    expect(seen.includes('a probe of the spy')).toBe(true);
    // Not `toContain`: what has been seen is long.
    expect([...keys, ofProduction].map((secret) => everything.includes(secret))).toEqual([false, false, false]);
  });
}

/** Runs in the page as its own script: the scheme takes no value, and counts who tries to give it one. */
const resist = `
window.writes = 0;
addEventListener('spec-loaded', ({ target }) => {
  const schemes = target.resolvedSpec.securitySchemes;
  const scheme = schemes.find(({ securitySchemeId }) => securitySchemeId === 'JWT');
  RESIST
}, true);`;

const resistances = [
  {
    what: 'gives the field another value each time',
    script: `Object.defineProperty(scheme, 'finalKeyValue', { get: () => '', set: () => { writes += 1; } });`,
    ends: 'not-applied',
  },
  {
    what: 'removes the field in the middle of a fill',
    script: `Object.defineProperty(scheme, 'finalKeyValue', {
      get: () => '', set: () => { writes += 1; schemes.splice(schemes.indexOf(scheme), 1); } });`,
    ends: 'no-scheme',
  },
  {
    what: 'throws whenever it is filled',
    script: `Object.defineProperty(scheme, 'finalKeyValue', { get: () => '', set: () => { writes += 1; throw new Error(); } });`,
    ends: 'not-applied',
  },
  {
    what: 'takes the docs away in the middle of a fill',
    script: `Object.defineProperty(scheme, 'finalKeyValue', { get: () => '', set: () => { writes += 1; target.remove(); } });`,
    ends: 'not-applied',
  },
];

/** Resolves when the page has drawn so many frames, with all that its scripts do in them. */
const drawFrames = (page: Page, count: number): Promise<void> =>
  page.evaluate(
    (frames) =>
      new Promise<void>((resolve) => {
        let left = frames;
        const next = () => {
          left -= 1;
          if (left > 0) requestAnimationFrame(next);
          else resolve();
        };
        next();
      }),
    count,
  );

for (const { what, script, ends } of resistances) {
  test(`the page ${what}: we stop after a few tries`, async ({ context, popup, replica, ownOutput }) => {
    const key = issuedKey(replica, 'sandbox');
    await pasteKey(popup, 'sandbox', key);
    serveWith(replica, resist.replace('RESIST', script));
    const page = await context.newPage();
    await page.goto(`${docsOrigin}/developers/`);
    await expectPill(page, ends, 'sandbox');
    await settled(popup);
    const writes = await page.evaluate<number>('writes');
    await drawFrames(page, 60);
    await settled(popup);
    expect(await page.evaluate<number>('writes')).toBe(writes);
    // Three tries with the token when it comes, and three when the background tells that there is one.
    expect(writes).toBeLessThanOrEqual(6);
    await expectPill(page, ends, 'sandbox');
    expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
    expect(await page.content()).not.toContain(key);
    expect(ownOutput).toEqual([]);
  });
}

test('the page draws itself anew for ever, and empties the field each time: no fight, no exchange', async ({
  popup,
  portal,
  replica,
}) => {
  const key = issuedKey(replica, 'sandbox');
  await pasteKey(popup, 'sandbox', key);
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await page.evaluate(() => {
    const element = document.querySelector('rapi-doc');
    const scheme = Object(element && Reflect.get(element, 'resolvedSpec')).securitySchemes[0];
    let writes = 0;
    let value = '';
    const hold = {
      get: () => value,
      set: (next: string) => {
        if (next !== '') writes += 1;
        value = next;
      },
    };
    Object.defineProperty(scheme, 'finalKeyValue', hold);
    const redraw = () => {
      value = '';
      Object(element).requestUpdate();
      document.body.append(document.createElement('p'));
      requestAnimationFrame(redraw);
    };
    redraw();
    Object.assign(window, { writesOf: () => writes });
  });
  await drawFrames(page, 60);
  await settled(popup);
  expect(await page.evaluate<number>('writesOf()')).toBeLessThanOrEqual(3);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
  expect(await page.content()).not.toContain(key);
});

test('the page puts new docs in place of the old ones again and again: one exchange, and authorized in the end', async ({
  popup,
  portal,
  replica,
}) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await page.evaluate(async () => {
    for (let left = 10; left > 0; left -= 1) {
      const old = document.querySelector('rapi-doc');
      const next = document.createElement('rapi-doc');
      for (const { name, value } of old?.attributes ?? []) next.setAttribute(name, value);
      const loaded = new Promise((resolve) => next.addEventListener('spec-loaded', resolve, { once: true }));
      old?.replaceWith(next);
      await loaded;
    }
  });
  await expectPill(page, 'authorized', 'sandbox');
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[0]?.token);
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
});
