import { languageOf } from './time';
import type { Translate } from './translate';

/**
 * @param t the translator
 * @param parts what is listed
 * @returns all of them as the shown language lists things: "a, b and c"
 */
export const listed = (t: Translate, parts: Iterable<string>): string =>
  new Intl.ListFormat(languageOf(t)).format(parts);
