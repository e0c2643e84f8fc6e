import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../utils/api/retry-after';
import { anyText } from '../support/arbitraries';
import { HOUR, SECOND } from '../support/token-world';

const now = fc.integer({ min: 0, max: 4e12 });
const date = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(8e14) });
const header = fc.oneof(
  anyText,
  fc.double().map(String),
  fc.bigInt().map(String),
  fc.stringMatching(/^\d{1,400}$/),
  date.map((at) => at.toUTCString()),
  date.map((at) => at.toISOString()),
  fc.tuple(date, fc.nat(), anyText).map(([at, n, text]) => {
    const whole = at.toUTCString();
    return whole.slice(0, n % whole.length) + text + whole.slice(n % whole.length);
  }),
);

it('is between 1 s and 1 h, or nothing, whatever the header is', () => {
  fc.assert(
    fc.property(header, now, (text, at) => {
      const wait = retryAfterMs(text, at);
      if (wait === null) return;
      expect(wait).toBeGreaterThanOrEqual(SECOND);
      expect(wait).toBeLessThanOrEqual(HOUR);
    }),
    { numRuns: 2000 },
  );
});

const bounded = (ms: number) => Math.min(Math.max(ms, SECOND), HOUR);
const spaces = fc.stringMatching(/^[ \t]{0,3}$/);

it('is so many seconds, however many', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), spaces, now, (seconds, space, at) => {
      expect(retryAfterMs(`${space}${seconds}${space}`, at)).toBe(bounded(Number(seconds) * 1000));
    }),
  );
});

it('is the time to a date, as far as we obey it', () => {
  fc.assert(
    fc.property(now, fc.integer({ min: -3 * HOUR, max: 3 * HOUR }), (at, ahead) => {
      const then = Math.floor(Math.max(at + ahead, 0) / 1000) * 1000;
      expect(retryAfterMs(new Date(then).toUTCString(), at)).toBe(bounded(then - at));
    }),
  );
});
