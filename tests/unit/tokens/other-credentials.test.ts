import { beforeEach, describe, expect, it } from 'vitest';
import { ENDLESS } from '../../../utils/token-state';
import { expiryOf } from '../../../utils/tokens/expiry';
import { keyOf, keyringOf } from '../support/keys';
import { jwt } from '../support/exchange';
import { createTokenWorld, type TokenWorld } from '../support/token-world';

/** Credentials that are sent as they are: nothing is traded for them. */

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

describe('the end of a token', () => {
  it('that was told beside it counts, up to two hours', () => {
    expect(expiryOf('opaque', { lifetimeMs: 900_000 }, NOW)).toBe(NOW + 900_000);
    expect(expiryOf('opaque', { lifetimeMs: 9 * HOUR }, NOW)).toBe(NOW + 2 * HOUR);
    expect(expiryOf(jwt({ iat: 0, exp: 3600 }), { lifetimeMs: 900_000 }, NOW)).toBe(NOW + 900_000);
    expect(expiryOf(jwt({ iat: 0, exp: 3600 }), {}, NOW)).toBe(NOW + HOUR);
  });

  it('that a person pasted is what it says itself, however old it is', () => {
    expect(expiryOf(jwt({ iat: 0, exp: NOW / 1000 + 60 }), { isFixed: true }, NOW)).toBe(NOW + 60_000);
    expect(expiryOf(jwt({ exp: NOW / 1000 + 86_400 * 90 }), { isFixed: true }, NOW)).toBe(NOW + 90 * 24 * HOUR);
    expect(expiryOf(jwt({ exp: NOW / 1000 - 1 }), { isFixed: true }, NOW)).toBeLessThan(NOW);
  });

  it.each(['opaque', jwt({}), jwt({ exp: 'soon' }), 'a.b.c'])('that says nothing is none: %s', (token) => {
    expect(expiryOf(token, { isFixed: true }, NOW)).toBe(ENDLESS);
  });

  it('is never later than a clock can show', () => {
    expect(expiryOf(jwt({ exp: 1e300 }), { isFixed: true }, NOW)).toBe(ENDLESS);
  });
});

describe('the life of one', () => {
  let world: TokenWorld;
  beforeEach(() => {
    world = createTokenWorld(keyringOf(keyOf('k1')));
  });

  it('without an end is ready for good, and needs no alarm', async () => {
    world.api.answers({ ok: true, token: 'static', isFixed: true });
    const tokens = await world.restart();
    expect(await tokens.get('sandbox', 'page')).toMatchObject({
      token: { value: 'static' },
      state: { state: 'ready', expiresAt: ENDLESS },
    });
    await world.clock.advance(400 * 24 * HOUR);
    expect((await tokens.get('sandbox', 'page')).state.state).toBe('ready');
    expect(world.api.calls).toHaveLength(1);
  });

  it('that is over waits for the person', async () => {
    world.api.answers({ ok: true, token: jwt({ exp: world.clock.now() / 1000 - 1 }), isFixed: true });
    const tokens = await world.restart();
    const { token, state } = await tokens.get('sandbox', 'page');
    expect([token, state]).toEqual([null, { state: 'rejected', failure: { kind: 'ended' } }]);
  });

  it('that the API refuses is not put in its own place', async () => {
    world.api.answers({ ok: true, token: 'static', isFixed: true });
    const tokens = await world.restart();
    const id = (await tokens.get('sandbox', 'page')).token?.id ?? '';
    expect(await tokens.replaceRefused('sandbox', id)).toMatchObject({ again: true });
  });
});
