import type { News } from '../popup/news';
import type { TimeWords } from '../popup/time';
import { untilWords } from './long-time';
import type { Translate } from './translate';
import { environmentName } from './words';

/** The popup's news in words. Pure. */

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
    case 'keyChosen':
      return t('news.keyChosen', [news.label]);
    case 'keyMoved':
      return t('news.keyMoved', [news.label, String(news.place), String(news.of)]);
    case 'tokenReady':
      return t('news.tokenReady', [untilWords(time, news.expiresAt, now)]);
    case 'pageAuthorized':
      return t('news.pageAuthorized', [environmentName(t, news.environment)]);
    case 'sandboxKeyMade':
      return t('news.sandboxKeyMade', [time.moment(news.again, now)]);
    case 'keyMade':
      return t(news.inUse ? 'news.keyMade' : 'news.keyMadeAside');
    case 'codeCopied':
      return t('news.codeCopied', [...news.names]);
    case 'fills':
      return t(`news.fills${news.on ? 'On' : 'Off'}`, [environmentName(t, news.environment)]);
    case 'keySaved':
    case 'keyEdited':
    case 'keyReplaced':
    case 'keyRemoved':
    case 'keyCopied':
    case 'keyCopiedHeld':
    case 'tokenCopied':
    case 'tokenCopiedHeld':
    case 'textCopied':
    case 'textCopiedHeld':
    case 'clipboardEmptied':
    case 'clipboardKeeps':
    case 'fileSaved':
    case 'eventsCopied':
    case 'pageAsked':
    case 'pageReloading':
    case 'pillShown':
    case 'locked':
    case 'allowed':
    case 'inUse':
      break;
  }
  return t(`news.${news.news}`);
}
