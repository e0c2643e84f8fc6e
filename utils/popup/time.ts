/** Times as people read them. Pure: language and "now" are handed in. All times are ms since the epoch, spans are ms. */

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * @param ms a span; what is negative counts as nothing left
 * @returns minutes and seconds, `59:04`; 100 minutes and more keep all their digits
 */
export function minutesSeconds(ms: number): string {
  // Rounded up, so that 0:00 is shown only once nothing is left.
  const seconds = Math.max(0, Math.ceil(ms / SECOND_MS));
  return `${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`;
}

/** Calendar days from one time to another in this machine's zone: 1 for any time tomorrow. */
function daysBetween(from: number, to: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  // A day with a clock change has 23 or 25 hours.
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

/**
 * @param language a BCP 47 tag
 * @returns `clock`: "14:32" · `date`: "24 Jul 2026" · `moment`: the clock today, "tomorrow, 14:32", else date and clock
 */
export function createTimeWords(language: string) {
  const clockFormat = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const dateFormat = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
  const dayFormat = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const clock = (at: number): string => clockFormat.format(at);
  const date = (at: number): string => dateFormat.format(at);
  return {
    clock,
    date,
    moment(at: number, now: number): string {
      const days = daysBetween(now, at);
      if (days === 0) return clock(at);
      return `${Math.abs(days) === 1 ? dayFormat.format(days, 'day') : date(at)}, ${clock(at)}`;
    },
  };
}

export type TimeWords = ReturnType<typeof createTimeWords>;
