import type { ApiFailure, ExchangeResult } from '../../../utils/api/portal-api';
import type { Failure } from '../../../utils/failure';
import type { Clock } from './clock';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT with these claims; its signature means nothing. */
export const jwt = (claims: unknown): string =>
  `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}.c2lnbmF0dXJl`;

export const failing = (failure: Failure, retryAfterMs: number | null = null): ApiFailure => ({
  ok: false,
  failure,
  retryAfterMs,
});

/** The failure of a 503 without words. */
export const serverError: Failure = { kind: 'server-error', status: 503, said: '' };

type Script = 'token' | ExchangeResult | Error;

/**
 * An API on a moved clock. It answers a new token for each call, unless it was told otherwise.
 *
 * @param clock gives the tokens' times
 */
export function createScriptedExchange(clock: Clock) {
  const calls: { readonly environment: string; readonly secret: string; readonly at: number }[] = [];
  let script: Script[] = ['token'];
  let lifetimeMs = 60 * 60 * 1000;
  let gate: PromiseWithResolvers<void> | null = null;

  function next(): ExchangeResult {
    const now = script.length > 1 ? script.shift() : script[0];
    if (now instanceof Error) throw now;
    if (now !== undefined && now !== 'token') return now;
    const iat = clock.now() / 1000;
    return { ok: true, token: jwt({ jti: calls.length, iat, exp: iat + lifetimeMs / 1000 }) };
  }

  return {
    calls,
    /** What the next calls get, one each; the last one stays. */
    answers(...answers: Script[]): void {
      script = answers;
    },
    /** How long tokens live from now on. */
    tokensLive(ms: number): void {
      lifetimeMs = ms;
    },
    /** Keeps answers back. @returns lets them go, made at that moment */
    hold(): () => void {
      const held = Promise.withResolvers<void>();
      gate = held;
      return () => {
        gate = null;
        held.resolve();
      };
    },
    async exchange(environment: string, secret: string): Promise<ExchangeResult> {
      calls.push({ environment, secret, at: clock.now() });
      await gate?.promise;
      return next();
    },
  };
}
