import { beforeEach, expect, it } from 'vitest';
import { failing, serverError } from '../support/exchange';
import { createTokenWorld, MINUTE, type TokenWorld } from '../support/token-world';

let world: TokenWorld;
let service: Awaited<ReturnType<TokenWorld['restart']>>;

beforeEach(async () => {
  world = createTokenWorld();
  service = await world.restart();
});

it('a token that comes, and one in place of it', async () => {
  await service.get('sandbox', 'page');
  await service.get('sandbox', 'page');
  await service.refresh('sandbox');
  expect(world.noted).toEqual([
    ['fetched', 'sandbox'],
    ['refreshed', 'sandbox'],
  ]);
});

it('one that does not come, and why', async () => {
  world.api.answers(failing(serverError));
  await service.get('sandbox', 'person');
  world.api.answers(failing({ kind: 'refused', status: 401, said: '' }));
  await service.get('sandbox', 'person');
  expect(world.noted).toEqual([
    ['unavailable', 'sandbox', serverError],
    ['rejected', 'sandbox', { kind: 'refused', status: 401, said: '' }],
  ]);
});

it('one that the API refuses, and the new one; not the one that is not renewed', async () => {
  const first = await service.get('sandbox', 'page');
  const next = await service.replaceRefused('sandbox', first.token?.id ?? '');
  world.clock.set(world.clock.now() + MINUTE);
  await service.replaceRefused('sandbox', next.token?.id ?? '');
  expect(world.noted).toEqual([
    ['fetched', 'sandbox'],
    ['refused', 'sandbox'],
    ['fetched', 'sandbox'],
  ]);
});

it('nothing of an answer that comes after the keys were locked', async () => {
  const release = world.api.hold();
  const asked = service.get('sandbox', 'page');
  await world.settle();
  world.vault.lock(true);
  await service.stop();
  release();
  await asked;
  expect(world.noted).toEqual([]);
});
