import type { ReadonlySignal } from '@preact/signals';
import type { Voice } from '../i18n/news';
import { parseMessages } from '../i18n/messages';
import { timeLanguage } from '../i18n/time';
import { translate } from '../i18n/translate';
import { createTimeWords } from './time';

/**
 * Has a page of ours speak the language that the person has chosen, else the browser's.
 *
 * @param language the chosen one, a locale's name; `null`: the browser's
 * @param browsers the browser's language, a BCP 47 tag
 * @param speak draws the page with these words: at once unless a language is chosen, and again whenever another is
 */
export function followLanguage(
  language: ReadonlySignal<string | null>,
  browsers: string,
  speak: (voice: Voice) => void,
): void {
  const say = (t: Voice['t']) => speak({ t, time: createTimeWords(t, timeLanguage(t('popup.language'), browsers)) });
  language.subscribe((chosen) => {
    if (chosen === null && translate('popup.language')) return say(translate);
    // What most people never need.
    void import('../i18n/chosen')
      .then((loaded) => loaded.wordsIn(chosen ?? browsers, translate, parseMessages, (path) => fetch(path)))
      // A page in another language is better than none.
      .catch(() => translate)
      // Another may have been chosen meanwhile.
      .then((t) => language.value === chosen && say(t));
  });
}
