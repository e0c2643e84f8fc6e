import { listed } from './lists';
import type { Translate } from './translate';
import { hostOf, type Notice } from './words';

/**
 * @param t the translator
 * @param missing match patterns of the sites that the browser keeps us away from
 */
export const accessWords = (t: Translate, missing: readonly string[]): Notice => ({
  title: t('access.title', [listed(t, missing.map(hostOf))]),
  text: t('access.text'),
  next: t('access.next'),
  said: '',
  link: null,
});
