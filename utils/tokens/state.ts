import type { Failure } from '../failure';
import { ENDLESS, type TokenState } from '../token-state';
import { keyFor, type Opened } from '../vault/read';
import { LONGEST_WAIT_MS, restUntil, triesAgain } from './backoff';
import { phaseOf, refreshAt } from './expiry';
import type { Token, TokenRecord, TokenRecords } from './record';

/** The transitions of a token's record: pure, each from a record to the next. The picture is in `utils/token-state.ts`. */

const EXPIRED: TokenRecord = { state: 'expired' };
/** How far this machine's clock may be set back before a wait counts as over. ms. */
const CLOCK_SLACK_MS = 60_000;

/** @returns the token that a record holds, if it may still be used at `now` (ms since the epoch) */
export function usableToken(record: TokenRecord | undefined, now: number): Token | null {
  if (!record || !('token' in record) || !record.token) return null;
  return phaseOf(record.token, now) === 'expired' ? null : record.token;
}

/**
 * Takes the token out of a record, whatever else is going on.
 *
 * @param record any record
 * @returns the same object if it holds no token
 */
export function dropToken(record: TokenRecord): TokenRecord {
  switch (record.state) {
    case 'ready':
      return EXPIRED;
    case 'refreshing':
      return { state: 'fetching', since: record.since, attempt: record.attempt };
    case 'unavailable':
      return record.token ? { ...record, token: null } : record;
    case 'expired':
    case 'fetching':
    case 'rejected':
      return record;
  }
}

/** A wait that nobody can have set by this clock is over: the clock was set back, and would make it hours longer. */
const withoutOldWait = (record: TokenRecord, now: number): TokenRecord =>
  record.state === 'unavailable' && record.retryAt > now + LONGEST_WAIT_MS + CLOCK_SLACK_MS
    ? { ...record, retryAt: now, mustWait: false }
    : record;

/**
 * Takes a token out of a record once its time is over, and ends a wait that the clock has made senseless.
 *
 * @param record a record, or `undefined` for a key that never had a token
 * @param now ms since the epoch
 * @returns the same object if nothing changes
 */
export const lapse = (record: TokenRecord | undefined, now: number): TokenRecord => {
  if (!record) return EXPIRED;
  const current = withoutOldWait(record, now);
  return usableToken(current, now) ? current : dropToken(current);
};

/**
 * The time that the API asked us to wait is over: clicks are free, and our own tries keep their distance.
 *
 * @param record a lapsed record
 * @param now ms since the epoch
 * @returns the same object if there was no such wait, or if it is not over
 */
export const rest = (record: TokenRecord, now: number): TokenRecord =>
  record.state === 'unavailable' && record.mustWait && now >= record.retryAt
    ? { ...record, mustWait: false, retryAt: restUntil(record.failure, record.attempt, now) }
    : record;

/**
 * The browser is online again: what failed for want of a network may be tried at once, and as often as at first, since the first tries
 * may come before the network really works.
 *
 * @param record a lapsed record
 * @param now ms since the epoch
 * @returns the same object if it waits for something else
 */
export const reconnected = (record: TokenRecord, now: number): TokenRecord =>
  record.state === 'unavailable' && (record.failure.kind === 'offline' || record.failure.kind === 'unreachable')
    ? { ...record, attempt: 0, retryAt: now }
    : record;

/**
 * An exchange begins.
 *
 * @param record the lapsed record
 * @param now ms since the epoch
 */
export function begin(record: TokenRecord, now: number): TokenRecord {
  const token = usableToken(record, now);
  const attempt = record.state === 'unavailable' ? record.attempt + 1 : 1;
  return token ? { state: 'refreshing', token, since: now, attempt } : { state: 'fetching', since: now, attempt };
}

/** An exchange brought a token. */
export const succeed = (token: Token): TokenRecord => ({ state: 'ready', token });

/**
 * An exchange failed.
 *
 * @param record the record that `begin` made
 * @param failure why
 * @param next when it may be tried again (ms since the epoch), or `null` if only the person can mend it: then the token goes too
 */
export function fail(
  record: TokenRecord,
  failure: Failure,
  next: { readonly retryAt: number; readonly mustWait: boolean } | null,
): TokenRecord {
  if (!next) return { state: 'rejected', failure };
  const token = 'token' in record ? record.token : null;
  const attempt = 'attempt' in record ? record.attempt : 1;
  return { state: 'unavailable', token, failure, attempt, ...next };
}

/**
 * The worker that made an exchange is gone, and its answer with it.
 *
 * @param record any record, found by a new worker
 * @returns the record as it was before the exchange; the same object if none was under way
 */
export function abandonFlight(record: TokenRecord): TokenRecord {
  if (record.state === 'refreshing') return { state: 'ready', token: record.token };
  return record.state === 'fetching' ? EXPIRED : record;
}

/** How long an exchange may be under way: longer than its time limit. After that its worker is gone. ms. */
const LONGEST_FLIGHT_MS = 15_000;
/** When a new worker is to look after an exchange whose own worker may have been stopped: the shortest alarm. ms. */
const LOOK_AFTER_MS = 30_000;

/** A record as it is without an exchange that can't be under way any more. */
const withoutLostFlight = (record: TokenRecord, now: number): TokenRecord =>
  'since' in record && Math.abs(now - record.since) >= LONGEST_FLIGHT_MS ? abandonFlight(record) : record;

/**
 * When something must be done about a record without being asked.
 *
 * @param record a lapsed record
 * @param now ms since the epoch
 * @param wanted whether a page is open that needs the token
 * @returns ms since the epoch, in the past for what is late; `null` for never
 */
export function dueAt(record: TokenRecord, now: number, wanted: boolean): number | null {
  if (record.state === 'unavailable') {
    const isToCome = record.retryAt > now || triesAgain(record.failure, record.attempt, wanted);
    const due = Math.min(isToCome ? record.retryAt : ENDLESS, record.token?.expiresAt ?? ENDLESS);
    return due === ENDLESS ? null : due;
  }
  if ('since' in record) return record.since + LOOK_AFTER_MS;
  if (record.state !== 'ready' || record.token.expiresAt === ENDLESS) return null;
  const refresh = refreshAt(record.token);
  return refresh > now || wanted ? refresh : record.token.expiresAt;
}

/**
 * What people are shown of a record.
 *
 * @param record a key's record, `undefined` if it never had a token
 * @param now ms since the epoch
 */
export function stateOf(record: TokenRecord | undefined, now: number): TokenState {
  const current = lapse(record && withoutLostFlight(record, now), now);
  switch (current.state) {
    case 'expired':
      return { state: 'expired' };
    case 'fetching':
      return { state: 'fetching', since: current.since };
    case 'ready':
      return { state: 'ready', expiresAt: current.token.expiresAt };
    case 'refreshing':
      return { state: 'refreshing', expiresAt: current.token.expiresAt, since: current.since };
    case 'rejected':
      return { state: 'rejected', failure: current.failure };
    case 'unavailable': {
      const { failure, retryAt, mustWait, token } = current;
      return { state: 'unavailable', failure, retryAt, mustWait, expiresAt: token?.expiresAt ?? null };
    }
  }
}

/**
 * What people are shown of an environment.
 *
 * @param opened the keys
 * @param records all token records
 * @param environment an environment's id
 * @param now ms since the epoch
 */
export function environmentState(opened: Opened, records: TokenRecords, environment: string, now: number): TokenState {
  const key = keyFor(opened, environment);
  return typeof key === 'string' ? { state: key } : stateOf(records[key.id], now);
}
