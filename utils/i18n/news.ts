import type { Environment, Portal } from '../portals';
import { findEnvironment } from '../portals';
import type { Alarm, News } from '../popup/news';
import type { TimeWords } from '../popup/time';
import type { RecordName } from '../popup/view';
import { environmentName, hostOf, linkTo, type Notice, type Translate } from './words';

/** The popup's news and alarms in words. Pure. */

/** What the popup's sentences are made with. */
export interface Voice {
  readonly t: Translate;
  readonly time: TimeWords;
}

/**
 * @param voice translator and times
 * @param news what is told
 * @param now ms since the epoch
 * @returns one or two sentences
 */
export function newsWords({ t, time }: Voice, news: News, now: number): string {
  switch (news.news) {
    case 'key-saved':
      return t('news.keySaved');
    case 'key-removed':
      return t('news.keyRemoved');
    case 'key-copied':
      return t('news.keyCopied');
    case 'key-chosen':
      return t('news.keyChosen', [news.label]);
    case 'token-copied':
      return t('news.tokenCopied');
    case 'token-ready':
      return t('news.tokenReady', [time.clock(news.expiresAt)]);
    case 'page-authorized':
      return t('news.pageAuthorized', [environmentName(t, news.environment)]);
    case 'page-asked':
      return t('news.pageAsked');
    case 'page-reloading':
      return t('news.pageReloading');
    case 'sandbox-key-made':
      return t('news.sandboxKeyMade', [time.moment(news.again, now)]);
    case 'fills':
      return t(news.on ? 'news.fillsOn' : 'news.fillsOff', [environmentName(t, news.environment)]);
  }
}

const alarmKeys = {
  'no-answer': 'noAnswer',
  'copy-failed': 'copyFailed',
  'token-gone': 'tokenGone',
  'key-gone': 'keyGone',
  'page-silent': 'pageSilent',
} as const;

const plain = { said: '', link: null };

/**
 * @param t the translator
 * @param alarm what went wrong
 */
export function alarmWords(t: Translate, alarm: Alarm): Notice {
  if (alarm.alarm === 'not-allowed') {
    const url = findEnvironment(alarm.environment)?.baseUrl;
    const name = alarm.saved ? 'notAllowed' : 'notAllowedToken';
    const title = t(`alarm.${name}.title`, [url === undefined ? alarm.environment : hostOf(url)]);
    return { title, text: t(`alarm.${name}.text`), next: t(`alarm.${name}.next`), ...plain };
  }
  const name = alarmKeys[alarm.alarm];
  return { title: t(`alarm.${name}.title`), text: t(`alarm.${name}.text`), next: t(`alarm.${name}.next`), ...plain };
}

/**
 * @param t the translator
 * @param record the name of a record that can't be read
 * @param portal whose own form helps where ours can't
 */
export const unreadableWords = (t: Translate, record: RecordName, portal: Portal): Notice => ({
  title: t(`unreadable.${record}.title`),
  text: t(`unreadable.${record}.text`),
  next: t(`unreadable.${record}.next`),
  said: '',
  link: record === 'requests' ? linkTo(t, portal.issuing.formPage) : null,
});

const sources = {
  sandbox: 'environment.sandbox.keys',
  production: 'environment.production.keys',
  'production-ua': 'environment.productionUa.keys',
} as const;

/**
 * Where an environment's keys come from.
 *
 * @param t the translator
 * @param environment which one
 * @param portal its portal
 */
export function sourceWords(t: Translate, { id, keysPage }: Environment, portal: Portal): string {
  const site = hostOf(id === portal.issuing.environment ? portal.issuing.registrationPage : keysPage);
  if (id === 'sandbox' || id === 'production' || id === 'production-ua') return t(sources[id], [site]);
  return t('environment.other.keys', [site]);
}
