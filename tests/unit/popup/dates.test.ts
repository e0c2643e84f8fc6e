import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoDate, parseDate } from '../../../utils/popup/dates';

it('a day is valid to its end, and is shown as that day', () => {
  const end = parseDate('2026-12-31');
  expect(end).toBe(new Date(2027, 0, 1).getTime() - 1);
  expect(isoDate(end ?? 0)).toBe('2026-12-31');
});

it('each day is shown as it was typed', () => {
  const days = fc.date({ min: new Date(1970, 0, 2), max: new Date(9999, 11, 30), noInvalidDate: true });
  fc.assert(
    fc.property(days, (day) => {
      const text = isoDate(day.getTime());
      const parsed = parseDate(text);
      expect(isoDate(parsed ?? 0)).toBe(text);
      expect(parsed).toBeGreaterThanOrEqual(day.getTime());
    }),
  );
});

it.each(['', '0026-12-31', '2026-12', '31.12.2026', '12026-01-01', ' 2026-01-01', '2026-1-1'])(
  '“%s” is none',
  (text) => {
    expect(parseDate(text)).toBeNull();
  },
);
