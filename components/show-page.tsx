import type { ReadonlySignal } from '@preact/signals';
import { type ComponentChild, render } from 'preact';
import { browser } from 'wxt/browser';
import { type Translate, translate } from '../utils/i18n/translate';
import { followLanguage } from '../utils/popup/voice';
import { VoiceContext } from './context';

/** Looks up a first word, for which the browser must load them all, and its language. */
export function warmUp(): void {
  translate('popup.language');
  browser.i18n.getUILanguage();
}

/**
 * Draws a page of ours into its document, and again whenever the person chooses another language.
 *
 * @param language the chosen one: see `followLanguage`
 * @param titleOf the document's title
 * @param content what is drawn; asked each time
 */
export function showPage(
  language: ReadonlySignal<string | null>,
  titleOf: (t: Translate) => string,
  content: () => ComponentChild,
): void {
  const root = document.getElementById('app');
  followLanguage(language, browser.i18n.getUILanguage(), (voice) => {
    document.documentElement.lang = voice.t('popup.language');
    document.title = titleOf(voice.t);
    if (root) render(<VoiceContext.Provider value={voice}>{content()}</VoiceContext.Provider>, root);
  });
}
