import { findEnvironment, type Environment } from '../portals';
import type { MessageKey, Translate } from './translate';

/**
 * What the extension knows, made into sentences. Pure: the translator is handed in, so that tests read the locale files
 * themselves and a chosen language needs no other code.
 */

/** A page that helps; opened in a new tab. */
export interface Link {
  readonly href: string;
  readonly label: string;
}

/** Something that went wrong: what happened · what it means · what to do next. Parts may be empty. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly next: string;
  /** The API's own words, as a sentence of ours that quotes them; may be empty. */
  readonly said: string;
  readonly link: Link | null;
}

/**
 * @param url an absolute URL
 * @returns its host, as people write it
 */
export const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, '');

/**
 * @param t the translator
 * @param url the page
 * @returns a link that says which site it opens
 */
export const linkTo = (t: Translate, url: string): Link => ({ href: url, label: t('add.openPage', [hostOf(url)]) });

/** Environments that have a name in each language, by id; others are called as their descriptor says. */
const names: Readonly<Record<string, MessageKey>> = {
  sandbox: 'environment.sandbox.name',
  production: 'environment.production.name',
  'production-ua': 'environment.productionUa.name',
};

/** @returns the messages that hold an environment's name, if any do */
export const nameKeys = ({ id }: Pick<Environment, 'id'>): MessageKey[] =>
  Object.hasOwn(names, id) && names[id] ? [names[id]] : [];

/**
 * @param t the translator
 * @param environment which one
 * @returns its name: "Production Ukraine"
 */
export function nameOf(t: Translate, environment: Pick<Environment, 'id' | 'name'>): string {
  const [key] = nameKeys(environment);
  return key === undefined ? environment.name : t(key);
}

/**
 * @param t the translator
 * @param id an environment's id
 * @returns its name, or the id of an environment that is gone
 */
export function environmentName(t: Translate, id: string): string {
  const environment = findEnvironment(id);
  return environment ? nameOf(t, environment) : id;
}

/**
 * @param t the translator
 * @param key a key's label, tail ('' if it has none) and source
 * @returns what the key is called: its label, or words for one without
 */
export function keyName(
  t: Translate,
  key: { label: string; tail: string; source: 'pasted' | 'phone' | 'issued' },
): string {
  if (key.label) return key.label;
  if (!key.tail) return t('keys.unnamedShort');
  return key.source === 'phone' ? t('keys.unnamedPhone', [key.tail]) : t('keys.unnamed', [key.tail]);
}

/**
 * @param t the translator
 * @param said the API's own text, cleaned, may be empty
 * @param name who says it
 */
export const quote = (t: Translate, said: string, name: string): string =>
  said ? t('failure.said', [name, said]) : '';
