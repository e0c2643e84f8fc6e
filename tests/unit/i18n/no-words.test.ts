import { expect, it } from 'vitest';
import { endingWords } from '../../../utils/i18n/badge-title';
import { durationWords } from '../../../utils/i18n/duration';
import { listed } from '../../../utils/i18n/lists';
import { plural } from '../../../utils/i18n/plural';
import type { Translate } from '../../../utils/i18n/translate';

/** As a browser speaks that has no words for as long as its process lives. */
const silent: Translate = () => '';

const key = { label: 'Office', environment: 'sandbox', validUntil: 0 };

it.each([
  ['a count', () => plural(silent, 'options.import.added', 3)],
  ['a duration', () => durationWords(silent, 15)],
  ['a list', () => listed(silent, ['a', 'b'])],
  ["a key's end", () => endingWords(silent, 'en', key, 0)],
])('%s is told even where there are no words', (_what, tell) => {
  expect(tell).not.toThrow();
});
