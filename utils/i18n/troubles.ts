import { findEnvironment, type Portal } from '../portals';
import type { Alarm } from '../popup/news';
import type { StoredTrouble } from '../popup/view';
import type { Translate } from './translate';
import { hostOf, linkTo, type Notice } from './words';

/** What went wrong, in words, apart from the news: most openings have none of it to say. Pure. */

/**
 * @param t the translator
 * @param alarm what went wrong
 */
export function alarmWords(t: Translate, alarm: Alarm): Notice {
  const url = 'environment' in alarm ? findEnvironment(alarm.environment)?.baseUrl : undefined;
  return {
    title: t(`alarm.${alarm.alarm}.title`, [url === undefined ? '' : hostOf(url)]),
    text: t(`alarm.${alarm.alarm}.text`),
    next: t(`alarm.${alarm.alarm}.next`),
    said: '',
    link: null,
  };
}

/**
 * What is wrong with something stored.
 *
 * @param t the translator
 * @param trouble which record, and what about it
 * @param portal whose own form helps where ours can't
 */
export function storedWords(t: Translate, { what, trouble }: StoredTrouble, portal: Portal): Notice {
  const name = t(`stored.what.${what}`);
  return {
    title: t(`stored.${trouble}.title`, [name]),
    text: t(`stored.${trouble}.text`),
    next: t(`stored.${trouble}.next`),
    said: '',
    link: what === 'requests' && trouble !== 'aside' ? linkTo(t, portal.issuing.formPage) : null,
  };
}
