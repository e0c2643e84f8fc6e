import type { Portal } from '../portals';
import type { StoredTrouble } from '../popup/view';
import type { Translate } from './translate';
import { linkTo, type Notice } from './words';

/**
 * What is wrong with something stored.
 *
 * @param t the translator
 * @param trouble which record, and what about it
 * @param portal whose own form helps where ours can't
 */
export function storedWords(t: Translate, { what, trouble }: StoredTrouble, portal: Portal): Notice {
  const form = portal.issuing?.formPage ?? null;
  const name = t(`stored.what.${what}`);
  return {
    title: t(`stored.${trouble}.title`, [name]),
    text: t(`stored.${trouble}.text`),
    next: t(`stored.${trouble}.next`),
    said: '',
    link: what === 'requests' && trouble !== 'aside' && form !== null ? linkTo(t, form) : null,
  };
}
