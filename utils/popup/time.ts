import { daysBetween } from '../i18n/time';
import type { Translate } from '../i18n/translate';

/** Times as people read them. Pure: words, language and "now" are handed in. All times are ms since the epoch. */

/** Made when it is first needed: each of the browser's formats takes up to a millisecond, and the popup opens with most of them unused. */
const whenNeeded = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

/**
 * @param t the translator
 * @param language a BCP 47 tag: see `timeLanguage`
 * @returns `language`: the same · `clock`: "14:32" · `date`: "24 Jul 2026" · `day`: "in 3 days", "tomorrow" · `moment`: the clock today, "tomorrow, 14:32", else date and clock
 */
export function createTimeWords(t: Translate, language: string) {
  const clockFormat = whenNeeded(() => new Intl.DateTimeFormat(language, { timeStyle: 'short' }));
  const dateFormat = whenNeeded(
    () => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' }),
  );
  const dayFormat = whenNeeded(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
  const clock = (at: number): string => clockFormat().format(at);
  const date = (at: number): string => dateFormat().format(at);
  return {
    language,
    clock,
    date,
    day: (at: number, now: number): string => dayFormat().format(daysBetween(now, at), 'day'),
    moment: (at: number, now: number): string => {
      const days = daysBetween(now, at);
      if (days === 0) return clock(at);
      return t('time.dayAndClock', [Math.abs(days) === 1 ? dayFormat().format(days, 'day') : date(at), clock(at)]);
    },
  };
}

export type TimeWords = ReturnType<typeof createTimeWords>;
