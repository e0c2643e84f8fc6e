import { beforeEach, describe, expect, it } from 'vitest';
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

describe('a worker that is killed', () => {
  it('in mid-exchange leaves nothing hanging, and the next ask costs one more request', async () => {
    world.api.hold();
    void ask();
    await world.settle();
    expect(world.record()).toMatchObject({ state: 'fetching' });
    service = await world.restart();
    expect(world.record()).toEqual({ state: 'expired' });
    world.api.hold()();
    expect((await ask()).token).not.toBeNull();
    expect(calls()).toBe(2);
  });

  it('in mid-refresh leaves the old token as it was, with its alarm', async () => {
    await ask();
    world.clock.set(world.clock.now() + 56 * MINUTE);
    world.api.hold();
    await ask();
    await world.settle();
    expect(world.record()).toMatchObject({ state: 'refreshing', token: { id: 't1' } });
    service = await world.restart();
    expect(world.record()).toMatchObject({ state: 'ready', token: { id: 't1' } });
    expect(world.alarms.at('k1')).toBe(world.clock.now() + 4 * MINUTE);
  });

  it('between two quick tries: an alarm takes over', async () => {
    world.wanted.add('sandbox');
    world.api.answers(failing(serverError), 'token');
    await ask();
    service = await world.restart();
    await world.clock.advance(30 * SECOND);
    expect((await ask()).token?.id).toBe('t1');
    expect(calls()).toBe(2);
  });

  it('and whose successor starts after the time of a try, but before its alarm: that try is made', async () => {
    world.api.answers(failing(serverError), 'token');
    await ask();
    world.clock.set(world.clock.now() + 10 * SECOND);
    service = await world.restart();
    await world.clock.advance(0);
    expect(world.record()).toMatchObject({ state: 'ready' });
    expect(calls()).toBe(2);
  });

  it('and whose successor starts after the refresh point, but before the late alarm: that alarm still comes', async () => {
    world.wanted.add('sandbox');
    await ask();
    world.alarms.delay('k1', 90 * SECOND);
    world.clock.set(world.clock.now() + 56 * MINUTE);
    service = await world.restart();
    await world.clock.advance(30 * SECOND);
    expect(world.record()).toMatchObject({ state: 'ready', token: { id: 't2' } });
  });

  it('between the removal of a key and that of its token: the next one forgets the token', async () => {
    await ask();
    await world.keys.update(() => ({ keys: [], active: {} }));
    service = await world.restart();
    expect(world.records.current()).toEqual({});
    expect(world.alarms.names()).toEqual([]);
  });

  it('in a refresh that an alarm began: only an alarm starts the next one, and the refresh is made', async () => {
    world.wanted.add('sandbox');
    await ask();
    const release = world.api.hold();
    await world.clock.advance(55 * MINUTE);
    expect(world.record()).toMatchObject({ state: 'refreshing' });
    world.kill();
    release();
    await world.clock.advance(2 * MINUTE);
    expect(world.record()).toMatchObject({ state: 'ready', token: { id: 't2' } });
    expect(calls()).toBe(3);
  });

  it('in a retry that an alarm began: only an alarm starts the next one, and the record is defined again', async () => {
    world.wanted.add('sandbox');
    world.api.answers(failing(serverError, 40 * SECOND));
    await ask();
    world.api.hold();
    await world.clock.advance(40 * SECOND);
    expect(world.record()).toMatchObject({ state: 'fetching' });
    world.kill();
    await world.clock.advance(MINUTE);
    expect(world.record()).toEqual({ state: 'expired' });
  });

  it('20 times at any moment: always a defined state, one alarm, one more request each at most', async () => {
    world.wanted.add('sandbox');
    world.api.tokensLive(10 * MINUTE);
    for (let kill = 0; kill < 20; kill += 1) {
      const before = calls();
      const release = world.api.hold();
      void ask();
      await world.clock.advance(kill * 41 * SECOND);
      service = await world.restart();
      release();
      await world.settle();
      const { state } = await service.peek('sandbox');
      expect(['expired', 'ready', 'unavailable']).toContain(state.state);
      expect(world.alarms.names().length).toBeLessThanOrEqual(1);
      expect(calls() - before).toBeLessThanOrEqual(2);
    }
    expect((await ask()).token).not.toBeNull();
  });

  it('long after its token was over: the next one does not find it', async () => {
    const { token } = await ask();
    world.clock.set(world.clock.now() + 2 * HOUR);
    service = await world.restart();
    expect(JSON.stringify(world.records.current())).not.toContain(token?.value);
  });

  it('after it was told to wait for the person still does', async () => {
    world.api.answers(failing({ kind: 'refused', status: 401, said: '' }));
    await ask();
    service = await world.restart();
    expect((await ask()).state.state).toBe('rejected');
    expect(calls()).toBe(1);
  });
});

