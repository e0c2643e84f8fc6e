import type { Translate } from '../i18n/translate';

/**
 * The background's words, read once for each language.
 *
 * @param browsers the words of the browser's language
 * @param wordsIn the words of another; never rejects
 * @returns the words of a language, as the settings have it: `null` for the browser's
 */
export function createWords(browsers: Translate, wordsIn: (language: string) => Promise<Translate>) {
  let known: readonly [string | null, Translate | Promise<Translate>] = [null, browsers];
  return async (language: string | null): Promise<Translate> => {
    if (known[0] !== language) known = [language, language === null ? browsers : wordsIn(language)];
    return known[1];
  };
}
