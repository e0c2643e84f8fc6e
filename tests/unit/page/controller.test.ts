import { describe, expect, it } from 'vitest';
import { NoAnswerError } from '../../../utils/messaging/client';
import type { PageToken } from '../../../utils/messaging/page-protocol';
import type { PageTokenState } from '../../../utils/messaging/page-token-state';
import { createPageController } from '../../../utils/page/controller';
import type { PageState } from '../../../utils/page/page-state';
import type { Portal } from '../../../utils/portals';
import { novaPost } from '../../../utils/portals/novapost';
import type { PageCommand, PageReport } from '../../../utils/renderers/types';
import { parcels } from '../support/portals';

const SANDBOX = 'https://api-stage.novapost.pl/v.1.0/';
const PRODUCTION = 'https://api.novapost.com/v.1.0/';
const HOUR = 60 * 60 * 1000;

/** How an environment stands, and the pill. */
const stands = (status: unknown, hidden = false) => ({
  status,
  pill: { folded: false, corner: 'bottom-right' },
  hidden,
});

interface Asked {
  readonly type: string;
  readonly payload: Record<string, unknown>;
  readonly answer: (reply: unknown) => Promise<void>;
  readonly fail: () => Promise<void>;
  /** The background is there, and doesn't know the page. */
  readonly refuse: () => Promise<void>;
}

