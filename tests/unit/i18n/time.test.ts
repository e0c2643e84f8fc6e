import { describe, expect, it } from 'vitest';
import { clockTime, minutesAndSeconds } from '../../../utils/i18n/time';

describe('a duration', () => {
  it.each([
    [-5, '00:00'],
    [0, '00:00'],
    [1, '00:01'],
    [1000, '00:01'],
    [1001, '00:02'],
    [59_000, '00:59'],
    [59_001, '01:00'],
    [60_000, '01:00'],
    [3_599_999, '60:00'],
    [7_200_000, '120:00'],
  ])('%i ms: %s', (ms, expected) => {
    expect(minutesAndSeconds(ms)).toBe(expected);
  });
});

it('a clock time is hours and minutes of where we are', () => {
  const at = new Date(2025, 10, 21, 14, 32, 59);
  expect(clockTime(at.getTime())).toMatch(/^(?:14:32|2:32\sPM)$/u);
});
