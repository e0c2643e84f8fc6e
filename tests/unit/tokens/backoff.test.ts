import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { nextTry, restUntil, triesAgain } from '../../../utils/tokens/backoff';

const NOW = 1_000_000;
const MINUTE = 60_000;
const server: Failure = { kind: 'server-error', status: 503, said: '' };
const limited: Failure = { kind: 'rate-limited', said: '' };
const unexpected: Failure = { kind: 'unexpected-answer' };

describe('the next try', () => {
  it.each<[Failure, number, number, number]>([
    [server, 1, 0, 1000],
    [server, 1, 0.5, 1500],
    [server, 2, 0.5, 3000],
    [server, 3, 0.5, 6000],
    [server, 4, 0, 5 * MINUTE],
    [server, 4, 0.5, 5.5 * MINUTE],
    [server, 99, 0.5, 5.5 * MINUTE],
    [limited, 1, 0.5, 1500],
    [{ kind: 'timeout' }, 3, 0.5, 6000],
    [{ kind: 'offline' }, 1, 0.5, 1500],
    [unexpected, 1, 0.5, 1500],
    [unexpected, 2, 0.5, 5.5 * MINUTE],
  ])('after %j, try %i, at chance %d: %i ms later', (failure, attempt, random, delay) => {
    expect(nextTry(failure, attempt, null, NOW, random)).toEqual({ retryAt: NOW + delay, mustWait: false });
  });

  it.each([1000, 90_000, 3_600_000])('is when the API says: %i ms later, and clicks wait too', (ms) => {
    for (const attempt of [1, 4, 9])
      expect(nextTry(limited, attempt, ms, NOW, 0.5)).toEqual({ retryAt: NOW + ms, mustWait: true });
  });

  it.each<Failure>([
    { kind: 'no-permission' },
    ...[400, 401, 403, 404, 409, 422].map((status): Failure => ({ kind: 'refused', status, said: '' })),
  ])('after %j is none, whatever the API says', (failure) => {
    expect(nextTry(failure, 1, null, NOW, 0.5)).toBeNull();
    expect(nextTry(failure, 1, 5000, NOW, 0.5)).toBeNull();
  });
});

it.each<[Failure, number, boolean, boolean]>([
  [server, 1, false, true],
  [server, 3, false, true],
  [server, 4, false, false],
  [server, 4, true, true],
  [unexpected, 1, false, true],
  [unexpected, 2, false, false],
  [unexpected, 2, true, true],
])('%j, try %i, wanted %s: tried again by itself %s', (failure, attempt, wanted, expected) => {
  expect(triesAgain(failure, attempt, wanted)).toBe(expected);
});

it.each<[Failure, number, number]>([
  [server, 3, 0],
  [server, 4, 5 * MINUTE],
  [unexpected, 1, 0],
  [unexpected, 2, 5 * MINUTE],
])('%j, try %i: after the wait that the API asked for we rest %i ms more', (failure, attempt, rest) => {
  expect(restUntil(failure, attempt, NOW)).toBe(NOW + rest);
});