/** A docs page whose background and whose page's world are played by the test. */
function createPage(portal: Portal = novaPost) {
  let now = 1_000_000;
  const shown: PageState[] = [];
  const sent: PageCommand[] = [];
  const asked: Asked[] = [];
  /** What the background is told of for the person's list. */
  const did: unknown[] = [];
  const timers: { at: number; run: () => void }[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const page = { gesture: true, orphaned: false, folded: false, hidden: false, address: portal.docs[0] };
  const controller = createPageController({
    portal,
    ask: (type: string, payload: Record<string, unknown>) => {
      const { promise, resolve, reject } = Promise.withResolvers<never>();
      if (type === 'page.did') {
        did.push(payload);
        reject(new Error('Nobody waits for it'));
        return promise;
      }
      asked.push({
        type,
        payload,
        answer: (reply) => (resolve(reply as never), settle()),
        fail: () => (reject(new NoAnswerError(type)), settle()),
        refuse: () => (reject(new NoAnswerError(type, 'refused')), settle()),
      });
      return promise;
    },
    send: (command) => sent.push(command),
    show: (state) => shown.push(state),
    greet: ({ pill }) => (page.folded = pill.folded),
    stand: ({ pill, hidden }) => Object.assign(page, { ...pill, hidden }),
    hasRecentGesture: () => page.gesture,
    isOrphaned: () => page.orphaned,
    address: () => page.address ?? '',
    now: () => now,
    after: (ms, then) => timers.push({ at: now + ms, run: then }),
  });
  const say = (report: PageReport) => controller.onReport(JSON.parse(JSON.stringify(report)));
  const next = (type: string): Asked => {
    const index = asked.findIndex((one) => one.type === type);
    const [found] = index < 0 ? [] : asked.splice(index, 1);
    if (!found) throw new Error(`Nobody asked for ${type}, only for ${asked.map((one) => one.type).join(', ')}`);
    return found;
  };
  return {
    ...controller,
    page,
    shown,
    sent,
    asked,
    did,
    settle,
    say,
    next,
    last: () => shown.at(-1),
    lastFill: () => sent.findLast((command) => command.do === 'fill'),
    select: (url: string | null) => say({ say: 'server', selected: url }),
    ready: (url: string | null) =>
      say({ say: 'ready', renderer: 'rapidoc', servers: [SANDBOX, PRODUCTION], selected: url }),
    filled: () => {
      const fill = sent.findLast((command) => command.do === 'fill');
      if (fill) say({ say: 'filled', id: fill.id });
    },
    /** The clock goes on and the timers don't. */
    sleep: (ms: number) => {
      for (const timer of timers) timer.at += ms;
      now += ms;
    },
    /** The clock is set back; timers don't go by it. */
    setBack: (ms: number) => {
      for (const timer of timers) timer.at -= ms;
      now -= ms;
    },
    advance: async (ms: number) => {
      now += ms;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
      await settle();
    },
    token: (id: string, left = HOUR, baseUrl = SANDBOX): PageToken => ({
      id,
      value: `value-of-${id}`,
      baseUrl,
      expiresAt: now + left,
    }),
    greet: async (
      statuses: { sandbox?: PageTokenState; production?: PageTokenState; warm?: PageToken; fills?: boolean } = {},
    ) => {
      const none: PageTokenState = { state: 'none' };
      await next('page.hello').answer({
        pill: { folded: false, corner: 'bottom-right' },
        hidden: false,
        words: '',
        environments: [
          {
            id: 'sandbox',
            token: statuses.sandbox ?? none,
            fillsByItself: statuses.fills ?? true,
            warm: statuses.warm ?? null,
          },
          { id: 'production', token: statuses.production ?? none, fillsByItself: false, warm: null },
        ],
      });
    },
  };
}

type TestPage = ReturnType<typeof createPage>;

/** A page that has its sandbox token. */
async function authorizedPage(): Promise<{ page: TestPage; token: PageToken }> {
  const page = createPage();
  void page.start();
  const token = page.token('first');
  await page.greet({ sandbox: { state: 'ready', expiresAt: token.expiresAt }, warm: token });
  page.ready(SANDBOX);
  page.filled();
  await page
    .next('page.environment')
    .answer(stands({ token: { state: 'ready', expiresAt: token.expiresAt }, fillsByItself: true }));
  return { page, token };
}

describe('a warm token', () => {
  it('is filled in the turn in which the docs are ready', async () => {
    const page = createPage();
    void page.start();
    const token = page.token('warm');
    await page.greet({ sandbox: { state: 'ready', expiresAt: token.expiresAt }, warm: token });
    page.ready(SANDBOX);
    expect(page.sent).toEqual([
      { do: 'fill', id: 1, scheme: 'JWT', token: 'value-of-warm', servers: [SANDBOX], overwrite: false },
    ]);
    page.filled();
    expect(page.last()).toMatchObject({
      state: 'authorized',
      expiresAt: token.expiresAt,
      environment: { id: 'sandbox' },
    });
  });

  it('is asked for once, not again while it is being filled', async () => {
    const { page } = await authorizedPage();
    expect(page.asked).toEqual([]);
    expect(page.sent).toHaveLength(1);
  });

  it('is not filled when the docs open on another server', async () => {
    const page = createPage();
    void page.start();
    const token = page.token('warm');
    await page.greet({ sandbox: { state: 'ready', expiresAt: token.expiresAt }, warm: token });
    page.ready(PRODUCTION);
    expect(page.sent).toEqual([]);
    expect(page.last()).toMatchObject({ state: 'none', environment: { id: 'production' } });
  });
});

describe('a switch of servers', () => {
  it('drops a token that arrives late', async () => {
    const page = createPage();
    void page.start();
    await page.greet({ sandbox: { state: 'expired' }, production: { state: 'expired' } });
    page.ready(SANDBOX);
    const asked = page.next('page.token');
    page.select(PRODUCTION);
    await asked.answer({ token: page.token('late'), state: { state: 'ready', expiresAt: 0 } });
    expect(page.sent).toEqual([]);
    expect(page.last()).toMatchObject({ state: 'expired', environment: { id: 'production' } });
  });

  it('shows a server that is not one of the portal’s, and asks for nothing', async () => {
    const { page } = await authorizedPage();
    page.select('https://api.novapost.com.evil.test/v.1.0/');
    expect(page.last()).toEqual({ state: 'unknown-server' });
    expect(page.next('page.environment').payload).toEqual({ environment: null });
    expect(page.asked).toEqual([]);
  });

  it('remembers a click for the environment it was for, and no other', async () => {
    const page = createPage();
    void page.start();
    await page.greet({ sandbox: { state: 'expired' }, production: { state: 'expired' }, fills: false });
    page.ready(PRODUCTION);
    page.authorize();
    expect(page.next('page.token').payload).toEqual({ environment: 'production', cause: 'person' });
    page.select(SANDBOX);
    expect(page.asked.filter(({ type }) => type === 'page.token')).toEqual([]);
    page.select(PRODUCTION);
    await page.advance(31_000);
    expect(page.next('page.token').payload).toEqual({ environment: 'production', cause: 'grant' });
  });
});

describe('what is told for the list of what happened', () => {
  it('a token that is verified to be there, and one that a switch took out', async () => {
    const { page } = await authorizedPage();
    expect(page.did).toEqual([{ environment: 'sandbox', what: 'applied' }]);
    page.select(PRODUCTION);
    page.select(null);
    expect(page.did.slice(1)).toEqual([{ environment: 'sandbox', what: 'cleared' }]);
  });

  it('not a page that is drawn again with the same server', async () => {
    const { page } = await authorizedPage();
    page.ready(SANDBOX);
    expect(page.did).toHaveLength(1);
  });
});

describe('a value that is not ours', () => {
  it('stays until a click, and the click may replace it', async () => {
    const page = createPage();
    void page.start();
    const token = page.token('warm');
    await page.greet({ sandbox: { state: 'ready', expiresAt: token.expiresAt }, warm: token });
    page.ready(SANDBOX);
    page.say({ say: 'not-filled', id: 1, why: 'typed' });
    expect(page.last()).toMatchObject({ state: 'typed' });
    await page
      .next('page.environment')
      .answer(stands({ token: { state: 'ready', expiresAt: token.expiresAt }, fillsByItself: true }));
    expect(page.last()).toMatchObject({ state: 'typed' });
    expect(page.asked).toEqual([]);
    page.authorize();
    await page.next('page.token').answer({ token, state: { state: 'ready', expiresAt: token.expiresAt } });
    expect(page.lastFill()).toMatchObject({ overwrite: true, token: 'value-of-warm' });
  });

  it.each([
    ['removed', 'comes back', 2],
    ['typed', 'waits for a click as before, since what was typed may still be there', 1],
  ] as const)('%s, and then another spec: ours %s', async (why, _what, fills) => {
    const page = createPage();
    void page.start();
    const token = page.token('warm');
    const ready: PageTokenState = { state: 'ready', expiresAt: token.expiresAt };
    await page.greet({ sandbox: ready, warm: token });
    page.ready(SANDBOX);
    page.say({ say: 'not-filled', id: 1, why });
    await page.next('page.environment').answer(stands({ token: ready, fillsByItself: true }));
    page.ready(SANDBOX);
    for (const asked of page.asked.splice(0))
      if (asked.type === 'page.token') await asked.answer({ token, state: ready });
    expect(page.sent.filter((command) => command.do === 'fill')).toHaveLength(fills);
    expect(page.last()).toMatchObject({ state: why === 'typed' ? 'typed' : 'fetching' });
  });

  it('taken out by hand is not put back by itself', async () => {
    const { page, token } = await authorizedPage();
    const newer = page.token('second');
    void page.review();
    await page
      .next('page.environment')
      .answer(stands({ token: { state: 'ready', expiresAt: newer.expiresAt + 1 }, fillsByItself: true }));
    await page.next('page.token').answer({ token: newer, state: { state: 'ready', expiresAt: newer.expiresAt } });
    page.say({ say: 'not-filled', id: 2, why: 'removed' });
    expect(page.last()).toMatchObject({ state: 'ready' });
    void page.review();
    await page
      .next('page.environment')
      .answer(stands({ token: { state: 'ready', expiresAt: token.expiresAt + 2 }, fillsByItself: true }));
    expect(page.asked).toEqual([]);
    expect(page.sent.filter((command) => command.do === 'fill')).toHaveLength(2);
  });
});

describe('what a person does to our token in the docs', () => {
  it.each([
    ['removed', { state: 'ready' }],
    ['typed', { state: 'typed' }],
  ] as const)('%s: the pill says so at once, and the click puts it in again', async (why, shown) => {
    const { page, token } = await authorizedPage();
    page.say({ say: 'not-filled', id: 1, why });
    expect(page.last()).toMatchObject({ ...shown, environment: { id: 'sandbox' } });
    expect(page.describe().authorized).toBe(false);
    expect(page.asked).toEqual([]);
    page.authorize();
    await page.next('page.token').answer({ token, state: { state: 'ready', expiresAt: token.expiresAt } });
    expect(page.lastFill()).toMatchObject({ id: 2, overwrite: true });
    page.filled();
    expect(page.last()).toMatchObject({ state: 'authorized' });
  });

  it('out, then another value: both are shown, whatever the background says meanwhile, and nothing is asked for', async () => {
    const { page, token } = await authorizedPage();
    page.say({ say: 'not-filled', id: 1, why: 'removed' });
    void page.review();
    await page
      .next('page.environment')
      .answer(stands({ token: { state: 'refreshing', expiresAt: token.expiresAt }, fillsByItself: true }));
    expect(page.last()).toMatchObject({ state: 'refreshing' });
    page.say({ say: 'not-filled', id: 1, why: 'typed' });
    expect(page.last()).toMatchObject({ state: 'typed' });
    page.say({ say: 'not-filled', id: 1, why: 'removed' });
    expect(page.last()).toMatchObject({ state: 'refreshing' });
    page.say({ say: 'answer', status: 401 });
    expect(page.asked).toEqual([]);
    expect(page.sent.filter((command) => command.do === 'fill')).toHaveLength(1);
  });

  it('while a click is being answered ends with the answer: a later refresh goes on', async () => {
    const { page, token } = await authorizedPage();
    page.authorize();
    page.say({ say: 'not-filled', id: 1, why: 'removed' });
    await page.next('page.token').answer({ token, state: { state: 'ready', expiresAt: token.expiresAt } });
    page.filled();
    void page.review();
    await page
      .next('page.environment')
      .answer(stands({ token: { state: 'ready', expiresAt: token.expiresAt + 1 }, fillsByItself: true }));
    expect(page.last()).toMatchObject({ state: 'authorized' });
    expect(page.next('page.token').payload).toMatchObject({ environment: 'sandbox' });
  });

  it('is of no interest while a newer one is being filled, after another server, or of one that never was', async () => {
    const { page, token } = await authorizedPage();
    page.say({ say: 'not-filled', id: 7, why: 'removed' });
    expect(page.last()).toMatchObject({ state: 'authorized' });
    page.authorize();
    await page.next('page.token').answer({ token, state: { state: 'ready', expiresAt: token.expiresAt } });
    page.say({ say: 'not-filled', id: 1, why: 'typed' });
    page.filled();
    expect(page.last()).toMatchObject({ state: 'authorized' });
    page.select(PRODUCTION);
    page.say({ say: 'not-filled', id: 2, why: 'removed' });
    page.select(SANDBOX);
    await page
      .next('page.environment')
      .answer(stands({ token: { state: 'ready', expiresAt: token.expiresAt }, fillsByItself: true }));
    expect(page.next('page.token').payload).toMatchObject({ environment: 'sandbox' });
  });
});

describe('a Try answered with 401', () => {
  it('renews the token once, and a second one in a row says that the key lacks access', async () => {
    const { page } = await authorizedPage();
    page.say({ say: 'answer', status: 401 });
    const asked = page.next('page.refused');
    expect(asked.payload).toEqual({ environment: 'sandbox', tokenId: 'first' });
    const renewed = page.token('renewed');
    await asked.answer({ token: renewed, state: { state: 'ready', expiresAt: renewed.expiresAt }, again: false });
    page.filled();
    expect(page.last()).toMatchObject({ state: 'authorized', renewed: true });
    page.say({ say: 'answer', status: 401 });
    expect(page.last()).toMatchObject({ state: 'no-access' });
    expect(page.asked).toEqual([]);
  });

  it('says that the token was renewed, even if another ask brings the same token after it', async () => {
    const { page } = await authorizedPage();
    page.say({ say: 'answer', status: 401 });
    const renewed = page.token('renewed', HOUR + 1);
    const state: PageTokenState = { state: 'ready', expiresAt: renewed.expiresAt };
    void page.review();
    await page.next('page.environment').answer(stands({ token: state, fillsByItself: true }));
    await page.next('page.refused').answer({ token: renewed, state, again: false });
    page.filled();
    await page.next('page.token').answer({ token: renewed, state });
    page.filled();
    expect(page.last()).toMatchObject({ state: 'authorized', renewed: true });
  });

  it('is believed only right after a person used the page', async () => {
    const { page } = await authorizedPage();
    page.page.gesture = false;
    page.say({ say: 'answer', status: 401 });
    expect(page.asked).toEqual([]);
    expect(page.last()).toMatchObject({ state: 'authorized' });
  });

  it('counts anew after a Try that worked', async () => {
    const { page } = await authorizedPage();
    page.say({ say: 'answer', status: 401 });
    const renewed = page.token('renewed');
    await page
      .next('page.refused')
      .answer({ token: renewed, state: { state: 'ready', expiresAt: renewed.expiresAt }, again: false });
    page.filled();
    page.say({ say: 'answer', status: 200 });
    expect(page.last()).toMatchObject({ state: 'authorized', renewed: false });
    page.say({ say: 'answer', status: 401 });
    expect(page.next('page.refused').payload).toEqual({ environment: 'sandbox', tokenId: 'renewed' });
  });
});

describe('a token’s end', () => {
  it('is cleared at its expiry, and a new one is asked for', async () => {
    const { page } = await authorizedPage();
    await page.advance(HOUR);
    expect(page.sent.at(-1)).toEqual({ do: 'clear', scheme: 'JWT' });
    await page.next('page.environment').answer(stands({ token: { state: 'expired' }, fillsByItself: true }));
    expect(page.next('page.token').payload).toEqual({ environment: 'sandbox', cause: 'setting' });
  });

  it('of tokens that live for seconds makes no storm: one ask in 30 s', async () => {
    const page = createPage();
    void page.start();
    await page.greet({ sandbox: { state: 'expired' } });
    page.ready(SANDBOX);
    let asks = 0;
    for (let second = 0; second < 600; second += 1) {
      for (const asked of page.asked.splice(0)) {
        if (asked.type === 'page.token') {
          asks += 1;
          const token = page.token(`t${asks}`, 5000);
          await asked.answer({ token, state: { state: 'ready', expiresAt: token.expiresAt } });
          page.filled();
        } else await asked.answer(stands({ token: { state: 'expired' }, fillsByItself: true }));
      }
      await page.advance(1000);
    }
    expect(asks).toBeGreaterThan(1);
    expect(asks).toBeLessThanOrEqual(21);
  });

  it('refreshed behind it: the newer token is filled over the old one without clearing', async () => {
    const { page } = await authorizedPage();
    const newer = page.token('second');
    void page.review();
    await page
      .next('page.environment')
      .answer(stands({ token: { state: 'ready', expiresAt: newer.expiresAt + 5 }, fillsByItself: true }));
    await page.next('page.token').answer({ token: newer, state: { state: 'ready', expiresAt: newer.expiresAt } });
    expect(page.sent.map((command) => command.do)).toEqual(['fill', 'fill']);
    expect(page.shown.map(({ state }) => state)).not.toContain('fetching');
  });
});

describe('a background that does not answer', () => {
  it('is told, with a way to try again', async () => {
    const page = createPage();
    void page.start();
    await page.greet({ sandbox: { state: 'expired' } });
    page.ready(SANDBOX);
    await page.next('page.token').fail();
    expect(page.last()).toMatchObject({ state: 'no-answer', environment: { id: 'sandbox' } });
  });

  it('is not told while the token is in the scheme', async () => {
    const { page } = await authorizedPage();
    void page.review();
    await page.next('page.environment').fail();
    expect(page.last()).toMatchObject({ state: 'authorized' });
  });

  it('at first is greeted again', async () => {
    const page = createPage();
    void page.start();
    await page.next('page.hello').fail();
    expect(page.last()).toEqual({ state: 'no-answer' });
    await page.advance(10_000);
    await page.greet({ sandbox: { state: 'expired' } });
    page.ready(SANDBOX);
    expect(page.next('page.token').payload).toMatchObject({ environment: 'sandbox' });
  });

  it('in the middle of an ask is asked again after a while', async () => {
    const page = createPage();
    void page.start();
    await page.greet({ sandbox: { state: 'expired' } });
    page.ready(SANDBOX);
    page.next('page.token');
    await page.next('page.environment').answer(stands({ token: { state: 'fetching' }, fillsByItself: true }));
    expect(page.last()).toMatchObject({ state: 'fetching' });
    await page.advance(30_000);
    await page.next('page.environment').answer(stands({ token: { state: 'expired' }, fillsByItself: true }));
    expect(page.next('page.token').payload).toMatchObject({ cause: 'setting' });
  });
});

it('notices by itself that the extension is gone, says so once, and still takes the token out at its end', async () => {
  const { page } = await authorizedPage();
  page.page.orphaned = true;
  await page.advance(10_000);
  expect(page.last()).toEqual({ state: 'orphaned' });
  const shown = page.shown.length;
  await page.advance(HOUR);
  expect(page.shown).toHaveLength(shown);
  expect(page.sent.at(-1)).toEqual({ do: 'clear', scheme: 'JWT' });
  expect(page.asked).toEqual([]);
});

it('takes out a token that ended while the machine slept: timers stood still, the clock did not', async () => {
  const { page } = await authorizedPage();
  page.sleep(9 * HOUR);
  await page.advance(10_000);
  expect(page.sent.at(-1)).toEqual({ do: 'clear', scheme: 'JWT' });
});

it('fills an old token that is still good while the API is in trouble', async () => {
  const page = createPage();
  void page.start();
  const old = page.token('old');
  const trouble = { state: 'unavailable', why: 'server-error', mustWait: false } as const;
  await page.greet({ sandbox: { ...trouble, retryAt: 2_000_000, expiresAt: old.expiresAt } });
  page.ready(SANDBOX);
  await page
    .next('page.token')
    .answer({ token: old, state: { ...trouble, retryAt: 2_000_000, expiresAt: old.expiresAt } });
  page.filled();
  expect(page.last()).toMatchObject({ state: 'authorized' });
});

it('lets a click through again once the time that the API asked for is over', async () => {
  const page = createPage();
  void page.start();
  const asked = { state: 'unavailable', why: 'rate-limited', retryAt: 1_005_000, expiresAt: null } as const;
  await page.greet({ production: { ...asked, mustWait: true } });
  page.ready(PRODUCTION);
  expect(page.last()).toMatchObject({ state: 'unavailable', mustWait: true });
  await page.advance(5000);
  expect(page.last()).toMatchObject({ state: 'unavailable', mustWait: false });
  expect(page.asked.filter(({ type }) => type === 'page.token')).toEqual([]);
});

it('lets a click through again after a wait that it heard of when it asked', async () => {
  const page = createPage();
  void page.start();
  await page.greet({ sandbox: { state: 'expired' } });
  page.ready(SANDBOX);
  const state = {
    state: 'unavailable',
    why: 'rate-limited',
    retryAt: 1_005_000,
    mustWait: true,
    expiresAt: null,
  } as const;
  await page.next('page.token').answer({ token: null, state });
  expect(page.last()).toMatchObject({ state: 'unavailable', mustWait: true });
  await page.advance(5000);
  expect(page.last()).toMatchObject({ state: 'unavailable', mustWait: false });
});

it('asks by itself again soon, although the clock was set back', async () => {
  const page = createPage();
  void page.start();
  await page.greet({ sandbox: { state: 'expired' } });
  page.ready(SANDBOX);
  await page.next('page.token').answer({ token: null, state: { state: 'expired' } });
  page.setBack(3 * HOUR);
  page.select(PRODUCTION);
  page.select(SANDBOX);
  expect(page.asked.filter(({ type }) => type === 'page.token')).toEqual([]);
  await page.advance(30_000);
  expect(page.next('page.token').payload).toMatchObject({ environment: 'sandbox', cause: 'setting' });
});

it('renews again when a later token is refused', async () => {
  const { page } = await authorizedPage();
  page.say({ say: 'answer', status: 401 });
  const renewed = page.token('renewed');
  const state: PageTokenState = { state: 'ready', expiresAt: renewed.expiresAt };
  await page.next('page.refused').answer({ token: renewed, state, again: false });
  page.filled();
  page.say({ say: 'answer', status: 401 });
  expect(page.last()).toMatchObject({ state: 'no-access' });
  const later = page.token('later', HOUR + 5);
  void page.review();
  await page
    .next('page.environment')
    .answer(stands({ token: { state: 'ready', expiresAt: later.expiresAt }, fillsByItself: true }));
  await page.next('page.token').answer({ token: later, state: { state: 'ready', expiresAt: later.expiresAt } });
  page.filled();
  page.say({ say: 'answer', status: 401 });
  expect(page.next('page.refused').payload).toEqual({ environment: 'sandbox', tokenId: 'later' });
});

it('says that there is nothing to fill when no docs are drawn', async () => {
  const page = createPage();
  void page.start();
  await page.greet();
  await page.advance(20_000);
  expect(page.last()).toEqual({ state: 'no-renderer' });
});

it('says that the docs have nothing to fill in, until others are drawn', async () => {
  const page = createPage();
  void page.start();
  await page.greet();
  page.say({ say: 'nothing-to-fill' });
  await page.advance(20_000);
  expect(page.last()).toEqual({ state: 'nothing-to-fill' });
  page.ready(SANDBOX);
  page.say({ say: 'nothing-to-fill' });
  expect(page.last()).toMatchObject({ state: 'none', environment: { id: 'sandbox' } });
});

describe('docs with a plain field', () => {
  const scheme = JSON.stringify({ by: 'field', label: 'Token', prefix: '' });

  it('are told which one at the start, and get the first environment’s token', async () => {
    const page = createPage({ ...novaPost, scheme: { by: 'field', label: 'Token' } });
    void page.start();
    expect(page.sent).toEqual([{ do: 'clear', scheme }]);
    const token = page.token('warm');
    await page.greet({ sandbox: { state: 'ready', expiresAt: token.expiresAt }, warm: token });
    page.say({ say: 'ready', renderer: 'field', servers: [], selected: null });
    expect(page.lastFill()).toMatchObject({ scheme, token: 'value-of-warm', servers: [SANDBOX] });
  });

  it('are the only ones that are told', () => {
    const page = createPage();
    void page.start();
    expect(page.sent).toEqual([]);
  });
});

it.each([
  [-1, 'asks', 1],
  [1, 'waits', 0],
])('a page that opens %i ms from the time of the next try %s', async (ms, _does, asks) => {
  const page = createPage();
  void page.start();
  await page.greet({
    sandbox: { state: 'unavailable', why: 'timeout', retryAt: 1_000_000 + ms, mustWait: false, expiresAt: null },
  });
  page.ready(SANDBOX);
  expect(page.asked.filter(({ type }) => type === 'page.token')).toHaveLength(asks);
});

describe('a portal that was changed under its docs', () => {
  it.each(['a new token', 'a warm one'])('gets %s for another server nowhere', async (which) => {
    const page = createPage();
    void page.start();
    const token = page.token('elsewhere', HOUR, 'https://new.example/');
    const state: PageTokenState = { state: 'ready', expiresAt: token.expiresAt };
    await page.greet({ sandbox: state, ...(which === 'a warm one' ? { warm: token } : {}) });
    page.ready(SANDBOX);
    if (which === 'a new token') await page.next('page.token').answer({ token, state });
    expect(page.sent.filter((command) => command.do === 'fill')).toEqual([]);
    expect(page.last()).toEqual({ state: 'orphaned' });
  });

  it('leaves nothing in the page, which asks for nothing more', async () => {
    const { page } = await authorizedPage();
    for (let n = page.asked.length; n > 0; n -= 1) page.asked.pop();
    page.leave();
    expect(page.sent.at(-1)).toEqual({ do: 'clear', scheme: 'JWT' });
    page.authorize();
    void page.review();
    page.select(PRODUCTION);
    page.select(SANDBOX);
    await page.advance(60_000);
    expect(page.asked).toEqual([]);
    expect(page.last()).toEqual({ state: 'orphaned' });
    expect(page.describe().authorized).toBe(false);
  });

  it('drops an answer that comes after it', async () => {
    const page = createPage();
    void page.start();
    await page.greet({ sandbox: { state: 'expired' } });
    page.ready(SANDBOX);
    const asked = page.next('page.token');
    page.leave();
    const token = page.token('late');
    await asked.answer({ token, state: { state: 'ready', expiresAt: token.expiresAt } });
    expect(page.sent.filter((command) => command.do === 'fill')).toEqual([]);
  });
});

/** What the background greets a page of the added portal with. */
const greetingOf = (portal: Portal) => ({ ...stands(null), words: '', portal, environments: [] });

describe('a page that nobody could tell that its portal went', () => {
  it.each<[string, (page: TestPage) => Promise<void>]>([
    [
      'comes back, and isn’t known any more',
      async (page) => {
        void page.comeBack();
        await page.next('page.hello').refuse();
      },
    ],
    [
      'comes back, and its portal is another one',
      async (page) => {
        void page.comeBack();
        await page.next('page.hello').answer(greetingOf({ ...parcels, header: { name: 'X-Other', prefix: '' } }));
      },
    ],
    [
      'comes back at another address, and isn’t known any more',
      async (page) => {
        page.page.address = 'https://docs.example/other';
        void page.comeBack();
        await page.next('page.hello').refuse();
      },
    ],
    [
      'hears of a change, and isn’t known any more',
      async (page) => {
        void page.review();
        await page.next('page.environment').refuse();
      },
    ],
    [
      'hears of a change, and its environment is none',
      async (page) => {
        void page.review();
        await page.next('page.environment').answer(stands(null));
      },
    ],
    [
      'asks for a token, and isn’t known any more',
      async (page) => {
        page.authorize();
        await page.next('page.token').refuse();
      },
    ],
  ])('%s: it keeps nothing', async (_what, meet) => {
    const { page } = await authorizedPage();
    await meet(page);
    expect(page.sent.at(-1)).toEqual({ do: 'clear', scheme: 'JWT' });
    expect(page.last()).toEqual({ state: 'orphaned' });
    expect(page.asked).toEqual([]);
  });

  it.each<[string, (page: TestPage, asked: Asked) => Promise<void>]>([
    ['the background can’t be reached', (_page, asked) => asked.fail()],
    [
      'these docs are at an address of their own for now',
      async (page, asked) => {
        page.page.address = 'https://docs.example/other';
        await asked.fail();
        void page.review();
        await page.next('page.environment').refuse();
      },
    ],
  ])('keeps its token where %s', async (_what, meet) => {
    const { page } = await authorizedPage();
    void page.comeBack();
    await meet(page, page.next('page.hello'));
    expect(page.sent.filter((command) => command.do === 'clear')).toEqual([]);
    expect(page.last()).toMatchObject({ state: 'authorized' });
  });

  it('goes on from how things stand now where all is as before', async () => {
    const { page, token } = await authorizedPage();
    void page.comeBack();
    await page.next('page.hello').answer({ ...greetingOf(novaPost), portal: null });
    const ready = { state: 'ready', expiresAt: token.expiresAt };
    await page.next('page.environment').answer(stands({ token: ready, fillsByItself: true }));
    expect(page.last()).toMatchObject({ state: 'authorized' });
  });
});

it('clears the page when the key is removed', async () => {
  const { page } = await authorizedPage();
  void page.review();
  await page.next('page.environment').answer(stands({ token: { state: 'none' }, fillsByItself: true }));
  expect(page.sent.at(-1)).toEqual({ do: 'clear', scheme: 'JWT' });
  expect(page.last()).toMatchObject({ state: 'none' });
});

it.each([null, 1, 'ready', [], { say: 'obey' }, { say: 'ready', servers: 1 }, { say: 'filled', id: '1' }])(
  'ignores a report that is none: %j',
  async (raw) => {
    const { page } = await authorizedPage();
    const before = [page.shown.length, page.sent.length, page.asked.length];
    page.onReport(raw);
    expect([page.shown.length, page.sent.length, page.asked.length]).toEqual(before);
  },
);

it('learns with each review how the pill stands, also where no server is known', async () => {
  const { page } = await authorizedPage();
  void page.review();
  await page.next('page.environment').answer(stands({ token: { state: 'none' }, fillsByItself: false }, true));
  expect(page.page.hidden).toBe(true);
  page.select('https://elsewhere.example/');
  await page.next('page.environment').answer(stands(null));
  expect(page.page.hidden).toBe(false);
});
