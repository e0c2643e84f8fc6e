import { signal } from '@preact/signals';
import { NoAnswerError } from '../messaging/client';

/** What the popup tells of, as data. Each has words by its name in the locales. Times are ms since the epoch. */
export type News =
  | {
      readonly news:
        | 'keySaved'
        | 'keyEdited'
        | 'keyReplaced'
        | 'keyRemoved'
        | `${'key' | 'token' | 'text'}Copied${'' | 'Held'}`
        | 'clipboardEmptied'
        | 'clipboardKeeps'
        | 'fileSaved'
        | 'eventsCopied'
        | 'pageAsked'
        | 'pageReloading'
        | 'pillShown'
        | 'locked'
        | 'allowed'
        | 'inUse';
    }
  | { readonly news: 'keyChosen'; readonly label: string }
  | { readonly news: 'keyMoved'; readonly label: string; readonly place: number; readonly of: number }
  | { readonly news: 'tokenReady'; readonly expiresAt: number }
  | { readonly news: 'pageAuthorized'; readonly environment: string }
  | { readonly news: 'sandboxKeyMade'; readonly again: number }
  /** By a portal that doesn't show it again. */
  | { readonly news: 'keyMade'; readonly inUse: boolean }
  /** The names of the variables that it reads. */
  | { readonly news: 'codeCopied'; readonly names: readonly [string, string] }
  | { readonly news: 'fills'; readonly environment: string; readonly on: boolean };

/** What went wrong that belongs to no field and to no token. */
export type Alarm =
  | {
      readonly alarm:
        | 'noAnswer'
        | 'storageFull'
        | 'copyFailed'
        | 'tokenGone'
        | 'tokenNoKey'
        | 'tokenLocked'
        | 'unwritable'
        | 'keyGone'
        | 'pageSilent';
    }
  /** The person refused the host of this environment; `notAllowed`: just after a key was saved. */
  | { readonly alarm: 'notAllowed' | 'notAllowedToken'; readonly environment: string };

/** How long news stay. ms. */
const NEWS_MS = 10_000;

/**
 * Keeps the latest news and the latest alarm. Each replaces the other: an action ends in one of them.
 *
 * @param now the clock, ms since the epoch
 */
export function createNewsroom<Told = News>(now: () => number) {
  const news = signal<Told | null>(null);
  const alarm = signal<Alarm | null>(null);
  let toldAt = 0;

  const clear = () => {
    news.value = null;
    alarm.value = null;
  };
  const raise = (what: Alarm) => {
    clear();
    alarm.value = what;
  };

  return {
    news,
    alarm,
    clear,
    raise,
    tell(what: Told) {
      clear();
      toldAt = now();
      news.value = what;
    },
    /** Takes down news whose time is over; alarms stay until the next action. */
    tick() {
      if (news.value && now() - toldAt >= NEWS_MS) news.value = null;
    },
    /**
     * Runs an action that asks the background.
     *
     * @returns its result, or `undefined` after an alarm if no answer came
     * @throws whatever else the action throws
     */
    async attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
      clear();
      try {
        return await action();
      } catch (error) {
        if (!(error instanceof NoAnswerError)) throw error;
        raise({ alarm: error.why === 'storage-full' ? 'storageFull' : 'noAnswer' });
        return undefined;
      }
    },
  };
}

export type Newsroom = ReturnType<typeof createNewsroom<News>>;
