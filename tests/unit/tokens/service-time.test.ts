import { beforeEach, describe, expect, it } from 'vitest';
import { failing, jwt, serverError } from '../support/exchange';
import { createTokenWorld, HOUR, MINUTE, SECOND, type TokenWorld } from '../support/token-world';

let world: TokenWorld;
let service: Awaited<ReturnType<TokenWorld['restart']>>;

beforeEach(async () => {
  world = createTokenWorld();
  world.wanted.add('sandbox');
  service = await world.restart();
});

const calls = () => world.api.calls.length;

/** Asks, and sees to it that nothing that is over is handed out. */
async function ask() {
  const answer = await service.get('sandbox', 'page');
  if (answer.token) expect(answer.token.expiresAt).toBeGreaterThan(world.clock.now());
  return answer;
}

describe('tokens of 5 s', () => {
  beforeEach(() => world.api.tokensLive(5 * SECOND));

  it('for ten minutes with pages that ask at their pace, every 30 s: no storm', async () => {
    for (let past = 0; past < 10 * MINUTE; past += 30 * SECOND) {
      await ask();
      await world.clock.advance(30 * SECOND);
    }
    expect(calls()).toBeLessThanOrEqual(20);
    expect(world.alarms.created.length).toBeLessThanOrEqual(40);
  });

  it('for ten minutes with an ask every half second: no more than one exchange for each 80 % of a life', async () => {
    for (let past = 0; past < 10 * MINUTE; past += SECOND / 2) {
      expect((await ask()).token).not.toBeNull();
      await world.clock.advance(SECOND / 2);
    }
    expect(calls()).toBeLessThanOrEqual(1 + (10 * MINUTE) / (4 * SECOND));
  });

  it('for ten minutes with nobody asking: the one, and no more', async () => {
    await ask();
    await world.clock.advance(10 * MINUTE);
    expect(calls()).toBe(1);
  });
});

describe('a token that is over on arrival', () => {
  it.each([
    ['lifetime 0', { iat: 100, exp: 100 }],
    ['a negative lifetime', { iat: 100, exp: 40 }],
  ])('(%s) is not stored, not handed out, and asked for twice at most', async (_what, claims) => {
    world.wanted.clear();
    world.api.answers({ ok: true, token: jwt(claims) });
    expect(await ask()).toMatchObject({ token: null, state: { failure: { kind: 'unexpected-answer' } } });
    expect(world.record()).toMatchObject({ state: 'unavailable', token: null });
    await world.clock.advance(HOUR);
    expect(calls()).toBe(2);
  });

  it('with a page open is asked for twice at once, and then every five minutes at most', async () => {
    world.api.tokensLive(0);
    await ask();
    await world.clock.advance(5 * MINUTE);
    expect(calls()).toBe(2);
    await world.clock.advance(55 * MINUTE);
    expect(calls()).toBeLessThanOrEqual(14);
  });
});

describe("the server's clock does not matter", () => {
  it.each([
    ['2 h fast', 2 * HOUR],
    ['2 h slow', -2 * HOUR],
    ['in 1970', -Date.parse('2025-11-21T09:00:00Z')],
  ])('%s', async (_what, off) => {
    const iat = (world.clock.now() + off) / 1000;
    world.api.answers({ ok: true, token: jwt({ iat, exp: iat + 3600 }) });
    expect((await ask()).token?.expiresAt).toBe(world.clock.now() + HOUR);
  });
});

describe("this machine's clock", () => {
  it('set back 3 h: the token counts as over, a new one is fetched once', async () => {
    await ask();
    world.clock.set(world.clock.now() - 3 * HOUR);
    expect((await ask()).token?.id).toBe('t2');
    for (let n = 0; n < 10; n += 1) await ask();
    expect(calls()).toBe(2);
  });

  it('set back 3 h, found by a new worker: the alarm is for the new token', async () => {
    await ask();
    world.clock.set(world.clock.now() - 3 * HOUR);
    service = await world.restart();
    expect(world.record()).toEqual({ state: 'expired' });
    expect(world.alarms.names()).toEqual([]);
    await ask();
    expect(world.alarms.at('k1')).toBe(world.clock.now() + 55 * MINUTE);
  });

  it('set back by a few seconds: nothing happens', async () => {
    await ask();
    world.clock.set(world.clock.now() - 4 * SECOND);
    expect((await ask()).token?.id).toBe('t1');
  });

  it('set forward 3 h: the token counts as over', async () => {
    await ask();
    world.clock.set(world.clock.now() + 3 * HOUR);
    expect((await ask()).token?.id).toBe('t2');
  });

  it.each([
    ['that the API asked for', HOUR],
    ['of our own', null],
  ])('set back 3 h: a wait %s does not become three hours longer', async (_what, wait) => {
    world.api.answers(failing(serverError, wait));
    await ask();
    world.clock.set(world.clock.now() - 3 * HOUR);
    world.api.answers('token');
    expect((await service.get('sandbox', 'page')).token?.id).toBe('t1');
  });

  it('set back 3 h: a refused token is renewed all the same', async () => {
    await ask();
    await service.replaceRefused('sandbox', 't1');
    world.clock.set(world.clock.now() - 3 * HOUR);
    const { token } = await ask();
    expect(await service.replaceRefused('sandbox', token?.id ?? '')).toMatchObject({
      token: { id: 't4' },
      again: false,
    });
  });
});

describe('an alarm that comes two hours late', () => {
  it('finds the token over: it goes, and nothing that is over is handed out', async () => {
    await ask();
    world.alarms.delay('k1', 2 * HOUR);
    await world.clock.advance(2 * HOUR);
    expect((await ask()).token?.id).toBe('t2');
    await world.clock.advance(55 * MINUTE);
    expect(calls()).toBe(3);
  });

  it('and nobody asks before: no storm, no token', async () => {
    await ask();
    world.alarms.delay('k1', 2 * HOUR);
    await world.clock.advance(3 * HOUR);
    expect(world.record()).toEqual({ state: 'expired' });
    expect(calls()).toBe(1);
  });

  it('while a retry waits for it: it is made then, once', async () => {
    world.api.answers(failing(serverError, 10 * MINUTE), 'token');
    await ask();
    world.alarms.delay('k1', 2 * HOUR);
    await world.clock.advance(3 * HOUR);
    expect(world.api.calls[1]?.at).toBe((world.api.calls[0]?.at ?? 0) + 130 * MINUTE);
  });
});
