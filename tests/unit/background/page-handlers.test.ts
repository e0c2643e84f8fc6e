import { beforeEach, describe, expect, it } from 'vitest';
import { createAccess } from '../../../utils/background/access';
import { createPageHandlers, type PageContext } from '../../../utils/background/page-handlers';
import { createDocsTabs } from '../../../utils/background/tabs';
import { pageAsks, type PageProtocol, pageReplies } from '../../../utils/messaging/page-protocol';
import type { Answer } from '../../../utils/messaging/client';
import { createRouter } from '../../../utils/messaging/router';
import { portalOf, type Portal } from '../../../utils/portals';
import { parse } from '../../../utils/schema';
import { settingsRecord, type Settings } from '../../../utils/settings';
import type { Pages } from '../../../utils/tokens/pages';
import type { TokenService } from '../../../utils/tokens/service';
import { english } from '../support/english';
import { failing } from '../support/exchange';
import { keyOf, keyringOf } from '../support/keys';
import { memoryRecord, type MemoryRecord } from '../support/memory-record';
import { createTokenWorld, MINUTE, type TokenWorld } from '../support/token-world';

const keyring = keyringOf(keyOf('k1'), keyOf('k2', { environment: 'production' }));
const portal = portalOf('sandbox');
/** A portal that has nothing to do with our keys. */
const other: Portal = { ...portal, id: 'other', environments: [] };

let world: TokenWorld;
let tokens: TokenService;
let settings: MemoryRecord<Settings>;
let pages: MemoryRecord<Pages>;
let popups: number;
/** What the popup was last opened for. */
let opened: unknown[];
let uses: number;
/** What was noted of what happened. */
let noted: unknown[][];
/** Match patterns that the person lets us onto. */
let allowed: Set<string>;
let receive: (message: unknown, context: { portal: Portal; tabId: number }) => Promise<Answer> | undefined;

beforeEach(async () => {
  world = createTokenWorld(keyring);
  tokens = await world.restart();
  settings = memoryRecord(await settingsRecord.read());
  pages = memoryRecord<Pages>({ tabs: {}, last: null });
  popups = 0;
  opened = [];
  uses = 0;
  noted = [];
  const note = (...event: unknown[]) => void noted.push(event);
  const use = async () => void (uses += 1);
  const openPopup = async (...asked: unknown[]) => {
    popups += 1;
    opened = asked;
  };
  const port = { query: async () => [{ id: 7 }, { id: 8 }], sendMessage: async () => undefined };
  const tabs = createDocsTabs([portal], port, pages, async () => true);
  allowed = new Set(['https://api-stage.novapost.pl/*', 'https://api.novapost.com/*', 'https://api.novaposhta.ua/*']);
  const access = createAccess(async (origins) => origins.every((origin) => allowed.has(origin)));
  receive = createRouter<PageProtocol, PageContext>(
    pageAsks,
    createPageHandlers({ words: async () => english, tokens, settings, tabs, access, use, openPopup, note }),
  );
});

/** Asks as a page of the portal, and parses the reply as the page does. */
async function ask(type: keyof typeof pageAsks, payload: unknown, context = { portal, tabId: 7 }): Promise<unknown> {
  const answer = await receive({ type, payload }, context);
  if (!answer?.ok) throw new Error(`No answer to ${type}`);
  // Strict in the test alone: what the page would drop is not sent in the first place, but for a portal's descriptor, which holds no secret.
  const withoutPortal = (reply: unknown): unknown => ({ ...Object(reply), portal: null });
  expect(withoutPortal(parse(pageReplies[type], answer.value))).toEqual(withoutPortal(answer.value));
  return answer.value;
}

const calls = () => world.api.calls.map(({ environment }) => environment);
const setFill = (environment: string, on: boolean) =>
  settings.update((all) => ({ ...all, fillsByItself: { ...all.fillsByItself, [environment]: on } }));

describe('page.hello', () => {
  it('tells of each environment, starts no exchange, and gives no token while there is none', async () => {
    expect(await ask('page.hello', {})).toMatchObject({
      environments: [
        { id: 'sandbox', token: { state: 'expired' }, fillsByItself: true, warm: null },
        { id: 'production', token: { state: 'expired' }, fillsByItself: false, warm: null },
        { id: 'production-ua', token: { state: 'none' }, fillsByItself: false, warm: null },
      ],
    });
    expect(calls()).toEqual([]);
  });

  it('gives a warm token only where pages are filled by themselves', async () => {
    const { token } = await tokens.get('sandbox', 'person');
    await tokens.get('production', 'person');
    const { id, value, expiresAt } = token ?? {};
    expect(await ask('page.hello', {})).toMatchObject({
      environments: [
        { id: 'sandbox', warm: { id, value, expiresAt } },
        { id: 'production', token: { state: 'ready' }, warm: null },
        { id: 'production-ua', warm: null },
      ],
    });
  });

  it('gives none that should be refreshed', async () => {
    await tokens.get('sandbox', 'person');
    world.clock.set(world.clock.now() + 56 * MINUTE);
    expect(await ask('page.hello', {})).toMatchObject({ environments: [{ warm: null }, {}, {}] });
  });

  it('never holds a key', async () => {
    expect(JSON.stringify(await ask('page.hello', {}))).not.toContain('secret-');
  });
});

