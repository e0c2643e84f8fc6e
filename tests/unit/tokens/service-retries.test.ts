import { beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { failing, serverError } from '../support/exchange';
import { createTokenWorld, HOUR, MINUTE, SECOND, type TokenWorld } from '../support/token-world';

let world: TokenWorld;
let service: Awaited<ReturnType<TokenWorld['restart']>>;

beforeEach(async () => {
  world = createTokenWorld();
  service = await world.restart();
});

const ask = () => service.get('sandbox', 'page');
const calls = () => world.api.calls.length;
/** Seconds between a call and the one before it. */
const gaps = () => world.api.calls.slice(1).map(({ at }, n) => (at - (world.api.calls[n]?.at ?? 0)) / SECOND);

describe('an API that fails', () => {
  it('three times and then not: the token is there at the fourth try', async () => {
    world.api.answers(failing(serverError), failing(serverError), failing(serverError), 'token');
    expect((await ask()).token).toBeNull();
    await world.clock.advance(20 * SECOND);
    expect(gaps()).toEqual([1.5, 3, 6]);
    expect((await ask()).token?.id).toBe('t1');
    expect(calls()).toBe(4);
  });

  it.each([
    ['the shortest pauses', 0, [1, 2, 4]],
    ['the longest pauses', 0.999, [1.999, 3.998, 7.996]],
  ])('is tried at most four times in a row: %s', async (_what, random, expected) => {
    world.setRandom(random);
    world.api.answers(failing(serverError));
    await ask();
    await world.clock.advance(29 * SECOND);
    expect(gaps()).toEqual(expected);
  });

  it('for ever, with nobody waiting: four tries, and none for a day', async () => {
    world.api.answers(failing(serverError));
    await ask();
    await world.clock.advance(24 * HOUR);
    expect(calls()).toBe(4);
    expect(world.alarms.names()).toEqual([]);
    expect(world.clock.timers()).toBe(0);
  });

  it.each<[string, Failure, number | null]>([
    ['503', serverError, null],
    ['503 that asks for 1 s', serverError, SECOND],
    ['503 that asks for 4 min', serverError, 4 * MINUTE],
    ['429', { kind: 'rate-limited', said: '' }, null],
    ['429 that asks for 1 s', { kind: 'rate-limited', said: '' }, SECOND],
    ['no connection', { kind: 'unreachable' }, null],
    ['offline', { kind: 'offline' }, null],
    ['time-outs', { kind: 'timeout' }, null],
    ['rubbish', { kind: 'unexpected-answer' }, null],
  ])(
    'for ever, with a page open: under 20 requests an hour, and help within 10 min (%s)',
    async (_what, failure, wait) => {
      for (const random of [0, 0.5, 0.999]) {
        world = createTokenWorld();
        service = await world.restart();
        world.setRandom(random);
        world.wanted.add('sandbox');
        world.api.answers(failing(failure, wait));
        await ask();
        await world.clock.advance(HOUR);
        expect(calls()).toBeGreaterThan(8);
        expect(calls()).toBeLessThan(20);
        world.api.answers('token');
        await world.clock.advance(10 * MINUTE);
        expect((await ask()).token).not.toBeNull();
      }
    },
  );

  it('for ever: pages that ask again and again change nothing', async () => {
    world.wanted.add('sandbox');
    world.api.answers(failing(serverError));
    await ask();
    await world.clock.advance(MINUTE);
    const before = calls();
    for (let n = 0; n < 100; n += 1) expect((await ask()).state.state).toBe('unavailable');
    expect(calls()).toBe(before);
  });

  it('does not keep a click waiting', async () => {
    world.api.answers(failing(serverError));
    await ask();
    await world.clock.advance(MINUTE);
    const before = calls();
    await service.get('sandbox', 'person');
    await service.refresh('sandbox');
    expect(calls()).toBe(before + 2);
  });

  it('while an old token is good: that one is served to its end, and never after', async () => {
    world.wanted.add('sandbox');
    const { token } = await ask();
    const end = token?.expiresAt ?? 0;
    await world.clock.advance(54 * MINUTE);
    world.api.answers(failing(serverError));
    while (world.clock.now() < end - SECOND) {
      await world.clock.advance(10 * SECOND);
      if (world.clock.now() < end) expect((await ask()).token?.id).toBe('t1');
    }
    await world.clock.advance(SECOND);
    expect((await ask()).token).toBeNull();
    expect(JSON.stringify(world.records.current())).not.toContain(token?.value);
  });

  it('and then another page is opened: it is tried again when the time has come', async () => {
    world.api.answers(failing(serverError));
    await ask();
    await world.clock.advance(20 * MINUTE);
    world.api.answers('token');
    expect((await ask()).token?.id).toBe('t1');
  });

  it('without sense is asked twice, not more', async () => {
    world.api.answers(failing({ kind: 'unexpected-answer' }));
    await ask();
    await world.clock.advance(HOUR);
    expect(calls()).toBe(2);
  });

  it('counts its tries anew after a success', async () => {
    world.api.answers(failing(serverError), failing(serverError), 'token');
    await ask();
    await world.clock.advance(10 * SECOND);
    world.api.answers(failing(serverError));
    await service.refresh('sandbox');
    expect(world.record()).toMatchObject({ state: 'unavailable', attempt: 1 });
  });
});

const limited = (ms: number) => failing({ kind: 'rate-limited', said: 'Slow down' }, ms);

describe('an API that asks us to wait', () => {
  it.each([SECOND, 45 * SECOND, HOUR])('%i ms: nobody asks it sooner, clicks neither', async (ms) => {
    world.wanted.add('sandbox');
    world.api.answers(limited(ms), 'token');
    const retryAt = world.clock.now() + ms;
    expect((await ask()).state).toMatchObject({ state: 'unavailable', retryAt, mustWait: true });
    await world.clock.advance(ms - 1);
    for (const waiting of [ask(), service.get('sandbox', 'person'), service.refresh('sandbox')])
      expect(await waiting).toMatchObject({ token: null, state: { retryAt, mustWait: true } });
    expect(calls()).toBe(1);
    // Alarms are no sooner than 30 s from now; a timer is.
    await world.clock.advance(1);
    expect(calls()).toBe(2);
    expect((await ask()).token?.id).toBe('t1');
  });

  it('keeps its word over the death of the worker', async () => {
    world.api.answers(limited(10 * MINUTE), 'token');
    await ask();
    service = await world.restart();
    await world.clock.advance(10 * MINUTE - SECOND);
    expect((await service.get('sandbox', 'person')).state).toMatchObject({ state: 'unavailable', mustWait: true });
    expect(calls()).toBe(1);
    await world.clock.advance(SECOND);
    expect((await service.get('sandbox', 'person')).token?.id).toBe('t1');
  });

  it('while an old token is good: that one is served', async () => {
    await ask();
    world.api.answers(limited(10 * MINUTE));
    expect((await service.refresh('sandbox')).token?.id).toBe('t1');
    expect((await ask()).token?.id).toBe('t1');
  });

  it('and then fails in another way: a click as soon as it may is one try', async () => {
    world.api.answers(limited(10 * MINUTE), failing(serverError));
    await ask();
    world.clock.jump(10 * MINUTE);
    await service.get('sandbox', 'person');
    expect(calls()).toBe(2);
  });

  it('for 45 s, again and again: a page that asks as soon as it may does not come before our own rest', async () => {
    world.wanted.add('sandbox');
    world.api.answers(limited(45 * SECOND));
    const askAgain = async (): Promise<void> => {
      const { state } = await ask();
      const wait = 'retryAt' in state ? state.retryAt - world.clock.now() : 0;
      world.clock.after(Math.max(wait, 30 * SECOND), () => void askAgain());
    };
    void askAgain();
    await world.clock.advance(HOUR);
    expect(calls()).toBeLessThan(20);
    // Locking takes the alarms away: the rest has an end all the same.
    await service.stop();
    world.api.answers('token');
    await world.clock.advance(7 * MINUTE);
    expect((await ask()).token?.id).toBe('t1');
  });

  it('for 1 s, again and again: a click is free after each second', async () => {
    world.wanted.add('sandbox');
    world.api.answers(limited(SECOND));
    await ask();
    await world.clock.advance(MINUTE);
    const before = calls();
    world.api.answers('token');
    expect((await service.get('sandbox', 'person')).token?.id).toBe('t1');
    expect(calls()).toBe(before + 1);
  });
});
