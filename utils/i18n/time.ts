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
 * @param at ms since the epoch
 * @returns a clock time as people here write it: `14:32`, `2:32 PM`
 */
export const clockTime = (at: number): string => new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(at);

/**
 * @param ms a duration; less than nothing counts as nothing
 * @returns `mm:ss`, rounded up so that 00:00 is really the end; minutes may be more than two digits
 */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