describe('page.environment', () => {
  it.each([
    ['sandbox', { token: { state: 'expired' }, fillsByItself: true }, 'sandbox', 'sandbox'],
    ['production', { token: { state: 'expired' }, fillsByItself: false }, 'production', 'production'],
    ['nowhere', null, null, 'production-ua'],
    [null, null, null, 'production-ua'],
  ])('%s', async (environment, reply, shown, last) => {
    await pages.update(() => ({ tabs: { '8': 'production' }, last: 'production-ua' }));
    const { pill } = settings.current();
    expect(await ask('page.environment', { environment })).toEqual({ status: reply, pill, hidden: false });
    expect(pages.current()).toEqual({ tabs: { '7': shown, '8': 'production' }, last });
    expect(calls()).toEqual([]);
  });

  it('writes once for the same again', async () => {
    for (let n = 0; n < 5; n += 1) await ask('page.environment', { environment: 'sandbox' });
    expect(pages.writes()).toBe(1);
  });
});

describe('page.token', () => {
  it.each([
    // Environment, why, what is set, whether a token comes.
    ['sandbox', 'setting', null, true],
    ['sandbox', 'setting', false, false],
    ['sandbox', 'person', false, true],
    ['sandbox', 'grant', false, true],
    ['production', 'setting', null, false],
    ['production', 'setting', true, true],
    ['production', 'person', null, true],
    ['production', 'grant', null, true],
  ])('%s, because of the %s (set: %s): %s', async (environment, cause, set, given) => {
    if (set !== null) await setFill(environment, set);
    const reply = await ask('page.token', { environment, cause });
    expect(reply).toMatchObject(given ? { token: { id: 't1' }, state: { state: 'ready' } } : { token: null });
    expect(calls()).toEqual(given ? [environment] : []);
  });

  it.each(['sandbox', 'production', 'nowhere'])("of %s: not for another portal's page", async (environment) => {
    const reply = await ask('page.token', { environment, cause: 'person' }, { portal: other, tabId: 7 });
    expect(reply).toEqual({ token: null, state: { state: 'none' } });
    expect(calls()).toEqual([]);
  });

  it('says why there is none', async () => {
    expect(await ask('page.token', { environment: 'production-ua', cause: 'person' })).toEqual({
      token: null,
      state: { state: 'none' },
    });
  });

  it('lets a click try again where a page waits', async () => {
    world.api.answers({ ok: false, failure: { kind: 'refused', status: 401, said: '' }, retryAfterMs: null });
    await ask('page.token', { environment: 'sandbox', cause: 'setting' });
    await ask('page.token', { environment: 'sandbox', cause: 'grant' });
    expect(calls()).toHaveLength(1);
    await ask('page.token', { environment: 'sandbox', cause: 'person' });
    expect(calls()).toHaveLength(2);
  });

  it('hands out nothing of a token but its id, its value and its end', async () => {
    const reply = await ask('page.token', { environment: 'sandbox', cause: 'person' });
    const expiresAt = world.clock.now() + 60 * MINUTE;
    const baseUrl = 'https://api-stage.novapost.pl/v.1.0/';
    const token = { id: 't1', value: expect.stringMatching(/^eyJ/), baseUrl, expiresAt };
    expect(reply).toEqual({ token, state: { state: 'ready', expiresAt } });
  });
});

describe('page.refused', () => {
  it('gets a new token, once', async () => {
    await ask('page.token', { environment: 'sandbox', cause: 'person' });
    const first = await ask('page.refused', { environment: 'sandbox', tokenId: 't1' });
    expect(first).toMatchObject({ token: { id: 't2' }, again: false });
    expect(await ask('page.refused', { environment: 'sandbox', tokenId: 't2' })).toMatchObject({ again: true });
    expect(calls()).toHaveLength(2);
  });

  it("is nothing to another portal's page", async () => {
    await tokens.get('sandbox', 'person');
    const context = { portal: other, tabId: 7 };
    const reply = await ask('page.refused', { environment: 'sandbox', tokenId: 't1' }, context);
    expect(reply).toEqual({ token: null, state: { state: 'none' }, again: false });
    expect(calls()).toHaveLength(1);
  });
});

it('page.open-popup opens it', async () => {
  expect(await ask('page.open-popup', { environment: null })).toEqual({});
  expect(popups).toBe(1);
});

it('page.pill remembers how the pill stands, and on which portal it is hidden, and nothing else', async () => {
  const pill = { folded: true, corner: 'top-left' } as const;
  await setFill('production', true);
  const before = await settings.update((all) => ({ ...all, pillHidden: { other: true } }));
  await ask('page.pill', { pill, hidden: true });
  expect(settings.current()).toEqual({ ...before, pill, pillHidden: { other: true, [portal.id]: true } });
  for (const type of ['page.hello', 'page.environment'] as const) {
    const payload = { environment: null };
    expect(await ask(type, payload)).toMatchObject({ pill, hidden: true });
    expect(await ask(type, payload, { portal: { ...portal, id: 'third' }, tabId: 8 })).toMatchObject({ hidden: false });
  }
});

