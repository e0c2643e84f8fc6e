import type { Portal } from '../portals';
import { valueAt } from '../portals/requests';

/** What a person may be shown of an API's text: characters. */
const LONGEST = 300;
/** More than anybody names. A descriptor may name one place thousands of times, and an answer have 64 KiB there. */
const MOST_PLACES = 20;

/** Control characters, line and paragraph separators, and those that change the direction of text (Unicode UAX 9). */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** Every text in a value: it may be one, or a list or an object of them. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).filter((each) => typeof each === 'string')
    : [];
};

/** As a query has it: an API that knows no such path may repeat the address. */
const inUrl = (secret: string): string => `${new URLSearchParams({ '': secret })}`.slice(1);

/** One line that holds no secret. */
function cleaned(texts: readonly string[], secrets: readonly string[]): string {
  // Nothing is cut before the secrets are out: a piece of one would be left, and blanks that shrink would bring it to the front.
  const line = secrets
    .flatMap((secret) => [secret, inUrl(secret)])
    .reduce(
      (text, secret) => (secret ? text.replaceAll(secret, '…') : text),
      texts.join(' · ').replaceAll(UNPRINTABLE, ' '),
    );
  return line.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST);
}

/**
 * The API's own words in an error answer, fit to be shown as plain text: one line, 300 characters at most, without control and
 * direction characters, and without the secrets, should the API repeat them.
 *
 * @param json the answer's parsed body
 * @param errors the portal's error shapes
 * @param secrets what must not be in the text: the key, the phone number
 * @returns the text, or '' if the answer has none
 */
export const saidInErrors = (json: unknown, errors: Portal['errors'], ...secrets: string[]): string =>
  cleaned(
    errors.message.slice(0, MOST_PLACES).flatMap((place) => textsIn(valueAt(json, place))),
    secrets,
  );

/**
 * What an error answer says of each field of a request.
 *
 * @param json the answer's parsed body
 * @param errors the portal's error shapes
 * @param secrets as in `saidInErrors`
 * @returns the texts, by the fields' names
 */
export function saidOfFields(
  json: unknown,
  { fields }: Pick<Portal['errors'], 'fields'>,
  ...secrets: string[]
): Readonly<Record<string, string>> {
  const list = fields && valueAt(json, fields.list);
  if (!fields || !Array.isArray(list)) return {};
  return Object.fromEntries(
    list.flatMap((each: unknown): [string, string][] => {
      const name = valueAt(each, fields.name);
      const text = cleaned(textsIn(valueAt(each, fields.message)), secrets);
      return typeof name === 'string' && text ? [[name, text]] : [];
    }),
  );
}
