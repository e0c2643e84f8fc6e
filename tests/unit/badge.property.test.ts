import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { badgeOf } from '../../utils/badge';
import { tokenStateSchema, type TokenState } from '../../utils/token-state';
import { valid } from './support/arbitraries';
import { HOUR, MINUTE, SECOND } from './support/token-world';

const kind = fc.constantFrom('sandbox' as const, 'production' as const);
const time = fc.integer({ min: 0, max: 4e12 });
const endingAt = (state: TokenState, expiresAt: number): TokenState =>
  'expiresAt' in state && state.expiresAt !== null ? { ...state, expiresAt } : state;

/** A state as `stateOf` tells it: a token that it names isn't over, and lives 2 h at most (5 s more where the clock was set back). */
const stateAt = (now: number): fc.Arbitrary<TokenState> =>
  fc
    .tuple(
      valid(tokenStateSchema) as fc.Arbitrary<TokenState>,
      fc.double({ min: 0.001, max: 2 * HOUR + 5 * SECOND, noNaN: true }),
    )
    .map(([state, left]) => endingAt(state, now + left));

const moment = time.chain((now) => fc.tuple(fc.constant(now), stateAt(now)));

it('has at most four characters, a colour with white text on it, and changes in the future, no more than a minute ahead', () => {
  fc.assert(
    fc.property(kind, moment, (what, [now, state]) => {
      const { text, colour, changesAt } = badgeOf(what, state, now);
      expect(text.length).toBeLessThanOrEqual(4);
      expect(colour).toMatch(/^#[0-9a-f]{6}$/);
      if (changesAt === null) return;
      expect(changesAt).toBeGreaterThan(now);
      expect(changesAt).toBeLessThanOrEqual(now + MINUTE);
    }),
    { numRuns: 2000 },
  );
});

it('of a token changes at the time that it says, and not before', () => {
  fc.assert(
    fc.property(
      kind,
      time,
      fc.integer({ min: 1, max: 2 * HOUR }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (...all) => {
        const [what, now, left, share] = all;
        const state: TokenState = { state: 'ready', expiresAt: now + left };
        const badge = badgeOf(what, state, now);
        const changesAt = badge.changesAt ?? now;
        const between = Math.floor(now + share * (changesAt - 1 - now));
        expect(badgeOf(what, state, between).text).toBe(badge.text);
        if (changesAt < state.expiresAt) expect(badgeOf(what, state, changesAt).text).not.toBe(badge.text);
      },
    ),
    { numRuns: 500 },
  );
});
