import type { Page } from '@playwright/test';
import { launchWithExtension } from '../../browser/launch.ts';
import { defaultVariant, docsPage } from '../../portal/docs/index.ts';
import { specPath } from '../../portal/hosts.ts';
import { docsOrigin, type Replica } from '../../portal/replica.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pressPill } from '../pill.ts';
import { createPortal } from '../portal.ts';
import { servers } from '../servers.ts';
import { EXCHANGE } from './exchange.ts';
import { forgedCommands, forgedMessages, forgedReports } from './messages.ts';
import { settled, stored } from './ours.ts';

test.use({ spec: 'small', launch: { hosts: ['evil.test'] } });

/** A docs page whose own script is run before all others of the page. */
const serveWith = (replica: Replica, script: string): void => {
  const docs = docsPage(defaultVariant, specPath);
  replica.servePage(
    `${docsOrigin}/developers/`,
    docs.replace('<head>', () => `<head><script>${script}</script>`),
  );
};

/**
 * Everything at once that a page's script can do to learn or to steer: it replaces what our code may call, listens first to every
 * event, watches every change, sees every request, and says all that our two worlds say to each other. What it hears it keeps.
 */
const hostile = `(() => {
  const { stringify } = JSON;
  const kept = new Set();
  // Bound before anything is replaced: the spy must not spy on itself.
  const keep = kept.add.bind(kept);
  window.heard = () => [...kept];
  const note = (what, value) => { try { keep(what + ' ' + (typeof value === 'string' ? value : stringify(value))); } catch {} };
  const { apply, construct } = Reflect;
  window.poison = () => {
    const wrap = (owner, name) => {
      const was = owner[name];
      owner[name] = function (...args) {
        if (args.length > 0 && typeof args[0] === 'string') note(name, args.join(' '));
        return apply(was, this, args);
      };
    };
    for (const [owner, names] of [
      [Array.prototype, ['find', 'map', 'filter', 'push', 'includes', 'flatMap']],
      [String.prototype, ['trim', 'includes', 'split', 'startsWith', 'replaceAll']],
      [JSON, ['parse', 'stringify']],
      [EventTarget.prototype, ['addEventListener', 'dispatchEvent']],
      [Map.prototype, ['get', 'set']],
      [Storage.prototype, ['getItem', 'setItem']],
      [Headers.prototype, ['get', 'set', 'append']],
    ]) for (const name of names) wrap(owner, name);
    // Whoever makes an event of our kind is heard, and the type is tried by ourselves.
    window.CustomEvent = class extends CustomEvent {
      constructor(type, init) { super(type, init); note('CustomEvent', type); note('detail', init?.detail); }
    };
    const { then } = Promise.prototype;
    Promise.prototype.then = function (done, failed) {
      return apply(then, this, [typeof done === 'function' ? (value) => { if (typeof value === 'string') note('then', value); return done(value); } : done, failed]);
    };
    // No root stays closed that is attached through here.
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      const root = apply(attachShadow, this, [{ ...init, mode: 'open' }]);
      if (this.localName === 'novapost-authorizer') note('root', 'opened');
      return root;
    };
    const { fetch } = window;
    window.fetch = function (...args) {
      const request = construct(Request, args);
      note('fetch', request.url + ' ' + request.headers.get('authorization'));
      return apply(fetch, this, args);
    };
    const { open, setRequestHeader } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (...args) { note('xhr', args.join(' ')); return apply(open, this, args); };
    XMLHttpRequest.prototype.setRequestHeader = function (...args) { note('xhr', args.join(' ')); return apply(setRequestHeader, this, args); };
    // Anything that is looked up as a plain property of an object that has none of its own.
    for (const name of ['token', 'secret', 'apiKey', 'keys', 'jwt', 'overwrite', 'environment'])
      Object.defineProperty(Object.prototype, name, { configurable: true, get: () => undefined, set(value) { note(name, value); Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true }); } });
  };
  // An element by the pill's name is made by the page, as long as it hasn't got its root.
  customElements.define('novapost-authorizer', class extends HTMLElement {
    constructor() {
      super();
      this.inside = this.attachInternals();
      try { this.attachShadow({ mode: 'open' }); note('root', 'opened'); } catch { note('root', 'is there'); }
    }
    connectedCallback() { if (this.inside.shadowRoot) note('root', 'opened'); }
  });
  for (const type of ['click', 'pointerdown', 'keydown', 'input', 'change', 'focusin', 'message', 'spec-loaded', 'before-try', 'after-try', 'storage'])
    addEventListener(type, (event) => {
      note(type, [event.composedPath().length, event.target?.localName ?? '', event.target?.shadowRoot ?? null]);
    }, true);
  new MutationObserver((changes) => {
    for (const { target, addedNodes, attributeName } of changes) {
      if (attributeName) note(attributeName, target.getAttribute?.(attributeName) ?? '');
      for (const node of addedNodes) if (node.localName === 'novapost-authorizer') note('pill', node.outerHTML + node.shadowRoot);
    }
  }).observe(document, { childList: true, subtree: true, attributes: true });
  const payloads = PAYLOADS;
  window.forge = () => {
    const pill = document.querySelector('novapost-authorizer');
    for (const payload of payloads) {
      for (const detail of [payload, JSON.stringify(payload)])
        for (const type of ['novapost-authorizer', 'novapost-authorizer?', 'novapost-authorizer:command', 'novapost-authorizer:report'])
          for (const target of [document, window, pill].filter(Boolean)) target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, cancelable: true }));
      window.postMessage(payload, '*');
    }
    dispatchEvent(new Event('online'));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    document.dispatchEvent(new Event('prerenderingchange'));
    document.dispatchEvent(new Event('visibilitychange'));
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      pill?.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, detail: 1 }));
    pill?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    pill?.click();
    pill?.focus();
  };
  document.addEventListener('DOMContentLoaded', () => window.forge());
})();`.replace('PAYLOADS', () =>
  JSON.stringify([...forgedMessages, ...forgedReports, ...forgedCommands]).replaceAll('<', String.raw`\u003c`),
);

