/** Days as date fields have them, in this machine's zone. Pure. */

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * @param at ms since the epoch
 * @returns its day here, `YYYY-MM-DD`
 */
export function isoDate(at: number): string {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * @param text `YYYY-MM-DD`, as a date field gives it
 * @returns the last ms of that day here, since what is valid until a day is valid on it; `null` for anything else.
 *   A year of two digits is none: it would be one of the last century's
 */
export function parseDate(text: string): number | null {
  const found = /^([1-9]\d{3})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return null;
  const [, year, month, day] = found.map(Number);
  return new Date(year ?? 0, (month ?? 0) - 1, (day ?? 0) + 1).getTime() - 1;
}
