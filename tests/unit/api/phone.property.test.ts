import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPhone } from '../../../utils/api/phone';
import { phoneRule } from '../support/phone-rule';
import { anyText } from '../support/arbitraries';

const check = (text: string) => checkPhone(text, phoneRule);
const DIGITS = '0123456789'.split('');
/** What people write into numbers. */
const phoneText = fc.string({
  unit: fc.constantFrom(...DIGITS, '+', '(', ')', '(0)', '-', '.', '/', ' ', '\u00A0', '–', '38', '380', 'x'),
  maxLength: 24,
});

it('is nothing but what the API takes, and never of a country that it refuses, whatever is entered', () => {
  fc.assert(
    fc.property(fc.oneof(phoneText, anyText), (text) => {
      const result = check(text);
      if (!result.ok) return;
      expect(result.phone).toMatch(/^[1-9]\d{7,14}$/);
      expect(result.phone).not.toMatch(/^380/);
      // Once it is a number, it stays that number.
      for (const again of ['', '+', '00']) expect(check(again + result.phone)).toEqual(result);
    }),
    { numRuns: 2000 },
  );
});

const digits = fc.stringMatching(/^[1-9][0-9]{7,14}$/).filter((phone) => !phone.startsWith('380'));
const between = fc.array(fc.constantFrom('', '', ' ', '-', '.', '/', '\u00A0', '‑', '–'), {
  minLength: 15,
  maxLength: 15,
});

it('is the same number however it is written', () => {
  fc.assert(
    fc.property(digits, between, fc.constantFrom('', '+', '00', ' +', '+ '), (phone, marks, prefix) => {
      const written =
        prefix +
        phone
          .split('')
          .map((digit, n) => digit + (marks[n] ?? ''))
          .join('');
      expect(check(written)).toEqual({ ok: true, phone });
    }),
  );
});

it('of a refused country is refused however it is written, and told where to go', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{9}$/), between, fc.constantFrom('', '+', '00'), (rest, marks, prefix) => {
      const written =
        prefix +
        `380${rest}`
          .split('')
          .map((digit, n) => digit + (marks[n] ?? ''))
          .join('');
      expect(check(written)).toEqual({ ok: false, problem: 'refused-country', use: 'production-ua' });
    }),
  );
});
