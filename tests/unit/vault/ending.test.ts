import { expect, it } from 'vitest';
import { endingKey } from '../../../utils/vault/ending';
import { keyOf, keyringOf } from '../support/keys';

const NOW = 1_000_000_000_000;
const DAY = 24 * 60 * 60 * 1000;
const ending = (id: string, days: number | null, environment = 'sandbox') =>
  keyOf(id, { environment, validUntil: days === null ? null : NOW + days * DAY });

it.each([
  ['none that has no end', [ending('a', null)], undefined],
  ['none that ends later', [ending('a', 7.01)], undefined],
  ['one that ends within a week', [ending('a', 7)], 'a'],
  ['none that has ended', [ending('a', 0)], undefined],
  ['the next to end', [ending('a', 5, 'production'), ending('b', 2, 'production-ua')], 'b'],
  ['the one in use before others', [ending('a', 1), ending('b', 6)], 'b'],
  ['another one where the one in use is good', [ending('a', 1, 'production'), ending('b', 100)], 'a'],
])('tells of %s', (_what, keys, id) => {
  expect(endingKey(keyringOf(...keys), 'sandbox', NOW)?.id).toBe(id);
});

it('tells of any where no environment comes first', () => {
  expect(endingKey(keyringOf(ending('a', 3), ending('b', 2)), undefined, NOW)?.id).toBe('b');
});
