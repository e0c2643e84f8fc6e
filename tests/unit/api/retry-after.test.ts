import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../utils/api/retry-after';

const NOW = Date.parse('2025-11-21T09:00:00Z');
const HOUR = 3_600_000;

it.each([
  ['none', null, null],
  ['empty', '', null],
  ['seconds', '120', 120_000],
  ['seconds with spaces', ' 120 ', 120_000],
  ['one second', '1', 1000],
  ['nothing to wait for', '0', 1000],
  ['an hour', '3600', HOUR],
  ['over an hour', '3601', HOUR],
  ['ten years', '315360000', HOUR],
  ['more than a number holds', '9'.repeat(400), HOUR],
  ['a date', 'Fri, 21 Nov 2025 09:02:00 GMT', 120_000],
  ['a date in the old form', 'Friday, 21-Nov-25 09:02:00 GMT', 120_000],
  ['a date that is over', 'Fri, 21 Nov 2025 08:00:00 GMT', 1000],
  ['a date in ten years', 'Wed, 21 Nov 2035 09:00:00 GMT', HOUR],
  ['negative', '-5', null],
  ['a fraction', '1.5', null],
  ['a number of another kind', '0x10', null],
  ['a number with a plus', '+5', null],
  ['two of them', '5, 10', null],
  ['rubbish', 'soon', null],
  ['rubbish that starts as a date does', 'Frisbee', null],
  ['a date of another form', '2025-11-21T09:02:00Z', null],
])('%s', (_what, header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});
