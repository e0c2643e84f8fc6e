import { beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { failing } from '../support/exchange';
import { keyOf, keyringOf } from '../support/keys';
import { createTokenWorld, HOUR, MINUTE, type TokenWorld } from '../support/token-world';

/** Several keys of one environment, of which one is in use. */

const two = keyringOf(keyOf('k1'), keyOf('k2'));
const use = (id: string) => world.keys.update((all) => ({ ...all, active: { sandbox: id } }));

let world: TokenWorld;
let service: Awaited<ReturnType<TokenWorld['restart']>>;

beforeEach(async () => {
  world = createTokenWorld(two);
  service = await world.restart();
});

it('only the key in use is refreshed while a page is open', async () => {
  world.wanted.add('sandbox');
  await use('k1');
  await service.get('sandbox', 'page');
  await use('k2');
  await service.get('sandbox', 'page');
  await world.clock.advance(3 * HOUR);
  const secrets = world.api.calls.map(({ secret }) => secret);
  expect(secrets.filter((secret) => secret === 'secret-k1')).toHaveLength(1);
  expect(secrets.filter((secret) => secret === 'secret-k2').length).toBeGreaterThan(2);
  expect(world.record('k1')).toEqual({ state: 'expired' });
});

describe('while an exchange is under way', () => {
  it('another key is chosen: the answer is that key’s token', async () => {
    await use('k1');
    const release = world.api.hold();
    const asked = service.get('sandbox', 'page');
    await world.settle();
    await use('k2');
    release();
    const { token } = await asked;
    expect(world.record('k2')).toMatchObject({ state: 'ready', token: { id: token?.id } });
    expect(world.api.calls.map(({ secret }) => secret)).toEqual(['secret-k1', 'secret-k2']);
  });

  it('the key is removed: the answer is that there is none', async () => {
    const release = world.api.hold();
    const asked = service.get('sandbox', 'person');
    await world.settle();
    await world.keys.update(() => keyringOf());
    release();
    expect(await asked).toEqual({ token: null, state: { state: 'none' } });
  });

  it('its secret is replaced just before it is sent: the answer is the new one’s token', async () => {
    await use('k1');
    const { update } = world.records;
    world.records.update = async (change) => {
      const all = await update(change);
      if (all['k1']?.state === 'fetching') {
        await world.keys.update(() => keyringOf({ ...keyOf('k1'), secret: 'another' }));
      }
      return all;
    };
    expect((await service.get('sandbox', 'person')).token).not.toBeNull();
    expect(world.api.calls.map(({ secret }) => secret)).toEqual(['another']);
  });
});

it('a token that was renewed after a 401 is remembered beside those of other keys', async () => {
  await world.keys.update(() => keyringOf(keyOf('k1'), keyOf('p1', { environment: 'production' })));
  const idOf = async (environment: string) => (await service.get(environment, 'page')).token?.id ?? '';
  for (const environment of ['sandbox', 'production']) {
    expect(await service.replaceRefused(environment, await idOf(environment))).toMatchObject({ again: false });
  }
  expect(await service.replaceRefused('sandbox', await idOf('sandbox'))).toMatchObject({ again: true });
});

it('a token that is not due has its alarm once it is decided anew whether it is wanted', async () => {
  await use('k1');
  world.wanted.add('sandbox');
  await service.get('sandbox', 'page');
  world.alarms.lose();
  await service.reschedule();
  expect(world.alarms.at('k1')).toBe(world.clock.now() + 55 * MINUTE);
  expect(world.api.calls).toHaveLength(1);
});

it('a key that was refused for want of permission may be asked for again once there is one', async () => {
  const noPermission: Failure = { kind: 'no-permission' };
  world.api.answers(failing(noPermission), 'token');
  await service.get('sandbox', 'page');
  expect((await service.get('sandbox', 'page')).state).toMatchObject({ state: 'rejected' });
  await service.forgive();
  expect((await service.get('sandbox', 'page')).token).not.toBeNull();
});

it('and tokens of other keys stay as they are', async () => {
  const before = await service.get('sandbox', 'page');
  await service.forgive();
  expect(await service.peek('sandbox')).toEqual(before);
});
