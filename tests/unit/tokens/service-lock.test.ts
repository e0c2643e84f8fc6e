import { beforeEach, describe, expect, it } from 'vitest';
import { failing } from '../support/exchange';
import { keyOf, keyringOf } from '../support/keys';
import { createTokenWorld, HOUR, type TokenWorld } from '../support/token-world';

/** Keys under a passphrase, locked and unlocked. */

const LOCKED = { token: null, state: { state: 'locked' } };

let world: TokenWorld;
let service: Awaited<ReturnType<TokenWorld['restart']>>;

beforeEach(async () => {
  world = createTokenWorld(keyringOf(keyOf('k1')));
  service = await world.restart();
});

async function lock(): Promise<void> {
  world.vault.lock(true);
  await service.stop();
}

describe('locked', () => {
  beforeEach(async () => {
    await service.get('sandbox', 'person');
    world.wanted.add('sandbox');
    await lock();
  });

  it('no token is there, and none is asked for', async () => {
    expect(world.records.current()).toEqual({});
    expect(await service.get('sandbox', 'person')).toEqual(LOCKED);
    expect(await service.get('sandbox', 'page')).toEqual(LOCKED);
    expect(await service.peek('sandbox')).toEqual(LOCKED);
    expect(await service.refresh('sandbox')).toEqual(LOCKED);
    expect(await service.replaceRefused('sandbox', 't1')).toEqual({ ...LOCKED, again: false });
    expect(world.api.calls).toHaveLength(1);
  });

  it('an environment without keys has none, locked or not', async () => {
    expect(await service.get('production', 'person')).toEqual({ token: null, state: { state: 'none' } });
  });

  it('no alarm is left, and time brings nothing', async () => {
    expect(world.alarms.names()).toEqual([]);
    await world.clock.advance(3 * HOUR);
    expect(world.api.calls).toHaveLength(1);
  });

  it('a new worker takes away what the last one could not', async () => {
    await world.records.update(() => ({ k1: { state: 'rejected', failure: { kind: 'offline' } } }));
    await world.restart();
    expect(world.records.current()).toEqual({});
  });

  it('unlocked again, a token is one exchange away', async () => {
    world.vault.lock(false);
    expect((await service.get('sandbox', 'page')).token).not.toBeNull();
    expect(world.api.calls).toHaveLength(2);
  });
});

it('a pause that the API asked for outlives locking, a kill and unlocking', async () => {
  world.api.answers(failing({ kind: 'rate-limited', said: '' }, 10 * 60_000), 'token');
  await service.get('sandbox', 'person');
  await lock();
  service = await world.restart();
  world.vault.lock(false);
  service = await world.restart();
  expect((await service.get('sandbox', 'person')).state).toMatchObject({ state: 'unavailable', mustWait: true });
  expect(world.api.calls).toHaveLength(1);
  await world.clock.advance(10 * 60_000);
  expect((await service.get('sandbox', 'person')).token).not.toBeNull();
});

it('a pause of our own ends with locking', async () => {
  world.api.answers(failing({ kind: 'timeout' }), 'token');
  await service.get('sandbox', 'person');
  await lock();
  world.vault.lock(false);
  expect((await service.get('sandbox', 'page')).token).not.toBeNull();
});

it('a pause that the API asked for outlives what was to happen by itself while the keys are locked', async () => {
  world.wanted.add('sandbox');
  world.api.answers(failing({ kind: 'timeout' }), failing({ kind: 'rate-limited', said: '' }, 10 * 60_000));
  await service.get('sandbox', 'page');
  // A click comes before the second try, which has been set to come by itself.
  await service.get('sandbox', 'person');
  await lock();
  await world.clock.advance(60_000);
  world.vault.lock(false);
  expect((await service.get('sandbox', 'person')).state).toMatchObject({ state: 'unavailable', mustWait: true });
  expect(world.api.calls).toHaveLength(2);
});

it('a pause that the API asks for just before the keys are locked is kept', async () => {
  world.api.answers(failing({ kind: 'rate-limited', said: '' }, 10 * 60_000));
  const release = world.api.hold();
  const asked = service.get('sandbox', 'person');
  await world.settle();
  // The answer lands, and before its worker goes on the keys are locked.
  const stop = world.records.watch(({ k1 }) => k1?.state === 'unavailable' && world.vault.lock(true));
  release();
  await asked;
  stop();
  await service.stop();
  world.vault.lock(false);
  expect((await service.get('sandbox', 'person')).state).toMatchObject({ state: 'unavailable', mustWait: true });
});

describe('locked while an exchange is under way', () => {
  it('its token is thrown away, and whoever waits is told why', async () => {
    const release = world.api.hold();
    const asked = service.get('sandbox', 'person');
    await world.settle();
    await lock();
    release();
    expect(await asked).toEqual(LOCKED);
    expect(world.records.current()).toEqual({});
  });

  it('and unlocked before it lands: it is thrown away all the same', async () => {
    const releaseOld = world.api.hold();
    const asked = service.get('sandbox', 'person');
    await world.settle();
    await lock();
    await world.clock.advance(1000);
    world.vault.lock(false);
    const releaseNew = world.api.hold();
    const again = service.get('sandbox', 'person');
    await world.settle();
    releaseOld();
    await world.settle();
    expect(world.record()).toMatchObject({ state: 'fetching' });
    releaseNew();
    await Promise.all([asked, again]);
    expect(world.api.calls).toHaveLength(2);
    expect(world.record()).toMatchObject({ state: 'ready' });
  });
});