/** All that the page's script has heard, and all that it could still read. */
const spoils = async (page: Page): Promise<string> =>
  (await page.evaluate(() => {
    const docs = document.querySelector('rapi-doc');
    const schemes: unknown = Object(docs && Reflect.get(docs, 'resolvedSpec')).securitySchemes;
    return JSON.stringify([
      Reflect.get(window, 'heard')(),
      document.documentElement.outerHTML,
      docs?.shadowRoot?.innerHTML,
      document.querySelector('novapost-authorizer')?.shadowRoot?.innerHTML,
      schemes,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      performance.getEntries().map(({ name }) => name),
      history.state,
    ]);
  })) + (await page.content());

for (const when of ['before', 'after'] as const) {
  test(`a docs page full of script that forges, poisons and listens, ${when} it loads: no key, no production token without a click, and the sandbox's only to its server`, async ({
    popup,
    portal,
    replica,
  }) => {
    test.setTimeout(60_000);
    const keys = [issuedKey(replica, 'sandbox'), issuedKey(replica, 'production')] as const;
    await pasteKey(popup, 'sandbox', keys[0]);
    await pasteKey(popup, 'production', keys[1]);
    await popup.getByRole('button', { name: 'Get token' }).click();
    await expect(popup.getByRole('timer')).toBeVisible();
    const tokenOf = (id: string) => replica.issuedTokens.find(({ environment }) => environment === id)?.token ?? '?';

    serveWith(replica, when === 'before' ? `${hostile} poison();` : hostile);
    const page = await portal.open({ path: '/developers/' });
    await expectPill(page, 'authorized', 'sandbox');
    if (when === 'after') await page.evaluate('poison()');
    await page.evaluate('forge()');
    expect((await portal.tryIt(page)).headers['authorization']).toBe(tokenOf('sandbox'));
    await settled(popup);
    const { local } = await stored(popup);

    await portal.selectServer(page, servers.production);
    await expectPill(page, 'ready', 'production');
    await page.evaluate('forge()');
    expect((await portal.tryIt(page)).headers['authorization'] ?? '').toBe('');
    await settled(popup);
    await expectPill(page, 'ready', 'production');

    // Before any click: the sandbox's token has been in the page, rightly, and nothing else of ours.
    const before = await spoils(page);
    expect(before).toContain(tokenOf('sandbox'));
    // The spy works, and the pill's root was not opened through it.
    expect(before).toContain(`fetch ${servers.sandbox}`);
    expect(before).toContain('root is there');
    expect(before).not.toContain('root opened');
    expect([...keys, tokenOf('production')].map((secret) => before.includes(secret))).toEqual([false, false, false]);
    expect((await stored(popup)).local).toEqual(local);
    expect(replica.requestsTo(EXCHANGE)).toHaveLength(2);
    const carriers = replica.requests.filter(({ headers }) => (headers['authorization'] ?? '') !== '');
    expect(carriers.map(({ host }) => host)).toEqual([new URL(servers.sandbox).host]);

    // A person's own click counts, whatever the page has done.
    await pressPill(page, 'Authorize');
    await expectPill(page, 'authorized', 'production');
    expect((await portal.tryIt(page)).headers['authorization']).toBe(tokenOf('production'));
    const after = await spoils(page);
    expect(keys.map((secret) => after.includes(secret))).toEqual([false, false]);
  });
}

