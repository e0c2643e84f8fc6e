import { expect, it } from 'vitest';
import { renewalOf } from '../../../utils/popup/renewal';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1_000_000_000_000;
/** The key was saved an hour ago. */
const ADDED = NOW - DAY / 24;
const of = (requests: Record<string, { at: number; answered: boolean }>, now = NOW) =>
  renewalOf(requests, ADDED, DAY, now);

it('knows the number that was asked with just before, and when the next request for it is possible', () => {
  const at = ADDED - 4000;
  expect(of({ '498213437654': { at, answered: true } })).toEqual({
    phone: '498213437654',
    request: { tail: '54', answered: true, again: at + DAY },
  });
});

it('forbids nothing once a day has gone by', () => {
  expect(of({ '1234567': { at: ADDED, answered: true } }, ADDED + DAY)).toEqual({ phone: '1234567', request: null });
});

it.each([
  ['nothing is kept', {}, null],
  ['the request was much earlier', { '11': { at: ADDED - 60_000, answered: true } }, '11'],
  ['it came after the key', { '22': { at: ADDED + 1, answered: true } }, '22'],
  ['it was never answered', { '33': { at: ADDED, answered: false } }, '33'],
  ['there were two at once', { '44': { at: ADDED, answered: true }, '55': { at: ADDED - 9, answered: true } }, '44'],
])('doesn’t know the number if %s, and tells of the last request all the same', (_when, requests, tail) => {
  const { phone, request } = of(requests);
  expect(phone).toBeNull();
  expect(request?.tail ?? null).toBe(tail);
});
