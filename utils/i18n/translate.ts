import { browser } from 'wxt/browser';
import type { GeneratedI18nStructure } from '#i18n';

/** A message of `locales/en.yml`. */
export type MessageKey = keyof GeneratedI18nStructure;

/**
 * Turns a message's key into words of the person's language. Handed to whoever makes sentences, so that tests pass their own.
 * `substitutions` stand for `$1`, `$2`, … in the message.
 */
export type Translate = (key: MessageKey, substitutions?: string[]) => string;

/** `browser.i18n` for any key: the tool's own type knows those of `public/_locales` only. */
interface Messages {
  getMessage(key: string, substitutions: string[]): string;
}

/**
 * The words of the browser's language. `@wxt-dev/i18n` makes the locale files and the keys' types; what its runtime does beyond this
 * look-up are plurals, and those know no "few" and "many".
 */
export const translate: Translate = (key, substitutions = []) => {
  const messages: Messages = browser.i18n;
  return messages.getMessage(key.replaceAll('.', '_'), substitutions);
};
