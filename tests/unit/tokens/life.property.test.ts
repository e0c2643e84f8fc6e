import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { environments } from '../../../utils/portals';
import { novaPost } from '../../../utils/portals/novapost';
import { environmentOfServer } from '../../../utils/portals/urls';
import { stateOf } from '../../../utils/tokens/state';
import { activeKey } from '../../../utils/vault/keyring';
import { createClock, settle } from '../support/clock';
import { failing } from '../support/exchange';
import { createExtension } from '../support/extension-world';
import { keyOf, keyringOf } from '../support/keys';
import { createMoodyApi, type Mood } from '../support/moody-api';
import { HOUR, MINUTE, SECOND } from '../support/token-world';

/**
 * Whatever people, pages, the API, the clock and the browser do, in whatever order: a token's life goes by its rules. The service runs with the
 * background's handlers, docs pages with their controller and their bridge; only the browser and the API are played.
 */

const ENVIRONMENTS = ['sandbox', 'production'] as const;
const SERVERS = [...environments.map(({ baseUrl }) => baseUrl), 'https://other.test/v1/'];
/** Alarms are no sooner than 30 s from now, and one that is a second off is left as it is: see `armAlarm`. */
const ALARM_MS = 31 * SECOND;
/** A page looks every 10 s whether its token is over: timers may have stood still. */
const TICK_MS = 10 * SECOND;

const environment = fc.constantFrom(...ENVIRONMENTS);
const which = fc.nat({ max: 5 });
const short = fc.constantFrom(0, 1, 700, 1500, 5 * SECOND, 12 * SECOND);
const long = fc.constantFrom(31 * SECOND, 61 * SECOND, 4 * MINUTE, 6 * MINUTE, 26 * MINUTE, 56 * MINUTE);

const failure: fc.Arbitrary<Failure> = fc.constantFrom<Failure[]>(
  { kind: 'server-error', status: 503, said: '' },
  { kind: 'rate-limited', said: '' },
  { kind: 'unreachable' },
  { kind: 'offline' },
  { kind: 'timeout' },
  { kind: 'unexpected-answer' },
  { kind: 'refused', status: 401, said: '' },
  { kind: 'no-permission' },
);
const retryAfterMs = fc.option(fc.constantFrom(SECOND, 5 * SECOND, 45 * SECOND, 20 * MINUTE, HOUR), { freq: 2 });

/** Most of the time the API works; a request takes 10 s at most. */
const mood: fc.Arbitrary<Mood> = fc.record({
  takes: fc.constantFrom(0, 0, 1, 300, 2 * SECOND, 9999),
  answer: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        lifetimeMs: fc.constantFrom(HOUR, HOUR, 10 * MINUTE, MINUTE, 5 * SECOND, 5 * SECOND, 3 * HOUR, 0, -HOUR, null),
        inMs: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.tuple(failure, retryAfterMs).map(([why, wait]) => failing(why, wait)) },
  ),
});

/** What may happen. A new way for something to happen is another entry here, and another case of `happen`. */
const event = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('page asks'),
      environment,
      cause: fc.constantFrom('person', 'grant', 'setting'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('popup asks'), environment, fresh: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('page reports 401'), environment, which }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('docs open'), server: fc.constantFrom(...SERVERS) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('docs close'), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('server selected'), which, server: fc.constantFrom(...SERVERS) }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('click on the page'), which }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('Try answered'), which, status: fc.constantFrom(200, 401) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('renderer slows'), which, ms: short }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('messages slow'), ms: fc.constantFrom(0, 0, 3, 800) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('fills by itself'), environment, on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('key added'), environment }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('key removed'), which }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('key activated'), which }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('keys locked') }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('keys unlocked') }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('worker killed') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('extension updated') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('alarms late'), ms: long }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('clock set'),
      ms: fc.constantFrom(-3 * HOUR, -MINUTE, -4 * SECOND, 4 * SECOND, MINUTE, 3 * HOUR),
    }),
  },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('time goes by'), ms: fc.oneof(short, long) }) },
  // Steps of what is going on: whatever comes next comes in the middle of it.
  { weight: 3, arbitrary: fc.record({ what: fc.constant('steps'), turns: fc.integer({ min: 1, max: 30 }) }) },
);

/** `settles`: everything that is under way and needs no time comes to its end before the next event. */
const step = fc.record({ event, settles: fc.boolean() });
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

const run = fc.record({
  moods: fc.array(mood, { minLength: 1, maxLength: 12, size: 'max' }),
  random: fc.constantFrom(0, 0.5, 0.999),
  steps: fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
});

