import type { TimeWords } from '../popup/time';
import { minutesAndSeconds } from './time';

const HOUR_MS = 60 * 60 * 1000;
/** Tokens that are traded live no longer: they are counted down by the second, and end by the clock. */
const SHORT_MS = 2 * HOUR_MS;

/**
 * @param ms a duration
 * @returns whether it is told in hours or days
 */
export const isLong = (ms: number): boolean => ms > SHORT_MS;

/** Those that are something, each with its unit. */
function units(language: string, ...parts: readonly (readonly [count: number, unit: string])[]): string {
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    );
  return new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(words);
}

/**
 * @param language a BCP 47 tag
 * @param ms a duration
 * @returns `mm:ss`, "5 hours, 12 minutes", "3 days, 4 hours"
 */
export function leftWords(language: string, ms: number): string {
  if (!isLong(ms)) return minutesAndSeconds(ms);
  const hours = Math.floor(ms / HOUR_MS);
  return hours < 24
    ? units(language, [hours, 'hour'], [Math.floor((ms % HOUR_MS) / 60_000), 'minute'])
    : units(language, [Math.floor(hours / 24), 'day'], [hours % 24, 'hour']);
}

/**
 * @param time how times are said
 * @param at ms since the epoch
 * @param now ms since the epoch
 * @returns the clock of what is near, else the day and the clock
 */
export const untilWords = (time: TimeWords, at: number, now: number): string =>
  isLong(at - now) ? time.moment(at, now) : time.clock(at);
