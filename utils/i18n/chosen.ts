import { fillIn } from './fill';
import type { parseMessages } from './messages';
import type { Translate } from './translate';

/**
 * The words of a language that the person has chosen: `browser.i18n` speaks the browser's alone. And sometimes it speaks none: asked right after
 * the extension was loaded, Chromium may answer '' for every message as long as the process lives.
 *
 * @param language a locale's name, as its file is called, or a BCP 47 tag that begins with one
 * @param browsers the browser's words: for each message that isn't in the file, and for all if it can't be read; if it has none, English
 * @param parse what the file is parsed with
 * @param fetch the platform's
 */
export async function wordsIn(
  language: string,
  browsers: Translate,
  parse: typeof parseMessages,
  fetch: (path: string) => Promise<Pick<Response, 'json'>>,
): Promise<Translate> {
  const browserSpeaks = browsers('popup.language');
  if (language === browserSpeaks) return browsers;
  try {
    const file = await fetch(`/_locales/${language.replace(/-.*/, '')}/messages.json`);
    const messages = parse(await file.json());
    return (key, substitutions = []) => {
      const found = messages[key.replaceAll('.', '_')];
      return found ? fillIn(found.message, substitutions) : browsers(key, substitutions);
    };
  } catch {
    // Another version had it, it was damaged on the disk, or nobody has translated it.
    return browserSpeaks || language === 'en' ? browsers : wordsIn('en', browsers, parse, fetch);
  }
}
