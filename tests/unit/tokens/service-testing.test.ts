import { beforeEach, describe, expect, it } from 'vitest';
import { failing } from '../support/exchange';
import { keyOf, keyringOf } from '../support/keys';
import { createTokenWorld, MINUTE, SECOND, type TokenWorld } from '../support/token-world';

/** A key is tested, in use or not, or its secret is replaced. */

let world: TokenWorld;
let service: Awaited<ReturnType<TokenWorld['restart']>>;

beforeEach(async () => {
  world = createTokenWorld(keyringOf(keyOf('k1'), keyOf('k2')));
  service = await world.restart();
});

const secrets = () => world.api.calls.map(({ secret }) => secret);
const replace = async (secret: string) => {
  await world.keys.update((all) => ({
    ...all,
    keys: all.keys.map((key) => (key.id === 'k2' ? { ...key, secret } : key)),
  }));
  await service.forget('k2');
};

describe('a test', () => {
  it('is a real exchange, even of a key whose token is good', async () => {
    await service.get('sandbox', 'person');
    expect(await service.test('k2')).toMatchObject({ state: 'ready' });
    expect(secrets()).toEqual(['secret-k2', 'secret-k2']);
  });

  it('shares the exchange that is under way', async () => {
    const release = world.api.hold();
    const asked = [service.get('sandbox', 'person'), service.test('k2'), service.test('k2')];
    await world.settle();
    release();
    await Promise.all(asked);
    expect(secrets()).toEqual(['secret-k2']);
  });

  it('tries again what was refused, and tells why it is', async () => {
    world.api.answers(failing({ kind: 'refused', status: 401, said: 'No' }));
    const rejected = { state: 'rejected', failure: { kind: 'refused', status: 401, said: 'No' } };
    expect(await service.test('k1')).toEqual(rejected);
    expect(await service.test('k1')).toEqual(rejected);
    expect(world.api.calls).toHaveLength(2);
  });

  it('waits as long as the API has asked to', async () => {
    world.api.answers(failing({ kind: 'rate-limited', said: '' }, 10 * MINUTE), 'token');
    const paused = await service.test('k1');
    expect(paused).toMatchObject({ state: 'unavailable', mustWait: true, retryAt: world.clock.now() + 10 * MINUTE });
    await world.clock.advance(MINUTE);
    expect(await service.test('k1')).toEqual(paused);
    expect(world.api.calls).toHaveLength(1);
    await world.clock.advance(10 * MINUTE);
    expect(await service.test('k1')).toMatchObject({ state: 'ready' });
  });

  it('leaves a key that isn’t in use alone afterwards', async () => {
    world.wanted.add('sandbox');
    await service.test('k1');
    await world.clock.advance(90 * MINUTE);
    expect(secrets()).toEqual(['secret-k1']);
    expect(world.record('k1')).toEqual({ state: 'expired' });
  });

  it('of keys that are locked meanwhile says nothing', async () => {
    const release = world.api.hold();
    const asked = service.test('k1');
    await world.settle();
    world.vault.lock(true);
    await service.stop();
    release();
    expect(await asked).toEqual({ state: 'none' });
    expect(world.records.current()).toEqual({});
  });
});

describe('a secret that is replaced while the old one’s exchange is under way', () => {
  it('gives the new one’s token to who asked, and to a test', async () => {
    const release = world.api.hold();
    const asked = Promise.all([service.get('sandbox', 'person'), service.test('k2')]);
    await world.settle();
    await replace('next');
    release();
    const [{ token }, state] = await asked;
    expect(secrets().slice(0, 2)).toEqual(['secret-k2', 'next']);
    expect(world.record('k2')).toMatchObject({ state: 'ready', token: { id: token?.id } });
    expect(state).toMatchObject({ state: 'ready' });
  });

  it('is not traded by an ask that has only read it', async () => {
    const asked = service.get('sandbox', 'person');
    const replaced = replace('next');
    await Promise.all([asked, replaced]);
    await world.clock.advance(SECOND);
    await service.get('sandbox', 'person');
    expect(secrets().at(-1)).toBe('next');
    expect(world.record('k2')).toMatchObject({ state: 'ready' });
  });
});
