import { daysBetween } from '../i18n/time';

/** Times as people read them. Pure: language and "now" are handed in. All times are ms since the epoch. */

/**
 * The language for times: the browser's where it is a variety of the text's, so that "en-GB" has its 24 hours, and words
 * like "tomorrow" never come in another language than the sentence around them.
 *
 * @param text the language of the texts, a BCP 47 tag
 * @param browser the browser's language, a BCP 47 tag
 */
export const timeLanguage = (text: string, browser: string): string =>
  browser === text || browser.startsWith(`${text}-`) ? browser : text;

/**
 * @param language a BCP 47 tag
 * @returns `clock`: "14:32" · `date`: "24 Jul 2026" · `day`: "in 3 days", "tomorrow" · `moment`: the clock today, "tomorrow, 14:32", else date and clock
 */
export function createTimeWords(language: string) {
  const clockFormat = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const dateFormat = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
  const dayFormat = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const clock = (at: number): string => clockFormat.format(at);
  const date = (at: number): string => dateFormat.format(at);
  return {
    clock,
    date,
    day: (at: number, now: number): string => dayFormat.format(daysBetween(now, at), 'day'),
    moment: (at: number, now: number): string => {
      const days = daysBetween(now, at);
      if (days === 0) return clock(at);
      return `${Math.abs(days) === 1 ? dayFormat.format(days, 'day') : date(at)}, ${clock(at)}`;
    },
  };
}

export type TimeWords = ReturnType<typeof createTimeWords>;
