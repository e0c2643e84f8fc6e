import type { Translate } from './translate';

const DAY_MS = 24 * 60 * 60 * 1000;

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/**
 * @param from ms since the epoch
 * @param to ms since the epoch
 * @returns calendar days from one to the other in this machine's zone: 1 for any time tomorrow
 */
export const daysBetween = (from: number, to: number): number =>
  // A day with a clock change has 23 or 25 hours.
  Math.round((midnight(to) - midnight(from)) / DAY_MS);

/**
 * The language for times: the browser's where it is a variety of the text's, so that "en-GB" has its 24 hours, and words
 * like "tomorrow" never come in another language than the sentence around them.
 *
 * @param text the language of the texts, a BCP 47 tag; '' if there are none
 * @param browser the browser's language, a BCP 47 tag
 */
export const timeLanguage = (text: string, browser: string): string =>
  !text || browser === text || browser.startsWith(`${text}-`) ? browser : text;

/**
 * For counts, durations and lists.
 *
 * @param t the translator
 * @returns the language of its texts, a BCP 47 tag; `undefined` where it has none: the browser's own then, since `Intl` throws at ''
 */
export const languageOf = (t: Translate): string | undefined => t('popup.language') || undefined;

/**
 * @param at ms since the epoch
 * @param language a BCP 47 tag
 * @returns a clock time as people there write it: `14:32`, `2:32 PM`
 */
export const clockTime = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);

/**
 * @param ms a duration; less than nothing counts as nothing
 * @returns `mm:ss`, rounded up so that 00:00 is really the end; above two hours, which only a pasted token lasts, `h:mm:ss`
 */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const whole = seconds > 7200 ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}` : two(minutes);
  return `${whole}:${two(seconds % 60)}`;
}
