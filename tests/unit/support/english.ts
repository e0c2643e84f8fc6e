import { readLocale, wordsOf } from './locales';

/** Every English message by its key, read from the locale file itself. */
export const messages = readLocale('en');

/** The words that people read. Throws where the browser would show nothing, or a hole. */
export const english = wordsOf(messages);
