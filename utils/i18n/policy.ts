import type { Translate } from './translate';
import type { Notice } from './words';

/**
 * @param t the translator
 * @returns that the organization wants keys to be kept another way than they are
 */
export const mustProtectWords = (t: Translate): Notice => ({
  title: t('policy.mustProtect.title'),
  text: t('policy.mustProtect.text'),
  next: t('policy.mustProtect.next'),
  said: '',
  link: null,
});