/** The docs draw themselves anew in every frame, for ever, and take out each time what was filled. */
const restless = `
addEventListener('spec-loaded', ({ target }) => {
  window.frames60 = 0;
  const again = () => {
    window.frames60 += 1;
    const scheme = target.resolvedSpec.securitySchemes.find(({ securitySchemeId }) => securitySchemeId === 'JWT');
    scheme.value = scheme.finalKeyValue = '';
    target.requestUpdate();
    document.body.append(document.createElement('p'));
    document.body.lastChild.remove();
    requestAnimationFrame(again);
  };
  again();
}, true);`;

/** What the page's main thread works in a time, all worlds together. s of work in each s. */
async function workOf(page: Page, forMs: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Performance.enable');
    const read = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
      return { script: value('ScriptDuration'), at: value('Timestamp') };
    };
    const before = await read();
    await page.evaluate(
      (ms) =>
        new Promise<void>((resolve) => {
          const begun = performance.now();
          const next = () => (performance.now() - begun < ms ? requestAnimationFrame(next) : resolve());
          next();
        }),
      forMs,
    );
    const after = await read();
    return (after.script - before.script) / (after.at - before.at);
  } finally {
    await session.detach();
  }
}

/** What the profiler finds in our own files, in either world, as a share of all samples of the page. */
async function ourShare(page: Page, forFrames: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Profiler.enable');
    await session.send('Profiler.setSamplingInterval', { interval: 200 });
    await session.send('Profiler.start');
    const from = await page.evaluate<number>('frames60');
    await page.waitForFunction((least) => Number(Reflect.get(window, 'frames60')) >= least, from + forFrames);
    const { profile } = await session.send('Profiler.stop');
    const ours = new Set(
      profile.nodes.filter(({ callFrame }) => callFrame.url.startsWith('chrome-extension://')).map(({ id }) => id),
    );
    const samples = profile.samples ?? [];
    expect(samples.length).toBeGreaterThan(1000);
    return samples.filter((id) => ours.has(id)).length / samples.length;
  } finally {
    await session.detach();
  }
}

test('the page re-renders for ever: we stop after a bounded number of tries, and our share of the work is near zero', async ({
  context,
  popup,
  portal,
  replica,
  ownOutput,
}) => {
  test.setTimeout(60_000);
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  serveWith(replica, restless);
  const page = await portal.open({ path: '/developers/' });
  await page.waitForFunction('frames60 > 120');
  await settled(popup);
  // A hundredth of the page's own work would be much: there is nothing left for us to do.
  expect(await ourShare(page, 120)).toBeLessThan(0.02);
  const withUs = await workOf(page, 2000);
  await context.close();

  const bare = await launchWithExtension({ replica, extension: null });
  try {
    const same = await createPortal(replica, () => bare.newPage()).open({ path: '/developers/' });
    await same.waitForFunction('frames60 > 120');
    const withoutUs = await workOf(same, 2000);
    // Generous, since other work on the machine is in both: a loop of ours would be many times the page's own.
    expect(withUs).toBeLessThan(withoutUs * 1.5 + 0.05);
  } finally {
    await bare.close();
  }
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
  expect(ownOutput).toEqual([]);
});
