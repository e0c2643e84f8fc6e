import { describe, expect, it } from 'vitest';
import { checkPhone } from '../../../utils/api/phone';
import { phoneRule } from '../support/phone-rule';

describe('a phone number', () => {
  it.each([
    ['+49 (821) 343-76-54', '498213437654'],
    ['498213437654', '498213437654'],
    ['  498213437654\n', '498213437654'],
    ['0049 821 3437654', '498213437654'],
    ['+49 (0) 821 343 76 54', '498213437654'],
    ['+49.821/343-76.54', '498213437654'],
    ['+49\u00A0821\u2009343\u201176\u201354', '498213437654'],
    // As address books hand them on: with marks of the writing's direction around them, which nobody sees.
    ['\u202A+49 821 343\u200E-76-54\u202C', '498213437654'],
    ['\u2068498213437654\u2069', '498213437654'],
    ['(+49) 821 343 76 54', '498213437654'],
    ['+1 212 555 0100', '12125550100'],
    ['+48 123 456 789', '48123456789'],
    ['12345678', '12345678'],
    ['123456789012345', '123456789012345'],
    ['+381 64 123 4567', '381641234567'],
  ])('%s', (text, phone) => {
    expect(checkPhone(text, phoneRule)).toEqual({ ok: true, phone });
  });

  it.each(['+380 50 123 45 67', '380501234567', '00380 (50) 123-45-67'])('of a refused country: %s', (text) => {
    expect(checkPhone(text, phoneRule)).toEqual({ ok: false, problem: 'refused-country', use: 'production-ua' });
  });

  it.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['a plus', '+'],
    ['words', 'my phone'],
    ['a letter in it', '+49 821 343x654'],
    ['too few digits', '1234567'],
    ['too many digits', '1234567890123456'],
    ['no country code', '0821 343 76 54'],
    ['a country code of nothing', '+0821 343 76 54'],
    ['a plus in the middle', '49+8213437654'],
    ['two pluses', '++498213437654'],
    ['an extension', '+49 821 3437654,12'],
    ['digits of another script', '٤٩٨٢١٣٤٣٧٦٥٤'],
    ['two numbers', '+498213437654 +48123456789'],
  ])('that is none: %s', (_what, text) => {
    expect(checkPhone(text, phoneRule)).toEqual({ ok: false, problem: 'bad-phone' });
  });
});
