import { expect, it } from 'vitest';
import { defaultSettings, fillsByItself } from '../../utils/settings';

it.each([
  ['sandbox', undefined, true],
  ['sandbox', false, false],
  ['sandbox', true, true],
  ['production', undefined, false],
  ['production', true, true],
  ['production-ua', undefined, false],
  ['nowhere', undefined, false],
])('%s, set to %s: fills by itself %s', (environment, set, expected) => {
  const all = set === undefined ? {} : { [environment]: set };
  expect(fillsByItself({ ...defaultSettings(), fillsByItself: all }, environment)).toBe(expected);
});
