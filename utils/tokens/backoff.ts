import type { Failure } from '../failure';

const BASE_MS = 2000;
const CAP_MS = 5 * 60 * 1000;
/** No wait that is set here is longer: an hour, if the API asks for it. ms. */
export const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** How many tries follow each other soon; answers that make no sense rarely make sense the third time. */
const quickTries = (failure: Failure): number => (failure.kind === 'unexpected-answer' ? 2 : 4);

/**
 * Whether a failed exchange is tried again without being asked: the quick tries belong to the ask before them; later ones, five
 * minutes apart, are made only while somebody needs the token.
 *
 * @param failure why it failed
 * @param attempt tries so far, from 1
 * @param wanted whether a page is open that needs the token
 */
export const triesAgain = (failure: Failure, attempt: number, wanted: boolean): boolean =>
  attempt < quickTries(failure) || wanted;

/**
 * When to try again by ourselves once the time that the API asked for is over. Clicks are free then, but an API that asks for a
 * second, again and again, must not get a try every second.
 *
 * @param failure why it failed
 * @param attempt tries so far, from 1
 * @param now ms since the epoch
 * @returns ms since the epoch: now for the quick tries, else five minutes later
 */
export const restUntil = (failure: Failure, attempt: number, now: number): number =>
  attempt < quickTries(failure) ? now : now + CAP_MS;

/**
 * When a failed exchange may be tried again: equal jitter (Exponential Backoff And Jitter, AWS Architecture Blog) for the quick
 * tries, then five to six minutes, or what the API asks for. Not full jitter, whose pauses may be next to nothing: after a 5xx Chromium
 * refuses an extension's requests to the same place for about a second, and the person would read that the network is to blame.
 *
 * @param failure why it failed
 * @param attempt tries so far, from 1
 * @param retryAfterMs what the API asked for, in ms, or `null`
 * @param now ms since the epoch
 * @param random a number in [0, 1)
 * @returns `null` for a failure that only the person can mend; else the time, in ms since the epoch, and whether clicks wait too
 */
export function nextTry(
  failure: Failure,
  attempt: number,
  retryAfterMs: number | null,
  now: number,
  random: number,
): { readonly retryAt: number; readonly mustWait: boolean } | null {
  if (failure.kind === 'refused' || failure.kind === 'no-permission' || failure.kind === 'ended') return null;
  if (retryAfterMs !== null) return { retryAt: now + retryAfterMs, mustWait: true };
  const delay =
    attempt < quickTries(failure) ? (0.5 + random / 2) * BASE_MS * 2 ** (attempt - 1) : CAP_MS + random * 60_000;
  return { retryAt: now + delay, mustWait: false };
}
