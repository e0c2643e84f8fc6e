import type { Translate } from '../i18n/translate';

/** Times as people read them. Pure: words, language and "now" are handed in. All times are ms since the epoch. */

const DAY_MS = 24 * 60 * 60 * 1000;

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Calendar days from one time to another in this machine's zone: 1 for any time tomorrow. */
function daysBetween(from: number, to: number): number {
  // A day with a clock change has 23 or 25 hours.
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

/**
 * @param t the translator
 * @param language a BCP 47 tag: see `timeLanguage`
 * @returns `language`: the same · `clock`: "14:32" · `date`: "24 Jul 2026" · `moment`: the clock today, "tomorrow, 14:32", else date and clock
 */
export function createTimeWords(t: Translate, language: string) {
  const clockFormat = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const dateFormat = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
  const dayFormat = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const clock = (at: number): string => clockFormat.format(at);
  const date = (at: number): string => dateFormat.format(at);
  return {
    language,
    clock,
    date,
    moment: (at: number, now: number): string => {
      const days = daysBetween(now, at);
      if (days === 0) return clock(at);
      return t('time.dayAndClock', [Math.abs(days) === 1 ? dayFormat.format(days, 'day') : date(at), clock(at)]);
    },
  };
}

export type TimeWords = ReturnType<typeof createTimeWords>;
