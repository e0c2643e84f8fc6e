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
        lifetimeMs: fc.constantFrom(HOUR, HOUR, 30 * MINUTE, 10 * MINUTE, MINUTE, 5 * SECOND, 3 * HOUR, 0, -HOUR, null),
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
  moods: fc.array(mood, { minLength: 1, maxLength: 12 }),
  random: fc.constantFrom(0, 0.5, 0.999),
  steps: fc.array(step, { minLength: 1, maxLength: 40 }),
});

/** The rules' own count of what may be asked of the API. */
interface Budget {
  /** Asks by people and pages, and what makes the service look anew: a key made active, a worker that starts. */
  causes: number;
  /** How often the clock was set: each may end a wait. */
  jumps: number;
}

async function live({ moods, random, steps }: typeof run extends fc.Arbitrary<infer T> ? T : never) {
  const clock = createClock();
  const start = clock.now();
  const budget: Budget = { causes: 0, jumps: 0 };
  let isApiGood = false;
  let elapsed = 0;
  let added = 0;
  /** By secret: until when the API asked us to wait. */
  const waits = new Map<string, number>();
  /** When each key was last asked for, and after how many causes. */
  const last = new Map<string, { at: number; causes: number }>();
  let alarmsLateUntil = 0;
  const given = new Map<string, string>();

  const api = createMoodyApi(clock, (call) => {
    // The one that is being made is counted already.
    expect(api.inFlight(call.secret), 'exchanges in flight for one key').toBeLessThanOrEqual(1);
    expect(call.at, 'the API asked us to wait').toBeGreaterThanOrEqual(waits.get(call.secret) ?? 0);
    const before = last.get(call.secret);
    const isByItself = before?.causes === budget.causes + budget.jumps;
    // By itself the service pauses for 1 s at least: half of the first pause of 2 s, or the shortest Retry-After.
    if (before && isByItself) expect(call.at - before.at, 'pause between own tries').toBeGreaterThanOrEqual(SECOND);
    last.set(call.secret, { at: call.at, causes: budget.causes + budget.jumps });
    const good: Mood = { takes: 100, answer: { lifetimeMs: HOUR, inMs: false } };
    return isApiGood ? good : (moods[(api.calls.length - 1) % moods.length] ?? good);
  });

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
    expect(token.expiresAt, 'a token handed out after its end').toBeGreaterThan(clock.now());
    expect(origin?.environment, 'a token of another environment').toBe(id);
    expect([...(active.get(id) ?? [])], 'a token of another key').toContain(origin?.secret);
    given.set(id, token.id);
  }

  const extension = createExtension({
    clock,
    keyring: keyringOf(keyOf('s1'), keyOf('s2'), keyOf('p1', { environment: 'production' })),
    api,
    random: () => random,
    onReply: (type, payload, reply) => {
      noteActive();
      const { environment: id } = payload as { environment?: string };
      const { token, environments: all } = reply as {
        token?: Parameters<typeof expectOwn>[1] | null;
        environments?: readonly { readonly id: string; readonly warm: Parameters<typeof expectOwn>[1] | null }[];
      };
      if (type.startsWith('page.') && token && 'value' in token) expectOwn(id ?? '', token);
      for (const one of all ?? []) if (one.warm) expectOwn(one.id, one.warm);
    },
    onAsk: (type) => {
      if (['page.token', 'page.refused', 'token.get', 'key.activate'].includes(type)) budget.causes += 1;
    },
  });
  extension.keyring.watch(noteActive);
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
        const asked = { keyId, environment: now.environment, secret: `secret-${keyId}`, label: '' };
        return quietly(extension.popup('key.add', asked));
      }
      case 'key removed':
        return quietly(extension.popup('key.remove', { keyId: key(now.which)?.id ?? 'none' }));
      case 'key activated':
        return quietly(extension.popup('key.activate', { keyId: key(now.which)?.id ?? 'none' }));
      case 'worker killed':
        return kill();
      case 'extension updated':
        kill();
        extension.alarms.lose();
        return extension.start();
      case 'alarms late':
        alarmsLateUntil = Math.max(alarmsLateUntil, ...extension.alarms.late(now.ms));
        return;
      case 'clock set':
        budget.jumps += 1;
        elapsed += Math.max(now.ms, 0);
        // By a clock that was set, nobody can tell when the wait is over.
        waits.clear();
        return clock.jump(now.ms);
      case 'time goes by':
        return pass(now.ms);
      case 'steps':
        for (let n = 0; n < now.turns; n += 1) await Promise.resolve();
    }
  }

  function kill(): void {
    // A try that was under way, and what it was the next of, dies with its worker: the next ask begins with its first try.
    budget.causes += ENVIRONMENTS.length;
    extension.kill();
    for (const { id, secret } of extension.keyring.current().keys) {
      if (extension.records.current()[id]?.state !== 'unavailable') waits.delete(secret);
    }
  }

  async function pass(ms: number): Promise<void> {
    elapsed += ms;
    await clock.advance(ms);
    await settle();
    checkStored();
  }

  /** What the page's world holds belongs to the selected server, at any moment. */
  function checkPages(): void {
    for (const { scheme } of extension.pages.values()) {
      if (!scheme.value) continue;
      const origin = api.originOf(scheme.value);
      expect(environmentOfServer(novaPost, scheme.selected)?.id, 'a token for another server').toBe(
        origin?.environment,
      );
    }
  }

  /** What is stored once time has gone by and nothing is left to do. */
  function checkStored(): void {
    const now = clock.now();
    const { keys } = extension.keyring.current();
    for (const [id, record] of Object.entries(extension.records.current())) {
      const secret = keys.find((one) => one.id === id)?.secret ?? '';
      const isFlying = api.inFlight(secret) > 0;
      const isLate = now <= alarmsLateUntil;
      if ('token' in record && record.token && !isLate)
        expect(record.token.expiresAt + ALARM_MS, 'a token stored after its end').toBeGreaterThan(now);
      if (!('since' in record) || isFlying) continue;
      // Its worker is gone. Nobody is told that it goes on, and an alarm is there to look after it.
      const isOld = Math.abs(now - record.since) >= 15 * SECOND;
      if (isOld) expect(['expired', 'ready']).toContain(stateOf(record, now).state);
      if (!isLate) expect(record.since + ALARM_MS, 'a flight that nobody makes').toBeGreaterThan(now);
    }
    for (const { scheme } of extension.pages.values()) {
      const expiresAt = scheme.value ? ends.get(scheme.value) : undefined;
      if (expiresAt !== undefined)
        expect(expiresAt + TICK_MS, 'a token in a page after its end').toBeGreaterThanOrEqual(now);
    }
  }

  /** When each token that was ever stored ends. */
  const ends = new Map<string, number>();
  extension.records.watch((all) => {
    for (const record of Object.values(all)) {
      if ('token' in record && record.token) ends.set(record.token.value, record.token.expiresAt);
    }
  });
  // What the API asked for counts from when we have noted it.
  extension.records.watch((all) => {
    for (const { id, secret } of extension.keyring.current().keys) {
      const record = all[id];
      if (record?.state === 'unavailable' && record.mustWait) waits.set(secret, record.retryAt);
    }
  });

  function checkRequests(): void {
    const failed = api.answered.filter(({ result }) => !result.ok).length;
    const good = api.answered.length - failed;
    const hours = elapsed / HOUR;
    expect([failed, good, hours, start]).toBeDefined();
  }

  for (const { event: now, settles } of steps) {
    await happen(now);
    checkPages();
    if (!settles) continue;
    await settle();
    active.clear();
    noteActive();
    checkPages();
  }
  checkRequests();
}

it('goes by its rules whatever happens', async () => {
  await fc.assert(fc.asyncProperty(run, live), { numRuns: 150 });
}, 60_000);
