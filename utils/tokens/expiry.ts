import * as z from '../schema';
import { ENDLESS } from '../token-state';

const MINUTE_MS = 60_000;
/** For a token that doesn't say how long it lives. */
const DEFAULT_LIFETIME_MS = 55 * MINUTE_MS;
const LONGEST_LIFETIME_MS = 120 * MINUTE_MS;
/** From here on a token counts as long-lived and gets the marks in minutes. */
const SHORT_LIFETIME_MS = 25 * MINUTE_MS;
/** How far this machine's clock may be set back before a token's age can't be known any more. */
const CLOCK_SLACK_MS = 5000;

/** A time as tokens give it: seconds (RFC 7519 NumericDate), or, by mistake, text or ms. */
const numericDate = z.union([z.number(), z.string((text) => /^\d{1,15}(?:\.\d+)?$/.test(text))]);
const claimsSchema = z.object({ exp: numericDate, iat: numericDate });

/** A number of seconds that would be a year past 5000, or as far back, is taken for ms. */
const MS_FROM = 1e11;
const toMs = (claim: number | string): number =>
  Math.abs(Number(claim)) >= MS_FROM ? Number(claim) : Number(claim) * 1000;

/** The payload of a JWT (RFC 7519 section 3), or `undefined` if the token isn't one. */
function claimsOf(token: string): unknown {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * How long a token lives from when it is received: `exp − iat`, so that neither the server's clock nor ours matters.
 *
 * @param token a JWT, or any other token
 * @returns ms, at most 2 h; 55 min if the token doesn't say; 0 if it says that it is over
 */
export function lifetimeMs(token: string): number {
  const claims = z.safeParse(claimsSchema, claimsOf(token));
  if (!claims.success) return DEFAULT_LIFETIME_MS;
  const { exp, iat } = claims.data;
  // Later as a number and earlier as a time: then it isn't ms, but really a year past 5000.
  const isEndless = Number(exp) > Number(iat) && toMs(exp) < toMs(iat);
  const lifetime = isEndless ? Infinity : toMs(exp) - toMs(iat);
  return Math.min(Math.max(lifetime, 0), LONGEST_LIFETIME_MS);
}

const endSchema = z.object({ exp: numericDate });

/** When a token ends that a person has pasted, by the clock of who made it: how old it is, nobody knows here. ms since the epoch. */
function endOf(token: string): number {
  const claims = z.safeParse(endSchema, claimsOf(token));
  return claims.success ? Math.min(toMs(claims.data.exp), ENDLESS) : ENDLESS;
}

/**
 * When a token ends.
 *
 * @param token as it was received
 * @param told `lifetimeMs`: what came with it; `isFixed`: a person pasted it, so that it is older than it looks
 * @param now ms since the epoch
 * @returns ms since the epoch; not after `now` for one that is over
 */
export function expiryOf(
  token: string,
  { lifetimeMs: told, isFixed }: { readonly lifetimeMs?: number; readonly isFixed?: true },
  now: number,
): number {
  if (isFixed) return endOf(token);
  return now + Math.min(told ?? lifetimeMs(token), LONGEST_LIFETIME_MS);
}

/** Times in ms since the epoch. */
interface Lifetime {
  readonly receivedAt: number;
  readonly expiresAt: number;
}

/** How long before its end a token is refreshed, and how long before it is no longer handed out. ms. */
const margins = ({ receivedAt, expiresAt }: Lifetime) => {
  const lifetime = expiresAt - receivedAt;
  return lifetime > SHORT_LIFETIME_MS
    ? { refresh: 5 * MINUTE_MS, wait: MINUTE_MS }
    : { refresh: 0.2 * lifetime, wait: 0.05 * lifetime };
};

/** @returns when a token is to be refreshed ahead of its end, ms since the epoch */
export const refreshAt = (token: Lifetime): number => token.expiresAt - margins(token).refresh;

/**
 * What to do with a token now.
 *
 * @param token when it was received and when it ends
 * @param now ms since the epoch
 * @returns `serve` it · `refresh`: serve it and get a new one behind it · `wait` for a new one · `expired`: also when this
 *   machine's clock was set back behind the token's arrival, because its age can't be known then
 */
export function phaseOf(token: Lifetime, now: number): 'serve' | 'refresh' | 'wait' | 'expired' {
  if (now >= token.expiresAt || now < token.receivedAt - CLOCK_SLACK_MS) return 'expired';
  const left = token.expiresAt - now;
  const { refresh, wait } = margins(token);
  if (left > refresh) return 'serve';
  return left > wait ? 'refresh' : 'wait';
}
