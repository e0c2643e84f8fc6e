import { describe, expect, it } from 'vitest';
import { lifetimeMs, phaseOf, refreshAt } from '../../../utils/tokens/expiry';
import { jwt } from '../support/exchange';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iat = 1685627414;

describe('how long a token lives', () => {
  it.each<[string, unknown, number]>([
    ['the published example', { iss: 'np', iat, exp: 1685631014, cid: '5c412e3a', ref: '64246dd3' }, HOUR],
    ['a second', { iat, exp: iat + 1 }, 1000],
    ['fractions of a second', { iat: iat + 0.25, exp: iat + 1 }, 750],
    ['exp as text', { iat, exp: `${iat + 1800}` }, 30 * MINUTE],
    ['both as text', { iat: `${iat}`, exp: `${iat + 1800}` }, 30 * MINUTE],
    ['both in ms', { iat: iat * 1000, exp: (iat + 1800) * 1000 }, 30 * MINUTE],
    ['exp alone in ms', { iat, exp: (iat + 1800) * 1000 }, 30 * MINUTE],
    ['exp in ms as text', { iat, exp: `${(iat + 1800) * 1000}` }, 30 * MINUTE],
    ['exp in the year 51026', { iat, exp: 1548000000000 }, 2 * HOUR],
    ['2 h', { iat, exp: iat + 7200 }, 2 * HOUR],
    ['a day: capped', { iat, exp: iat + 86_400 }, 2 * HOUR],
    ['lifetime 0', { iat, exp: iat }, 0],
    ['a negative lifetime', { iat, exp: iat - 3600 }, 0],
    ['a negative lifetime in ms', { iat: iat * 1000, exp: (iat - 3600) * 1000 }, 0],
    ['both too small for a number of ms', { iat: -1e306, exp: -1e306 }, 0],
    ['no exp', { iat }, 55 * MINUTE],
    ['no iat', { exp: iat + 3600 }, 55 * MINUTE],
    ['exp as words', { iat, exp: 'tomorrow' }, 55 * MINUTE],
    ['exp as a date', { iat, exp: '2026-01-01T00:00:00Z' }, 55 * MINUTE],
    ['exp empty', { iat, exp: '' }, 55 * MINUTE],
    ['exp null', { iat, exp: null }, 55 * MINUTE],
    ['exp an object', { iat, exp: {} }, 55 * MINUTE],
    ['claims that are null', null, 55 * MINUTE],
    ['claims that are a list', [iat, iat + 1], 55 * MINUTE],
    ['letters beyond ASCII in another claim', { iat, exp: iat + 60, name: 'Їжак 🦔 ÿÿÿ' }, MINUTE],
    ['a "-" in its base64url', { iat, exp: iat + 60, name: '>>>' }, MINUTE],
  ])('%s', (_what, claims, expected) => {
    expect(lifetimeMs(jwt(claims))).toBe(expected);
  });

  it.each([
    ['not a JWT', 'abcdef0123456789'],
    ['no payload', 'abc.'],
    ['a payload that is not base64', 'abc.{}.def'],
    ['a payload that is not JSON', `abc.${Buffer.from('{"exp":').toString('base64url')}.def`],
    ['1e999', `abc.${Buffer.from('{"iat":1,"exp":1e999}').toString('base64url')}.def`],
    ['nothing', ''],
  ])('for one that does not say (%s): 55 min', (_what, token) => {
    expect(lifetimeMs(token)).toBe(55 * MINUTE);
  });
});

describe('what to do with a token', () => {
  // Lifetime, then what is left: still served, refreshed behind, waited for.
  it.each([
    [2 * HOUR, 5 * MINUTE + 1, 5 * MINUTE, MINUTE],
    [HOUR, 5 * MINUTE + 1, 5 * MINUTE, MINUTE],
    [25 * MINUTE + 1, 5 * MINUTE + 1, 5 * MINUTE, MINUTE],
    [25 * MINUTE, 5 * MINUTE + 1, 5 * MINUTE, 75_000],
    [10 * MINUTE, 2 * MINUTE + 1, 2 * MINUTE, 30_000],
    [MINUTE, 12_001, 12_000, 3000],
    [5000, 1001, 1000, 250],
  ])('of %i ms', (lifetime, serve, refresh, wait) => {
    const token = { receivedAt: 1000, expiresAt: 1000 + lifetime };
    const phase = (left: number) => phaseOf(token, token.expiresAt - left);
    expect([lifetime, serve, refresh, wait + 1, wait, 1, 0, -1].map(phase)).toEqual([
      'serve',
      'serve',
      'refresh',
      'refresh',
      'wait',
      'wait',
      'expired',
      'expired',
    ]);
    expect(refreshAt(token)).toBe(token.expiresAt - refresh);
  });

  it.each([
    [-4999, 'serve'],
    [-5000, 'serve'],
    [-5001, 'expired'],
    [-3 * HOUR, 'expired'],
  ])('whose arrival lies %i ms ahead', (age, expected) => {
    expect(phaseOf({ receivedAt: 0, expiresAt: HOUR }, age)).toBe(expected);
  });
});
