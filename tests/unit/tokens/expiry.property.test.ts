import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifetimeMs, phaseOf, refreshAt } from '../../../utils/tokens/expiry';
import { anyText, jsonText } from '../support/arbitraries';
import { jwt } from '../support/exchange';
import { HOUR, MINUTE, SECOND } from '../support/token-world';

/** A token whose payload is this text. */
const withPayload = (text: string) => `e30.${Buffer.from(text).toString('base64url')}.c2ln`;

/** Numbers as JSON can write them: small, huge, with exponents that no double holds. */
const numberText = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.integer().map(String),
  fc.constantFrom('1e999', '-1e999', '1e308', '-1e308', '1e11', '99999999999', '-1e11', '0', '-0', '5e-324'),
  fc.bigInt({ min: 0n, max: 10n ** 15n }).map((n) => `"${n}"`),
  anyText.map((text) => JSON.stringify(text)),
  fc.constantFrom('null', 'true', '[]', '{}', '"1e3"', '"0x10"', '" 1"'),
);

const expectLifetime = (token: string) => {
  const lifetime = lifetimeMs(token);
  expect(lifetime).toBeGreaterThanOrEqual(0);
  expect(lifetime).toBeLessThanOrEqual(2 * HOUR);
};

describe('a lifetime', () => {
  it('is between 0 and 2 h, whatever the token is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          jsonText.map(withPayload),
          fc.array(anyText, { maxLength: 5 }).map((parts) => parts.join('.')),
        ),
        expectLifetime,
      ),
      { numRuns: 500 },
    );
  });

  it('is between 0 and 2 h, whatever the claims are', () => {
    fc.assert(
      fc.property(numberText, numberText, (exp, iat) => expectLifetime(withPayload(`{"exp":${exp},"iat":${iat}}`))),
      { numRuns: 2000 },
    );
  });

  it('is exp − iat, whatever the server’s clock says, in seconds, in ms or as text', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5e9 }),
        fc.integer({ min: -10_000, max: 10_000 }),
        fc.constantFrom(
          (seconds: number) => seconds,
          (seconds: number) => String(seconds),
        ),
        (iat, seconds, written) => {
          const exp = Math.max(iat + seconds, 0);
          const expected = Math.min(Math.max((exp - iat) * SECOND, 0), 2 * HOUR);
          expect(lifetimeMs(jwt({ iat: written(iat), exp: written(exp) }))).toBe(expected);
          const inMs = (time: number) => written((time + 1e9) * 1000);
          expect(lifetimeMs(jwt({ iat: inMs(iat), exp: inMs(exp) }))).toBe(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const life = fc
  .record({ receivedAt: fc.integer({ min: 0, max: 4e12 }), lifetime: fc.integer({ min: 1, max: 2 * HOUR }) })
  .map(({ receivedAt, lifetime }) => ({ receivedAt, expiresAt: receivedAt + lifetime }));
const ORDER = ['serve', 'refresh', 'wait', 'expired'];

describe('a phase', () => {
  it('never goes back while time goes on, begins with "serve", and is "expired" from the end on', () => {
    fc.assert(
      fc.property(life, fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { maxLength: 20 }), (token, shares) => {
        const times = shares.map((share) => token.receivedAt + share * (token.expiresAt - token.receivedAt));
        const phases = times.toSorted((a, b) => a - b).map((at) => ({ at, phase: phaseOf(token, at) }));
        const ranks = phases.map(({ phase }) => ORDER.indexOf(phase));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        for (const { at, phase } of phases) expect(phase === 'expired').toBe(at >= token.expiresAt);
        expect(phaseOf(token, token.receivedAt)).toBe('serve');
      }),
      { numRuns: 300 },
    );
  });

  it('is "serve" up to the refresh point and not from it on', () => {
    fc.assert(
      fc.property(life, (token) => {
        const at = refreshAt(token);
        expect(at).toBeGreaterThan(token.receivedAt);
        expect(at).toBeLessThan(token.expiresAt);
        expect(phaseOf(token, at + 1)).not.toBe('serve');
        expect(phaseOf(token, Math.max(Math.ceil(at) - 1, token.receivedAt))).toBe('serve');
        expect(token.expiresAt - at).toBeLessThanOrEqual(5 * MINUTE);
      }),
      { numRuns: 300 },
    );
  });

  it('is "expired" where the clock was set back behind the token’s arrival', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 5001, max: 24 * HOUR }), (token, back) => {
        expect(phaseOf(token, token.receivedAt - back)).toBe('expired');
      }),
    );
  });
});
