import { expect, it } from 'vitest';
import { createTokenWorld, SECOND } from '../support/token-world';

it('an ask whose exchange was thrown away by locking is answered by another one, once the keys are open again', async () => {
  const world = createTokenWorld();
  const service = await world.restart();
  const release = world.api.hold();
  const asked = service.get('sandbox', 'page');
  await world.settle();
  world.vault.lock(true);
  await service.stop();
  await world.clock.advance(SECOND);
  world.vault.lock(false);
  release();
  expect(await asked).toMatchObject({ token: { id: 't1' }, state: { state: 'ready' } });
  expect(world.api.calls).toHaveLength(2);
});

it('once the keys are locked no key is sent and no token stored, however far an ask had come', async () => {
  for (let steps = 0; steps < 30; steps += 1) {
    const world = createTokenWorld();
    const service = await world.restart();
    const release = world.api.hold();
    const asked = service.get('sandbox', 'page');
    for (let n = 0; n < steps; n += 1) await Promise.resolve();
    world.vault.lock(true);
    await service.stop();
    const sent = world.api.calls.length;
    const stored: string[] = [];
    world.records.watch((all) => stored.push(JSON.stringify(all)));
    release();
    await world.settle();
    expect((await asked).state).toEqual({ state: 'locked' });
    expect(world.api.calls).toHaveLength(sent);
    expect(stored.filter((all) => all.includes('ready'))).toEqual([]);
    expect(world.records.current()).toEqual({});
  }
});
