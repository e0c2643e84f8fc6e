import { expect, it } from 'vitest';
import { longer } from '../../browser/longer';

it.each([
  ['Token', 'Tokennn'],
  ['$1: no key yet.', '$1: noo keyyy yettt.'],
  ['A key for $1, “as it was”', 'Aa keyyy forrr $1, “ass itt wasss”'],
  ['Keys are made at my.novapost.com.', 'Keysss areee madeee att my.novapost.com.'],
])('%s → %s', (message, expected) => {
  expect(longer(message)).toBe(expected);
});

it('is 40 % longer at the least', () => {
  const message = 'Tokens that you have elsewhere keep working.';
  expect(longer(message).length).toBeGreaterThanOrEqual(message.length * 1.35);
});
