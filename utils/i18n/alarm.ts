import { findEnvironment } from '../portals';
import type { Alarm } from '../popup/news';
import type { Translate } from './translate';
import { hostOf, type Notice } from './words';

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
