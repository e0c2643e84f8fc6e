import type { Translate } from '../i18n/translate';

/**
 * The background's words, read once for each language.
 *
 * @param browsers the words of the browser's language
 * @param own the browser's language, a BCP 47 tag
 * @param wordsIn the words of another; never rejects
 * @returns the words of a language, as the settings have it: `null` for the browser's
 */
export function createWords(browsers: Translate, own: string, wordsIn: (language: string) => Promise<Translate>) {
  let known: readonly [string | null, Promise<Translate>] | null = null;
  return async (language: string | null): Promise<Translate> => {
    // The browser may have no words yet: see `wordsIn`.
    if (language === null && browsers('popup.language')) return browsers;
    if (known?.[0] !== language) known = [language, wordsIn(language ?? own)];
    return known[1];
  };
}
