import { beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { failing, serverError } from '../support/exchange';
import { keyOf, keyringOf } from '../support/keys';
import { createTokenWorld, HOUR, MINUTE, SECOND, type TokenWorld } from '../support/token-world';

let world: TokenWorld;
let service: Awaited<ReturnType<TokenWorld['restart']>>;

beforeEach(async () => {
  world = createTokenWorld();
  service = await world.restart();
});

const ask = () => service.get('sandbox', 'page');
const calls = () => world.api.calls.length;

describe('an ask for a token', () => {
  it('needs a key', async () => {
    expect(await service.get('production', 'person')).toEqual({ token: null, state: { state: 'none' } });
    expect(calls()).toBe(0);
  });

  it('exchanges the active key of the environment, and stores what comes', async () => {
    await world.keys.update(() => keyringOf(keyOf('k1'), keyOf('k2', { environment: 'production' })));
    const { token, state } = await service.get('production', 'page');
    expect(world.api.calls).toEqual([{ environment: 'production', secret: 'secret-k2', at: world.clock.now() }]);
    expect(token).toMatchObject({ receivedAt: world.clock.now(), expiresAt: world.clock.now() + HOUR });
    expect(state).toEqual({ state: 'ready', expiresAt: world.clock.now() + HOUR });
    expect(world.record('k2')).toEqual({ state: 'ready', token });
    expect(world.record('k1')).toBeUndefined();
  });

  it('shares one exchange with 49 others', async () => {
    const release = world.api.hold();
    const asks = Array.from({ length: 50 }, (_, n) => service.get('sandbox', n % 2 ? 'page' : 'person'));
    await world.settle();
    expect(world.record()).toEqual({ state: 'fetching', since: world.clock.now(), attempt: 1 });
    release();
    const ids = new Set((await Promise.all(asks)).map(({ token }) => token?.id));
    expect([...ids]).toEqual(['t1']);
    expect(calls()).toBe(1);
  });

  it('shares one error with 49 others, and the next click makes one new try', async () => {
    world.api.answers(failing(serverError));
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    expect(new Set(answers.map(({ state }) => JSON.stringify(state))).size).toBe(1);
    expect(answers[0]?.state).toMatchObject({ state: 'unavailable', mustWait: false });
    expect(calls()).toBe(1);
    world.api.answers('token');
    const clicks = await Promise.all([1, 2, 3].map(() => service.get('sandbox', 'person')));
    expect(clicks.every(({ token }) => token !== null)).toBe(true);
    expect(calls()).toBe(2);
  });

  it('of one environment does not wait for that of another', async () => {
    await world.keys.update(() => keyringOf(keyOf('k1'), keyOf('k2', { environment: 'production' })));
    world.api.hold();
    const held = ask();
    await world.settle();
    const asked = service.get('production', 'page');
    await world.settle();
    expect(world.api.calls.map(({ environment }) => environment)).toEqual(['sandbox', 'production']);
    void Promise.all([held, asked]);
  });

  it('finds the way free again after an exchange that broke', async () => {
    world.api.answers(new Error('broken'), 'token');
    await expect(ask()).rejects.toThrow('broken');
    expect((await ask()).token?.id).toBe('t1');
  });

  it('finds the way free again after storage refused a write', async () => {
    world.records.refuseWrites(new Error('quota'));
    await expect(ask()).rejects.toThrow('quota');
    world.records.refuseWrites(null);
    expect((await ask()).token?.id).toBe('t1');
  });
});

describe('a token that is', () => {
  // Lifetime, age at the ask, whether the old one is served at once, whether a new one is fetched.
  it.each([
    ['fresh', HOUR, 0, 'old', 1],
    ['a moment over 5 min from its end', HOUR, 55 * MINUTE - 1, 'old', 1],
    ['5 min from its end', HOUR, 55 * MINUTE, 'old', 2],
    ['a moment over 60 s from its end', HOUR, 59 * MINUTE - 1, 'old', 2],
    ['60 s from its end', HOUR, 59 * MINUTE, 'new', 2],
    ['at its end', HOUR, HOUR, 'new', 2],
    ['long gone', HOUR, 9 * HOUR, 'new', 2],
    ['short, with over 20 % left', 100 * SECOND, 80 * SECOND - 1, 'old', 1],
    ['short, with 20 % left', 100 * SECOND, 80 * SECOND, 'old', 2],
    ['short, with 5 % left', 100 * SECOND, 95 * SECOND, 'new', 2],
  ] as const)('%s', async (_what, lifetime, age, served, exchanges) => {
    world.api.tokensLive(lifetime);
    await ask();
    // The clock alone: alarms are another test's.
    world.clock.set(world.clock.now() + age);
    const { token } = await ask();
    expect(token?.id).toBe(served === 'old' ? 't1' : 't2');
    await world.settle();
    expect(calls()).toBe(exchanges);
    expect((await ask()).token?.id).toBe(`t${exchanges}`);
  });

  it('under 60 s from its end is still served if there is no new one', async () => {
    await ask();
    world.clock.set(world.clock.now() + HOUR - 30 * SECOND);
    world.api.answers(failing(serverError));
    const { token, state } = await ask();
    expect(token?.id).toBe('t1');
    expect(state).toMatchObject({ state: 'unavailable', expiresAt: token?.expiresAt });
    world.clock.set(world.clock.now() + 30 * SECOND);
    expect((await ask()).token).toBeNull();
  });

  it('being refreshed is shown as such, and served', async () => {
    await ask();
    world.clock.set(world.clock.now() + 56 * MINUTE);
    const release = world.api.hold();
    await ask();
    await world.settle();
    expect((await ask()).state).toMatchObject({ state: 'refreshing', since: world.clock.now() });
    expect((await ask()).token?.id).toBe('t1');
    release();
    await world.settle();
    expect(world.record()).toMatchObject({ state: 'ready', token: { id: 't2' } });
    expect(calls()).toBe(2);
  });

  it('over while its successor is on the way does not stay in storage when that fails', async () => {
    await ask();
    world.clock.set(world.clock.now() + HOUR - 5 * SECOND);
    const release = world.api.hold();
    world.api.answers(failing({ kind: 'timeout' }));
    const asked = ask();
    await world.settle();
    world.clock.set(world.clock.now() + 10 * SECOND);
    release();
    expect((await asked).token).toBeNull();
    expect(world.record()).toMatchObject({ state: 'unavailable', token: null });
  });
});

describe('a peek', () => {
  it.each([
    ['no token', null, null],
    ['a good one', 0, 't1'],
    ['one that should be refreshed', 56 * MINUTE, null],
    ['one under 60 s from its end', 59.5 * MINUTE, null],
    ['one that is over', HOUR, null],
  ])('at %s starts nothing', async (_what, age, id) => {
    if (age !== null) {
      await ask();
      world.clock.set(world.clock.now() + age);
    }
    const before = calls();
    const { token, state } = await service.peek('sandbox');
    expect(token?.id ?? null).toBe(id);
    expect(state.state).toBe(age === null || age === HOUR ? 'expired' : 'ready');
    await world.settle();
    expect(calls()).toBe(before);
  });

  it('at an environment without a key', async () => {
    expect(await service.peek('production')).toEqual({ token: null, state: { state: 'none' } });
  });
});

describe('a new token because the person wants one', () => {
  it('takes the place of a good one', async () => {
    await ask();
    expect((await service.refresh('sandbox')).token?.id).toBe('t2');
    expect(calls()).toBe(2);
  });

  it('is one for several clicks', async () => {
    await ask();
    const release = world.api.hold();
    const clicks = [1, 2, 3].map(() => service.refresh('sandbox'));
    await world.settle();
    release();
    expect((await Promise.all(clicks)).map(({ token }) => token?.id)).toEqual(['t2', 't2', 't2']);
    expect(calls()).toBe(2);
  });

  it('needs a key', async () => {
    expect(await service.refresh('production')).toEqual({ token: null, state: { state: 'none' } });
  });

  it('leaves the good one where there is no new one; and tries again soon', async () => {
    await ask();
    world.api.answers(failing(serverError), 'token');
    const { token, state } = await service.refresh('sandbox');
    expect(token?.id).toBe('t1');
    expect(state.state).toBe('unavailable');
    await world.clock.advance(10 * SECOND);
    expect(world.record()).toMatchObject({ state: 'ready', token: { id: 't2' } });
    expect(world.alarms.at('k1')).toBe(world.clock.now() - 8.5 * SECOND + 55 * MINUTE);
  });
});

describe('a key that the API refuses', () => {
  it.each([400, 401, 403, 404, 409, 422])('with %i costs one request, and waits for the person', async (status) => {
    const failure: Failure = { kind: 'refused', status, said: 'No' };
    world.wanted.add('sandbox');
    world.api.answers(failing(failure, 5 * SECOND));
    expect(await ask()).toEqual({ token: null, state: { state: 'rejected', failure } });
    await world.clock.advance(3 * HOUR);
    expect((await ask()).state).toEqual({ state: 'rejected', failure });
    expect(calls()).toBe(1);
    expect(world.alarms.names()).toEqual([]);
    expect(world.keys.current().keys).toHaveLength(1);
    world.api.answers('token');
    expect((await service.get('sandbox', 'person')).token?.id).toBe('t1');
  });

  it('loses the old token too', async () => {
    await ask();
    world.api.answers(failing({ kind: 'refused', status: 401, said: '' }));
    expect((await service.refresh('sandbox')).token).toBeNull();
    expect(JSON.stringify(world.records.current())).not.toContain('t1');
  });
});

describe('a token that a Try was refused with', () => {
  it('is thrown away, and a new one comes', async () => {
    const { token } = await ask();
    expect(await service.replaceRefused('sandbox', token?.id ?? '')).toMatchObject({
      token: { id: 't2' },
      again: false,
    });
    expect(calls()).toBe(2);
  });

  it('is not renewed a second time within 5 min, and is from then on', async () => {
    await ask();
    await service.replaceRefused('sandbox', 't1');
    world.clock.set(world.clock.now() + 5 * MINUTE - 1);
    expect(await service.replaceRefused('sandbox', 't2')).toMatchObject({ again: true });
    expect(calls()).toBe(2);
    world.clock.set(world.clock.now() + 1);
    expect(await service.replaceRefused('sandbox', 't2')).toMatchObject({ token: { id: 't3' }, again: false });
    expect(calls()).toBe(3);
  });

  it('is not renewed a second time by another worker either', async () => {
    await ask();
    await service.replaceRefused('sandbox', 't1');
    service = await world.restart();
    expect(await service.replaceRefused('sandbox', 't2')).toMatchObject({ again: true });
  });

  it('and is not the current one any more: the current one is the answer', async () => {
    await ask();
    await service.refresh('sandbox');
    expect(await service.replaceRefused('sandbox', 't1')).toMatchObject({ token: { id: 't2' }, again: false });
    expect(calls()).toBe(2);
    expect(world.renewals.current()).toEqual({});
  });

  it('with another page at the same time: one renewal for both', async () => {
    await ask();
    const answers = await Promise.all([1, 2].map(() => service.replaceRefused('sandbox', 't1')));
    expect(answers).toMatchObject([{ token: { id: 't2' } }, { token: { id: 't2' } }]);
    expect(answers.map(({ again }) => again)).toEqual([false, false]);
    expect(calls()).toBe(2);
  });

  it('is gone even if no new one comes', async () => {
    await ask();
    world.api.answers(failing(serverError));
    expect(await service.replaceRefused('sandbox', 't1')).toMatchObject({
      token: null,
      state: { state: 'unavailable' },
    });
    expect(JSON.stringify(world.records.current())).not.toContain('t1');
  });

  it('belongs to an environment without a key by now', async () => {
    expect(await service.replaceRefused('production', 't1')).toEqual({
      token: null,
      state: { state: 'none' },
      again: false,
    });
  });
});

const removeKey = async () => {
  await world.keys.update(() => keyringOf());
  await service.forget('k1');
};

describe('a key that is removed', () => {
  it('takes its token, its renewal and its alarm along', async () => {
    await ask();
    await service.replaceRefused('sandbox', 't1');
    await removeKey();
    expect(world.records.current()).toEqual({});
    expect(world.renewals.current()).toEqual({});
    expect(world.alarms.names()).toEqual([]);
  });

  it('in mid-exchange gets nothing stored', async () => {
    const release = world.api.hold();
    const asked = ask();
    await world.settle();
    await removeKey();
    release();
    expect((await asked).token).toBeNull();
    expect(world.records.current()).toEqual({});
    expect(world.alarms.names()).toEqual([]);
  });

  it('in mid-exchange gets nothing stored, even if the worker had not come to its token yet', async () => {
    const release = world.api.hold();
    const asked = ask();
    await world.settle();
    await world.keys.update(() => keyringOf());
    release();
    await asked;
    expect(world.records.current()).toEqual({});
    expect(world.alarms.names()).toEqual([]);
  });

  it('and whose alarm still comes is forgotten then', async () => {
    await ask();
    await world.keys.update(() => keyringOf());
    await world.clock.advance(56 * MINUTE);
    expect(world.records.current()).toEqual({});
  });
});