/** What makes the service look anew, and so may begin a series of tries. */
const CAUSES = new Set([
  'page.token',
  'page.refused',
  'token.get',
  'key.add',
  'key.activate',
  'key.remove',
  'vault.unlock',
]);

async function live({ moods, random, steps }: typeof run extends fc.Arbitrary<infer T> ? T : never) {
  const clock = createClock();
  /** Asks by people and pages, changes of keys, and workers that were stopped. */
  let causes = 0;
  /** How often the clock was set, and by how much back in all. */
  let jumps = 0;
  let setBack = 0;
  let elapsed = 0;
  /** How long timers have run since then, ms. */
  let sinceJump = Infinity;
  /** Whether it was set in the middle of an answer, which then goes by what was so before. */
  let isTorn = false;
  let added = 0;
  let isApiGood = false;
  /** Whether the person was told that the keys are locked, and hasn't opened them since. */
  let isLocked = false;
  let alarmsLateUntil = 0;
  /** By secret: until when the API asked us to wait. */
  const waits = new Map<string, number>();
  /** When each key was last asked for, and after how many causes. */
  const last = new Map<string, { readonly at: number; readonly causes: number }>();
  /** The id of the token that each environment's pages were given last. */
  const given = new Map<string, string>();
  /** Rules that were broken. What throws within the service is caught there. */
  const broken: string[] = [];
  const rule = (holds: boolean, what: string) => void (holds || broken.push(what));

  const api = createMoodyApi(clock, (call) => {
    const before = last.get(call.secret);
    last.set(call.secret, { at: call.at, causes: causes + jumps });
    rule(!isLocked, 'no locked key is sent');
    rule(api.inFlight(call.secret) === 1, 'one exchange in flight for a key');
    rule(call.at >= (waits.get(call.secret) ?? 0), 'what the API asks for is obeyed');
    // By itself the service pauses for 1 s at least: half of the first pause of 2 s, or the shortest Retry-After.
    const isByItself = before?.causes === causes + jumps && extension.asking() === 0;
    rule(!before || !isByItself || call.at - before.at >= SECOND, '1 s between own tries');
    const good: Mood = { takes: 100, answer: { lifetimeMs: HOUR, inMs: false } };
    return isApiGood ? good : (moods[(api.calls.length - 1) % moods.length] ?? good);
  });

  /** With locking all tokens go (`stop`), and what is under way lands nowhere; a time to wait for stays. */
  function forgetAll(): void {
    api.disown();
  }
  function noteLock(): void {
    ({ isLocked } = extension.lock.current());
    forgetAll();
  }

  /** The keys that were an environment's active one since everything last came to rest. */
  const active = new Map<string, Set<string>>();
  const noteActive = () => {
    for (const id of ENVIRONMENTS) {
      const key = activeKey(extension.keyring.current(), id);
      if (key) active.set(id, (active.get(id) ?? new Set()).add(key.secret));
    }
  };

  function expectOwn(id: string, token: { readonly id: string; readonly value: string; readonly expiresAt: number }) {
    const origin = api.originOf(token.value);
    rule(!isLocked, 'no token is handed out while the keys are locked');
    rule(token.expiresAt > clock.now() || isTorn, 'no token is handed out after its end');
    rule(origin?.environment === id, 'no token of another environment is handed out');
    rule(active.get(id)?.has(origin?.secret ?? '') === true, 'no token of another key is handed out');
    given.set(id, token.id);
  }

  const extension = createExtension({
    clock,
    keyring: keyringOf(keyOf('s1'), keyOf('s2'), keyOf('p1', { environment: 'production' })),
    api,
    random: () => random,
    onReply: (type, payload, reply) => {
      if (type === 'vault.lock') noteLock();
      noteActive();
      const { environment: id } = payload as { environment?: string };
      const { token, environments: all } = (reply ?? {}) as {
        token?: Parameters<typeof expectOwn>[1] | null;
        environments?: readonly { readonly id: string; readonly warm: Parameters<typeof expectOwn>[1] | null }[];
      };
      if (type.startsWith('page.') && token && 'value' in token) expectOwn(id ?? '', token);
      for (const one of all ?? []) if (one.warm) expectOwn(one.id, one.warm);
    },
    onAsk: (type) => {
      if (CAUSES.has(type)) causes += 1;
    },
  });
  extension.keyring.watch(noteActive);
  extension.lock.watch((now) => {
    isLocked &&= now.isLocked;
    if (now.isLocked) forgetAll();
  });
  noteActive();

  const page = (n: number) => [...extension.pages.values()][n % Math.max(extension.pages.size, 1)];
  const key = (n: number) => extension.keyring.current().keys[n % Math.max(extension.keyring.current().keys.length, 1)];
  // What a page or the popup is not answered, because the worker was stopped twice, it asks again when it wants.
  const quietly = (asked: Promise<unknown>) => void asked.catch(() => undefined);

  async function happen(now: Event): Promise<void> {
    switch (now.what) {
      case 'page asks':
        return quietly(extension.asPage(1)('page.token', { environment: now.environment, cause: now.cause }));
      case 'popup asks':
        return quietly(extension.popup('token.get', { environment: now.environment, fresh: now.fresh }));
      case 'page reports 401': {
        const tokenId = now.which === 0 ? 'unknown' : (given.get(now.environment) ?? 'none');
        return quietly(extension.asPage(1)('page.refused', { environment: now.environment, tokenId }));
      }
      case 'docs open':
        if (extension.pages.size < 4) extension.openPage(now.server);
        return;
      case 'docs close':
        return page(now.which)?.close();
      case 'server selected':
        return page(now.which)?.select(now.server);
      case 'click on the page':
        return page(now.which)?.authorize();
      case 'Try answered':
        return page(now.which)?.answer(now.status);
      case 'renderer slows': {
        const one = page(now.which);
        if (one) one.scheme.appliesIn = now.ms;
        return;
      }
      case 'messages slow':
        return extension.setLag(now.ms);
      case 'fills by itself':
        return quietly(extension.popup('settings.fill', { environment: now.environment, on: now.on }));
      case 'key added': {
        added += 1;
        const keyId = `new${added}`;
        const asked = { keyId, environment: now.environment, secret: `secret-${keyId}`, label: '', permissions: [] };
        return quietly(extension.popup('key.add', asked));
      }
      case 'key removed':
        return quietly(extension.popup('key.remove', { keyId: key(now.which)?.id ?? 'none' }));
      case 'key activated':
        return quietly(extension.popup('key.activate', { keyId: key(now.which)?.id ?? 'none' }));
      case 'keys locked':
        return quietly(extension.popup('vault.lock', {}));
      case 'keys unlocked':
        return quietly(extension.popup('vault.unlock', { passphrase: '' }));
      case 'worker killed':
        return kill();
      case 'extension updated':
        kill();
        extension.alarms.lose();
        extension.start();
        // Nothing would start another worker, were this one stopped in its first turn.
        return settle();
      case 'alarms late':
        alarmsLateUntil = Math.max(alarmsLateUntil, ...extension.alarms.late(now.ms));
        return;
      case 'clock set':
        jumps += 1;
        sinceJump = 0;
        isTorn ||= extension.asking() > 0;
        setBack += Math.max(-now.ms, 0);
        elapsed += Math.max(now.ms, 0);
        // What is over doesn't begin again.
        for (const [secret, until] of waits) if (until <= clock.now()) waits.delete(secret);
        clock.jump(now.ms);
        // No wait is longer than an hour: one that has become so by the clock is over (`withoutOldWait`).
        for (const [secret, until] of waits) if (until > clock.now() + HOUR + MINUTE) waits.delete(secret);
        return;
      case 'time goes by':
        return pass(now.ms);
      case 'steps':
        for (let n = 0; n < now.turns; n += 1) await Promise.resolve();
    }
  }

  function kill(): void {
    // A try that was under way, and what it was the next of, dies with its worker: the next ask begins with its first try.
    causes += ENVIRONMENTS.length;
    extension.kill();
    for (const { id, secret } of extension.keyring.current().keys) {
      if (extension.records.current()[id]?.state !== 'unavailable') waits.delete(secret);
    }
  }

  async function pass(ms: number): Promise<void> {
    elapsed += ms;
    sinceJump += ms;
    await clock.advance(ms);
    await settle();
    isTorn = false;
    checkStored();
  }

  /** What the page's world holds belongs to the selected server, at any moment. */
  function checkPages(): void {
    for (const { scheme } of extension.pages.values()) {
      if (!scheme.value) continue;
      const origin = api.originOf(scheme.value);
      const selected = environmentOfServer(novaPost, scheme.selected)?.id;
      rule(selected !== undefined && selected === origin?.environment, 'a page holds no token of another server');
    }
  }

  /** What is stored once time has gone by and nothing is left to do. */
  function checkStored(): void {
    const now = clock.now();
    const { keys } = extension.keyring.current();
    const isLate = now <= alarmsLateUntil;
    for (const [id, record] of Object.entries(extension.records.current())) {
      const token = 'token' in record ? record.token : null;
      rule(!token || !isLocked, 'no token is stored while the keys are locked');
      rule(!token || isLate || token.expiresAt + ALARM_MS > now, 'no token is stored after its end');
      const isFlying = api.inFlight(keys.find((one) => one.id === id)?.secret ?? '') > 0;
      if (!('since' in record) || isFlying) continue;
      // Its worker is gone: nobody is told that it goes on, and an alarm looks after it.
      const isToldOver = ['expired', 'ready'].includes(stateOf(record, now).state);
      rule(isToldOver || Math.abs(now - record.since) < 15 * SECOND, 'nobody is shown a flight that nobody makes');
      const willEnd = isLate || extension.alarms.at(id) !== null || !extension.isAlive();
      rule(willEnd, 'a flight that nobody makes is looked after');
    }
    for (const { scheme } of extension.pages.values()) {
      const expiresAt = extension.endOf(scheme.value) ?? Infinity;
      rule(expiresAt + TICK_MS >= now || sinceJump < TICK_MS, 'a page holds no token after its end');
    }
  }

  // What the API asked for counts from when it is stored.
  const noted = new Map<string, number>();
  extension.records.watch((all) => {
    for (const { id, secret } of extension.keyring.current().keys) {
      const record = all[id];
      if (record?.state !== 'unavailable' || !record.mustWait || noted.get(secret) === record.retryAt) continue;
      noted.set(secret, record.retryAt);
      waits.set(secret, record.retryAt);
    }
  });

  /**
   * Each cause, and each refresh ahead of an end, may begin a series of four tries (backoff.ts: three quick ones after the first). After these
   * the tries of one key are five minutes apart, unless the clock is set. A token is refreshed ahead of its end once, and by an alarm: no
   * sooner than 30 s after the one before.
   */
  function checkRequests(): void {
    const tokens = api.answered.filter(({ result }) => result.ok).length;
    const keys = 3 + added;
    const refreshes = Math.min(tokens, keys * (1 + elapsed / (30 * SECOND)));
    const most = 4 * (causes + refreshes) + keys * (jumps + elapsed / (5 * MINUTE));
    rule(api.calls.length <= most, 'requests are bounded');
  }

  /** The API works and nobody does anything any more. */
  async function recover(): Promise<void> {
    isApiGood = true;
    extension.setLag(0);
    // What is on its way arrives first.
    await pass(5 * SECOND);
    quietly(extension.popup('vault.unlock', { passphrase: '' }));
    // The longest wait is an hour; and what waits for a time by the clock waits until it is that time again.
    const longest = () => 2 * HOUR + setBack + Math.max(alarmsLateUntil - clock.now(), 0);
    await pass(longest());
    for (const { state, scheme } of extension.pages.values()) {
      const shown = state();
      const id = environmentOfServer(novaPost, scheme.selected)?.id;
      const its = activeKey(extension.keyring.current(), id ?? '');
      const isRejected = its && extension.records.current()[its.id]?.state === 'rejected';
      // An environment that isn't filled by itself may stay "unavailable" until somebody clicks: the click must be free.
      const isFree = shown?.state !== 'unavailable' || !shown.mustWait;
      const hasTold = isFree && !['fetching', 'no-answer', 'not-applied', 'typed'].includes(shown?.state ?? '');
      rule(hasTold, `a page comes to rest, not to ${shown?.state}`);
      if (id !== 'sandbox' || !its || isRejected || extension.settings.current().fillsByItself['sandbox'] === false)
        continue;
      rule(shown?.state === 'authorized', `a page that is filled by itself is, and not ${shown?.state}`);
      rule(api.originOf(scheme.value)?.secret === its.secret, 'a page holds the token of the active key');
    }
    for (const { close } of extension.pages.values()) close();
    await pass(longest());
    const ids = new Set(extension.keyring.current().keys.map(({ id }) => id));
    for (const [id, record] of Object.entries(extension.records.current())) {
      rule(ids.has(id), 'nothing is left of a key that is gone');
      rule(!('since' in record), 'each flight ends');
      rule(!('token' in record && record.token), 'each token is deleted');
    }
    rule(extension.alarms.names().length === 0, 'no alarm is left');
    rule(clock.timers() === 0, 'no timer is left');
  }

  for (const { event: now, settles } of steps) {
    await happen(now);
    checkPages();
    if (!settles) continue;
    await settle();
    isTorn = false;
    active.clear();
    noteActive();
    checkPages();
    expect(broken).toEqual([]);
  }
  await recover();
  checkRequests();
  expect(broken).toEqual([]);
}

it('goes by its rules whatever happens', async () => {
  await fc.assert(fc.asyncProperty(run, live), {
    numRuns: 1500,
    // On a machine that is busy with other things fewer runs must do.
    interruptAfterTimeLimit: 10_000,
  });
}, 60_000);
