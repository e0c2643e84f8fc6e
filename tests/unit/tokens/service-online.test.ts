import { beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { failing, serverError } from '../support/exchange';
import { keyOf, keyringOf } from '../support/keys';
import { createTokenWorld, MINUTE, SECOND, type TokenWorld } from '../support/token-world';

let world: TokenWorld;
let service: Awaited<ReturnType<TokenWorld['restart']>>;

const begin = async (keyring = keyringOf(keyOf('k1'))) => {
  world = createTokenWorld(keyring);
  service = await world.restart();
};
beforeEach(() => begin());

const calls = () => world.api.calls.length;

/** An ask that fails, with its quick tries over. */
async function failFor(failure: Failure): Promise<void> {
  world.api.answers(failing(failure));
  await service.get('sandbox', 'page');
  await world.clock.advance(29 * SECOND);
  expect(calls()).toBe(4);
}

describe('the browser is online again', () => {
  it.each<Failure>([{ kind: 'offline' }, { kind: 'unreachable' }])('after %o: a token at once', async (failure) => {
    await failFor(failure);
    world.api.answers('token');
    await service.reconnect();
    expect(world.record()).toMatchObject({ state: 'ready' });
    expect(calls()).toBe(5);
  });

  it('but not really yet: quick tries as at first', async () => {
    await failFor({ kind: 'offline' });
    const unreachable = failing({ kind: 'unreachable' });
    world.api.answers(unreachable, unreachable, unreachable, 'token');
    await service.reconnect();
    await world.clock.advance(15 * SECOND);
    expect(world.record()).toMatchObject({ state: 'ready' });
    expect(calls()).toBe(8);
  });

  it('told by fifty pages: one exchange', async () => {
    await failFor({ kind: 'offline' });
    world.api.answers('token');
    await Promise.all(Array.from({ length: 50 }, () => service.reconnect()));
    expect(calls()).toBe(5);
  });

  it('and off, and on, for five minutes: no storm', async () => {
    await failFor({ kind: 'unreachable' });
    for (let at = 0; at < 5 * MINUTE; at += SECOND) {
      void service.reconnect();
      await world.clock.advance(SECOND);
    }
    // At most four tries in each pause, none of which reaches the API.
    expect(calls() - 4).toBeLessThanOrEqual(4 * ((5 * MINUTE) / (10 * SECOND) + 1));
    expect(calls()).toBeGreaterThan((5 * MINUTE) / (10 * SECOND));
  });

  it('a second time within the pause: heeded at its end', async () => {
    await failFor({ kind: 'offline' });
    await service.reconnect();
    await world.clock.advance(8 * SECOND);
    const before = calls();
    world.api.answers('token');
    await service.reconnect();
    expect(calls()).toBe(before);
    await world.clock.advance(2 * SECOND);
    expect(calls()).toBe(before + 1);
    expect(world.record()).toMatchObject({ state: 'ready' });
  });

  it.each<[string, Failure, number | null]>([
    ['an API that has trouble', serverError, null],
    ['an API that asks for a pause', { kind: 'rate-limited', said: '' }, MINUTE],
    ['a refused key', { kind: 'refused', status: 401, said: '' }, null],
  ])('which changes nothing for %s', async (_what, failure, retryAfterMs) => {
    world.api.answers(failing(failure, retryAfterMs));
    await service.get('sandbox', 'page');
    const before = world.record();
    await service.reconnect();
    expect(calls()).toBe(1);
    expect(world.record()).toEqual(before);
  });

  it('with nothing waiting: nothing is asked, and the next time counts', async () => {
    await service.reconnect();
    expect(calls()).toBe(0);
    expect(world.records.current()).toEqual({});
    world.api.answers(failing({ kind: 'offline' }), 'token');
    await service.get('sandbox', 'page');
    await service.reconnect();
    expect(calls()).toBe(2);
  });

  it('keys that are only kept are left alone', async () => {
    await failFor({ kind: 'offline' });
    await world.keys.update((all) => ({ ...all, active: {} }));
    await service.reconnect();
    expect(calls()).toBe(4);
  });

  it('an old token that is still good stays', async () => {
    await service.get('sandbox', 'page');
    world.api.answers(failing({ kind: 'offline' }), 'token');
    await service.refresh('sandbox');
    expect(world.record()).toMatchObject({ state: 'unavailable', token: { id: 't1' } });
    await service.reconnect();
    expect(world.record()).toMatchObject({ state: 'ready', token: { id: 't2' } });
  });
});
