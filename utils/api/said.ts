import * as z from '../schema';
import { dictionary } from '../dictionary';

/** What a person may be shown of an API's text: characters. */
const LONGEST = 300;

/** Both error shapes of the API: `{"errors":{"":"text"}}` and `{"success":false,"errors":["text"]}`. */
const errorsSchema = z.object({
  errors: z.union([z.array(z.unknown()), dictionary(z.unknown())]),
});

/** Control characters, line and paragraph separators, and those that change the direction of text (Unicode UAX 9). */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/**
 * The API's own words in an error answer, fit to be shown as plain text: one line, 300 characters at most, without control and
 * direction characters, and without the secret, should the API repeat it.
 *
 * @param json the answer's parsed body
 * @param secret what must not be in the text: the key, the phone number
 * @returns the text, or '' if the answer has none
 */
export function saidInErrors(json: unknown, secret: string): string {
  const parsed = z.safeParse(errorsSchema, json);
  if (!parsed.success) return '';
  const texts = Object.values(parsed.data.errors).filter((text) => typeof text === 'string');
  // Nothing is cut before the secret is out: a piece of it would be left, and blanks that shrink would bring it to the front.
  const line = texts.join(' · ').replaceAll(UNPRINTABLE, ' ').replaceAll(secret, '…');
  return line.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST);
}
