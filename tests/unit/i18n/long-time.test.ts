import { describe, expect, it } from 'vitest';
import { leftWords, untilWords } from '../../../utils/i18n/long-time';
import { createTimeWords } from '../../../utils/popup/time';
import { english as t } from '../support/english';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('what is left', () => {
  it.each([
    [59_000, '00:59'],
    [2 * HOUR, '120:00'],
    [2 * HOUR + MINUTE, '2 hours, 1 minute'],
    [5 * HOUR, '5 hours'],
    [DAY - 1, '23 hours, 59 minutes'],
    [DAY, '1 day'],
    [3 * DAY + 4 * HOUR + 59 * MINUTE, '3 days, 4 hours'],
    [400 * DAY, '400 days'],
  ])('%i ms: %s', (ms, words) => expect(leftWords('en', ms)).toBe(words));

  it('is said in the language', () => expect(leftWords('de', 3 * DAY + HOUR)).toBe('3 Tage, 1 Stunde'));
});

describe('the end', () => {
  const time = createTimeWords(t, 'en-GB');
  const now = new Date(2026, 1, 3, 23, 30).getTime();
  it.each([
    [HOUR, '00:30'],
    [5 * HOUR, 'tomorrow, 04:30'],
    [30 * DAY, '5 Mar 2026, 23:30'],
  ])('in %i ms: %s', (ms, words) => expect(untilWords(time, now + ms, now)).toBe(words));
});
