import type { Failure } from '../failure';
import { findEnvironment, portalOf } from '../portals';
import { expiryOf } from '../tokens/expiry';
import type { TokenRecords } from '../tokens/record';
import { stateOf, usableToken } from '../tokens/state';
import { ENDLESS, type TokenState } from '../token-state';
import type { Key } from '../vault/keyring';

const SOON_MS = 5 * 60 * 1000;
const LAST_MS = 60 * 1000;

/** Why there is no new token, and when there may be one. */
export interface TroubleView {
  readonly failure: Failure;
  /** Until the next try, ms; `null` if none is to come by itself. */
  readonly retryInMs: number | null;
  /** Whether a click has to wait for it as well. */
  readonly waits: boolean;
}

export interface LiveTokenView {
  readonly show: 'live';
  /** It has no end, and the times are of no use. */
  readonly endless: boolean;
  readonly expiresAt: number;
  readonly leftMs: number;
  /** What is left of its whole life, 0 to 1. */
  readonly share: number;
  /** Amber under 5 min, red under 1 min, as on the badge. */
  readonly need: 'calm' | 'soon' | 'last';
  readonly refreshing: boolean;
  readonly trouble: TroubleView | null;
}

export type TokenView =
  | { readonly show: 'no-key' }
  /** The tokens can't be read. */
  | { readonly show: 'unknown' }
  | { readonly show: 'empty' }
  | { readonly show: 'fetching' }
  | { readonly show: 'failed'; readonly trouble: TroubleView }
  | LiveTokenView;

function troubleOf(state: TokenState, now: number): TroubleView | null {
  if (state.state === 'rejected') return { failure: state.failure, retryInMs: null, waits: false };
  if (state.state !== 'unavailable') return null;
  const retryInMs = state.retryAt > now ? state.retryAt - now : null;
  return { failure: state.failure, retryInMs, waits: state.mustWait && retryInMs !== null };
}

const needOf = (leftMs: number): LiveTokenView['need'] => {
  if (leftMs <= LAST_MS) return 'last';
  return leftMs <= SOON_MS ? 'soon' : 'calm';
};

/** Whether a key is a token that has ended: nobody needs to ask to know it. */
const isOver = ({ environment, secret }: Key, now: number): boolean =>
  findEnvironment(environment) !== undefined &&
  portalOf(environment).credential.kind === 'bearer' &&
  expiryOf(secret, { isFixed: true }, now) <= now;

/**
 * What is shown of a key's token.
 *
 * @param key the environment's active key, if it has one
 * @param records all token records, or `null` if they can't be read
 * @param now ms since the epoch
 */
export function tokenView(key: Key | undefined, records: TokenRecords | null, now: number): TokenView {
  if (!key) return { show: 'no-key' };
  if (!records) return { show: 'unknown' };
  const record = records[key.id];
  const state = stateOf(record, now);
  const token = usableToken(record, now);
  const trouble = troubleOf(state, now);
  const flying = 'since' in state;
  if (token) {
    const { receivedAt, expiresAt } = token;
    // The popup's clock ticks once a second: a token may have come after its last tick.
    const leftMs = Math.min(expiresAt - now, expiresAt - receivedAt);
    const share = Math.min(1, leftMs / Math.max(1, expiresAt - receivedAt));
    const endless = expiresAt === ENDLESS;
    return { show: 'live', endless, expiresAt, leftMs, share, need: needOf(leftMs), refreshing: flying, trouble };
  }
  const ended = isOver(key, now) ? ({ failure: { kind: 'ended' }, retryInMs: null, waits: false } as const) : null;
  const why = trouble ?? ended;
  if (why) return { show: 'failed', trouble: why };
  return { show: flying ? 'fetching' : 'empty' };
}
