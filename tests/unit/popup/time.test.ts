import { describe, expect, it } from 'vitest';
import { createTimeWords } from '../../../utils/popup/time';
import { english } from '../support/english';

const at = (day: number, hour: number, minute = 0) => new Date(2025, 10, day, hour, minute).getTime();

describe('moment', () => {
  const { moment } = createTimeWords(english, 'en-GB');
  it.each([
    ['today', at(21, 9), at(21, 14, 32), '14:32'],
    ['late today', at(21, 0), at(21, 23, 59), '23:59'],
    ['tomorrow, a minute from now', at(21, 23, 59), at(22, 0), 'tomorrow, 00:00'],
    ['tomorrow', at(21, 14), at(22, 14), 'tomorrow, 14:00'],
    ['later', at(21, 14), at(24, 14), '24 Nov 2025, 14:00'],
  ])('%s', (_, now, then, words) => expect(moment(then, now)).toBe(words));
});
