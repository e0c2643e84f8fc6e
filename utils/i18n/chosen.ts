import { fillIn } from './fill';
import type { parseMessages } from './messages';
import type { Translate } from './translate';

/**
 * The words of a language that the person has chosen: `browser.i18n` speaks the browser's alone.
 *
 * @param language a locale's name, as its file is called
 * @param browsers the browser's words: for each message that isn't in the file, and for all if it can't be read
 * @param parse what the file is parsed with
 * @param fetch the platform's
 */
export async function wordsIn(
  language: string,
  browsers: Translate,
  parse: typeof parseMessages,
  fetch: (path: string) => Promise<Pick<Response, 'json'>>,
): Promise<Translate> {
  if (language === browsers('popup.language')) return browsers;
  try {
    const file = await fetch(`/_locales/${language}/messages.json`);
    const messages = parse(await file.json());
    return (key, substitutions = []) => {
      const found = messages[key.replaceAll('.', '_')];
      return found ? fillIn(found.message, substitutions) : browsers(key, substitutions);
    };
  } catch {
    // Another version had it, or it was damaged on the disk.
    return browsers;
  }
}