describe('a worker that starts', () => {
  it('50 times within one alarm period does not move the alarm, and it fires', async () => {
    world.wanted.add('sandbox');
    await ask();
    const due = world.clock.now() + 55 * MINUTE;
    for (let start = 0; start < 50; start += 1) {
      await world.clock.advance(MINUTE);
      service = await world.restart();
      expect(world.alarms.at('k1')).toBe(due);
    }
    // One to look after the exchange, and then this one.
    expect(world.alarms.created).toHaveLength(2);
    await world.clock.advance(5 * MINUTE);
    expect(calls()).toBe(2);
    expect((await ask()).token?.id).toBe('t2');
  });

  it('50 times before a retry that is sooner than an alarm can be: that alarm fires too', async () => {
    world.wanted.add('sandbox');
    world.api.answers(failing(serverError, 5 * SECOND), 'token');
    await ask();
    const armed = world.alarms.at('k1');
    for (let start = 0; start < 50; start += 1) {
      world.clock.set(world.clock.now() + 90);
      service = await world.restart();
      expect(world.alarms.at('k1')).toBe(armed);
    }
    await world.clock.advance(30 * SECOND);
    expect(calls()).toBe(2);
  });

  it('after an update has lost all alarms arms exactly the one', async () => {
    await ask();
    const due = world.alarms.at('k1');
    world.alarms.lose();
    service = await world.restart();
    expect(world.alarms.names()).toEqual(['k1']);
    expect(world.alarms.at('k1')).toBe(due);
  });

  it('with nothing stored arms nothing and asks nobody', async () => {
    await world.clock.advance(HOUR);
    expect(world.alarms.names()).toEqual([]);
    expect(calls()).toBe(0);
  });
});

describe('a token with nobody looking', () => {
  it('is refreshed ahead of its end while a page shows its environment', async () => {
    world.wanted.add('sandbox');
    await ask();
    await world.clock.advance(55 * MINUTE);
    expect(world.record()).toMatchObject({ state: 'ready', token: { id: 't2' } });
    await world.clock.advance(8 * HOUR);
    expect(calls()).toBe(1 + Math.floor((8 * 60 + 55) / 55));
  });

  it.each(['nothing', 'production'])('is left alone while %s is shown, and deleted at its end', async (shown) => {
    world.wanted.add(shown);
    const { token } = await ask();
    await world.clock.advance(HOUR - 1);
    expect(world.record()).toMatchObject({ state: 'ready' });
    await world.clock.advance(1);
    expect(world.record()).toEqual({ state: 'expired' });
    expect(JSON.stringify(world.records.current())).not.toContain(token?.value);
    await world.clock.advance(8 * HOUR);
    expect(calls()).toBe(1);
    expect(world.alarms.names()).toEqual([]);
  });

  it.each([5 * SECOND, 35 * SECOND, 2 * MINUTE, 30 * MINUTE])(
    'is deleted at its end if it lives %i ms',
    async (lifetime) => {
      world.api.tokensLive(lifetime);
      const { token } = await ask();
      await world.clock.advance(lifetime);
      expect(JSON.stringify(world.records.current())).not.toContain(token?.value);
    },
  );
});
