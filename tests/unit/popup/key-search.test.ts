import { expect, it } from 'vitest';
import { isFound } from '../../../utils/popup/key-search';

const key = { label: 'Lager Süd', organization: 'Acme GmbH', tail: '9f3c' };

it.each([
  ['', true],
  ['  ', true],
  ['lager', true],
  ['SÜD acme', true],
  ['9F3C', true],
  ['gmbh 9f lag', true],
  ['Nord', false],
  ['lager nord', false],
  ['d a', true],
])('“%s”: %s', (text, found) => {
  expect(isFound(key, text)).toBe(found);
});
