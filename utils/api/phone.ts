import type { PhoneRule } from '../portals';

/** E.164: at most 15 digits with the country code; no country has numbers shorter than 8 with it. */
const PHONE = /^[1-9]\d{7,14}$/;

export type PhoneCheck =
  | { readonly ok: true; readonly phone: string }
  | { readonly ok: false; readonly problem: 'bad-phone' }
  | { readonly ok: false; readonly problem: 'refused-country'; readonly use: string };

/**
 * A phone number as people write it, made into what the API takes: digits, country code first, no `+`.
 *
 * @param text as entered: `+49 (821) 343-76-54`, `0049 821…`, `(+49) (0) 821…`
 * @param rule the field's, with the country codes that the portal refuses
 * @returns the digits, or why the number can't be used
 */
export function checkPhone(text: string, { refusedPrefixes }: PhoneRule): PhoneCheck {
  // Address books put marks around a number that say which way it is written, and nobody sees: \p{Cf}.
  const digits = text
    .replace(/^[\s(\p{Cf}]*(?:\+|00)/u, '')
    .replace('(0)', '')
    .replaceAll(/[\s().\-/‐-―\p{Cf}]/gu, '');
  if (!PHONE.test(digits)) return { ok: false, problem: 'bad-phone' };
  const refused = refusedPrefixes.find(({ prefix }) => digits.startsWith(prefix));
  return refused ? { ok: false, problem: 'refused-country', use: refused.use } : { ok: true, phone: digits };
}