describe('where the person has taken a site away', () => {
  const notAllowed = { state: 'rejected', why: 'no-permission', retryAt: null, mustWait: false, expiresAt: null };

  beforeEach(async () => {
    await tokens.get('sandbox', 'person');
    await tokens.get('production', 'person');
  });

  it("the sandbox's API: its pages get nothing and are told why, the others go on", async () => {
    allowed.delete('https://api-stage.novapost.pl/*');
    expect(await ask('page.hello', {})).toMatchObject({
      environments: [{ token: notAllowed, warm: null }, { token: { state: 'ready' } }, { token: { state: 'none' } }],
    });
    expect(await ask('page.environment', { environment: 'sandbox' })).toMatchObject({
      status: { token: notAllowed, fillsByItself: true },
    });
    for (const cause of ['person', 'grant', 'setting']) {
      const reply = await ask('page.token', { environment: 'sandbox', cause });
      expect(reply).toEqual({ token: null, state: notAllowed });
    }
    const refused = await ask('page.refused', { environment: 'sandbox', tokenId: 't1' });
    expect(refused).toEqual({ token: null, state: notAllowed, again: false });
    expect(await ask('page.token', { environment: 'production', cause: 'person' })).toMatchObject({
      token: { id: 't2' },
    });
    expect(calls()).toHaveLength(2);
  });

  it('while a token was on its way: it goes nowhere', async () => {
    const get = tokens.get;
    const refuse = tokens.replaceRefused;
    const takeAway = () => allowed.delete('https://api-stage.novapost.pl/*');
    tokens.get = (...key) => get(...key).finally(takeAway);
    tokens.replaceRefused = (...key) => refuse(...key).finally(takeAway);
    expect(await ask('page.token', { environment: 'sandbox', cause: 'person' })).toEqual({
      token: null,
      state: notAllowed,
    });
    allowed.add('https://api-stage.novapost.pl/*');
    expect(await ask('page.refused', { environment: 'sandbox', tokenId: 't1' })).toMatchObject({
      token: null,
      state: notAllowed,
    });
  });

  it('the docs pages: none of their environments gets anything', async () => {
    allowed.delete('https://api.novapost.com/*');
    for (const environment of ['sandbox', 'production']) {
      const reply = await ask('page.token', { environment, cause: 'person' });
      expect(reply).toEqual({ token: null, state: notAllowed });
    }
  });

  it('and given it back: the same token as before, without an exchange', async () => {
    allowed.delete('https://api-stage.novapost.pl/*');
    await ask('page.token', { environment: 'sandbox', cause: 'person' });
    allowed.add('https://api-stage.novapost.pl/*');
    expect(await ask('page.token', { environment: 'sandbox', cause: 'setting' })).toMatchObject({
      token: { id: 't1' },
    });
    expect(calls()).toHaveLength(2);
  });

  it('no key comes before no permission: there is nothing to allow yet', async () => {
    allowed.clear();
    expect(await ask('page.environment', { environment: 'production-ua' })).toMatchObject({
      status: { token: { state: 'none' } },
    });
  });
});

describe('page.did', () => {
  it.each(['applied', 'cleared'])('%s is noted', async (what) => {
    expect(await ask('page.did', { environment: 'production', what })).toEqual({});
    expect(noted).toEqual([[what, 'production']]);
  });

  it('of another portal is not, nor what only the background can know', async () => {
    await ask('page.did', { environment: 'sandbox', what: 'applied' }, { portal: other, tabId: 7 });
    await expect(ask('page.did', { environment: 'sandbox', what: 'fetched' })).rejects.toThrow('No answer');
    expect(noted).toEqual([]);
  });
});

it('page.token asks the API for nothing where the page could not have the token', async () => {
  // The docs, not the API.
  allowed.delete('https://api.novapost.com/*');
  expect(await ask('page.token', { environment: 'sandbox', cause: 'person' })).toMatchObject({ token: null });
  expect(calls()).toEqual([]);
});

it('page.online lets what failed for want of a network be tried at once', async () => {
  world.api.answers(failing({ kind: 'offline' }), 'token');
  await tokens.get('sandbox', 'page');
  await ask('page.online', {});
  expect(world.record('k1')).toMatchObject({ state: 'ready' });
});

it('page.used is use of the extension', async () => {
  await ask('page.used', {});
  expect(uses).toBe(1);
});

it.each([
  ['sandbox', 'sandbox'],
  ['nowhere', null],
  [null, null],
])('page.open-popup for %s opens it for %s, over the page that asks', async (environment, expected) => {
  await ask('page.open-popup', { environment });
  expect(opened).toEqual([expected, 7]);
});
