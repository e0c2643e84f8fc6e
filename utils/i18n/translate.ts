import { createI18n } from '@wxt-dev/i18n';
import type { GeneratedI18nStructure } from '#i18n';

/** A message of `locales/en.yml`. */
export type MessageKey = keyof GeneratedI18nStructure;

/**
 * Turns a message's key into words of the person's language. Handed to whoever makes sentences, so that tests pass their own.
 * `substitutions` stand for `$1`, `$2`, … in the message.
 */
export type Translate = (key: MessageKey, substitutions?: string[]) => string;

const i18n = createI18n();

/** The words of the browser's language. */
export const translate: Translate = (key, substitutions = []) => i18n.t(key, substitutions);
