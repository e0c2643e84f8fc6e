import { describe, expect, expectTypeOf, it } from 'vitest';
import { plural, type PluralKey } from '../../../utils/i18n/plural';
import type { Translate } from '../../../utils/i18n/translate';
import { english } from '../support/english';

/** Says which form of a message it was asked for, and with what. */
const formsIn =
  (language: string): Translate =>
  (key, substitutions = []) =>
    key === 'popup.language' ? language : [key.split('.').at(-1), ...substitutions].join(' ');

describe('picks the form that the language has for the count', () => {
  it.each([
    ['en', 1, 'one 1'],
    ['en', 0, 'other 0'],
    ['en', 2, 'other 2'],
    ['uk', 1, 'one 1'],
    ['uk', 3, 'few 3'],
    ['uk', 5, 'many 5'],
    ['uk', 11, 'many 11'],
    ['uk', 21, 'one 21'],
    ['pl', 22, 'few 22'],
    ['pl', 21, 'many 21'],
    ['cs', 4, 'few 4'],
    ['cs', 5, 'other 5'],
    ['lt', 2, 'few 2'],
    ['lt', 11, 'other 11'],
    ['ro', 2, 'few 2'],
    ['ro', 20, 'other 20'],
    ['fr', 0, 'one 0'],
    ['hu', 7, 'other 7'],
  ])('%s: %i', (language, count, form) => {
    expect(plural(formsIn(language), 'options.import.added', count)).toBe(form);
  });
});

it('writes the count as the language writes numbers, before whatever else the message holds', () => {
  expect(plural(formsIn('de'), 'options.import.added', 12_345, ['Sandbox'])).toBe('other 12.345 Sandbox');
  expect(plural(english, 'options.import.added', 1)).toBe('1 key added.');
  expect(plural(english, 'options.import.added', 2)).toBe('2 keys added.');
});

it('takes messages that have all four forms, and no others', () => {
  expectTypeOf<'options.import.added'>().toExtend<PluralKey>();
  expectTypeOf<'stored.what'>().not.toExtend<PluralKey>();
  expectTypeOf<'popup.title'>().not.toExtend<PluralKey>();
});
