import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Failure } from '../../../utils/failure';
import type { PageState } from '../../../utils/page/page-state';
import { findEnvironment } from '../../../utils/portals';
import { createClock } from '../support/clock';
import { failing } from '../support/exchange';
import { createExtension } from '../support/extension-world';
import { keyOf, keyringOf } from '../support/keys';
import { createMoodyApi, type Mood } from '../support/moody-api';
import { HOUR, MINUTE, SECOND } from '../support/token-world';

/** How long the docs page looks on. */
const DAY_MS = 24 * HOUR;
/** How often it is looked at. */
const STEP_MS = 5 * SECOND;

setFlagsFromString('--expose-gc');
const collectGarbage = z.function().parse(runInNewContext('gc'));

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const rejections: unknown[] = [];
const note = (reason: unknown) => void rejections.push(reason);
beforeEach(() => void process.on('unhandledRejection', note));
afterEach(() => void process.off('unhandledRejection', note));

/** When the API is in trouble, from and to, and what it says then. */
interface Burst {
  readonly from: number;
  readonly to: number;
  readonly failure: Failure;
  readonly retryAfterMs: number | null;
}

const busy: Failure = { kind: 'server-error', status: 503, said: '' };
const limited: Failure = { kind: 'rate-limited', said: '' };

/** Whether the page tells that the next try is at a time to come: what the API asked for, or our own pause after four tries. */
const isPausing = (shown: PageState | null, now: number): boolean =>
  shown?.state === 'unavailable' && (shown.retryAt ?? 0) > now;

async function soak(seed: number) {
  const clock = createClock();
  const start = clock.now();
  const random = createRandom(seed);
  const chance = (share: number) => random() < share;
  const between = (least: number, most: number) => Math.round(least + random() * (most - least));
  /** Whether something that happens once in so many ms, on average, happens in this step. */
  const once = (ms: number) => chance(STEP_MS / ms);

  const bursts: Burst[] = [];
  for (let at = start + between(0, 4 * HOUR); at < start + DAY_MS; at += between(HOUR, 7 * HOUR)) {
    const to = at + between(10 * SECOND, 8 * MINUTE);
    const retryAfterMs = chance(0.5) ? between(1, 90) * SECOND : null;
    bursts.push({ from: at, to, failure: chance(0.3) ? limited : busy, retryAfterMs });
  }
  const burstAt = (at: number) => bursts.find(({ from, to }) => at >= from && at < to);

  /** Now and then a single call fails while the API is up. */
  function moodFor(at: number): Mood {
    const takes = between(40, 900);
    const burst = burstAt(at);
    if (burst) return { takes, answer: failing(burst.failure, burst.retryAfterMs) };
    if (chance(0.02)) return { takes: 10 * SECOND, answer: failing({ kind: 'timeout' }) };
    if (chance(0.02)) return { takes, answer: failing({ kind: 'unreachable' }) };
    if (chance(0.02)) return { takes, answer: failing(busy) };
    if (chance(0.02)) return { takes, answer: failing(limited, between(1, 60) * SECOND) };
    return { takes, answer: { lifetimeMs: between(5 * MINUTE, 20 * MINUTE), inMs: false } };
  }

  const api = createMoodyApi(clock, ({ at }) => moodFor(at));
  const key = keyOf('k1');
  const extension = createExtension({ clock, keyring: keyringOf(key), api, random, onReply: () => undefined });
  const server = findEnvironment('sandbox')?.baseUrl ?? '';
  let page: ReturnType<typeof extension.openPage> | null = extension.openPage(server);

  const counted = {
    needed: 0,
    valid: 0,
    kills: 0,
    unexplained: 0,
    opened: 1,
    timers: 0,
    records: 0,
    alarms: 0,
    late: 0,
  };
  const heap: number[] = [];
  for (let past = 0; past < DAY_MS; past += STEP_MS) {
    if (once(10 * MINUTE)) {
      extension.kill();
      counted.kills += 1;
    }
    if (page && once(HOUR)) {
      page.close();
      page = null;
    } else if (!page && once(3 * MINUTE)) {
      page = extension.openPage(server);
      counted.opened += 1;
    }
    await clock.advance(STEP_MS);
    const now = clock.now();
    const left = (extension.endOf(page?.scheme.value ?? '') ?? 0) - now;
    if (page && !burstAt(now)) {
      counted.needed += 1;
      if (left > 0) counted.valid += 1;
      else if (!isPausing(page.state(), now)) counted.unexplained += 1;
    }
    if (page?.scheme.value && left < -10 * SECOND) counted.late += 1;
    counted.timers = Math.max(counted.timers, clock.timers());
    counted.records = Math.max(counted.records, Object.keys(extension.records.current()).length);
    counted.alarms = Math.max(counted.alarms, extension.alarms.names().length);
    if (past % (2 * HOUR) === 0) {
      collectGarbage();
      heap.push(process.memoryUsage().heapUsed);
    }
  }
  const failed = api.answered.filter(({ result }) => !result.ok).length;
  return { ...counted, heap, requests: api.calls.length, failed, bursts: bursts.length };
}

it('keeps a docs page authorized through three days of faults, and grows by nothing', async () => {
  const days: (Awaited<ReturnType<typeof soak>> & { readonly seed: number })[] = [];
  for (const seed of [1, 2, 3]) days.push({ seed, ...(await soak(seed)) });
  const sum = (of: (day: (typeof days)[number]) => number) => days.reduce((all, day) => all + of(day), 0);
  const needed = sum((day) => day.needed);
  const share = sum(({ valid }) => valid) / needed;
  const explained = 1 - sum(({ unexplained }) => unexplained) / needed;
  const heaps = days.flatMap(({ heap }) => heap);
  const growth = (heaps.at(-1) ?? Infinity) / (heaps[1] ?? 0);
  const told = days.map(({ heap: _heap, ...figures }) => figures);
  process.stdout.write(
    `soak: ${(100 * share).toFixed(2)} % authorized while the API is up, ${(100 * explained).toFixed(2)} % but for known pauses, heap × ${growth.toFixed(2)}, ${JSON.stringify(told)}\n`,
  );
  expect(rejections).toEqual([]);
  // Of the time that the API is up, the pauses included that the API's trouble leaves behind: five to six minutes after four tries, or as
  // long as it asked for (design, "A token's life"). All but nothing of what is missing is these.
  expect(share).toBeGreaterThan(0.99);
  expect(explained).toBeGreaterThan(0.999);
  for (const day of days) {
    expect(day.kills).toBeGreaterThan(50);
    expect(day.failed).toBeGreaterThan(5);
    expect(day.late, 'a token in the page 10 s after its end').toBe(0);
    expect(day.records).toBe(1);
    expect(day.alarms).toBe(1);
    // Of a page: its tick, its token's end, its spaced asks; of the worker: a try and a token's end. Those of closed pages run out.
    expect(day.timers).toBeLessThanOrEqual(12);
  }
  expect(growth).toBeLessThan(1.3);
}, 60_000);
