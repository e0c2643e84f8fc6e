import * as z from '../schema';
import { dictionary } from '../dictionary';
import type { Failure } from '../failure';
import { findEnvironment, portalOf } from '../portals';
import { boundedRequest, type BoundedAnswer, type RequestDependencies } from './request';
import { retryAfterMs } from './retry-after';
import { saidInErrors } from './said';

/** Longer than any token that a header could carry everywhere. Characters. */
const LONGEST_TOKEN = 8192;
/** Keys seen have 32 and 40 characters. */
const LONGEST_KEY = 512;

/** `retryAfterMs`: how long the API asked us to wait, in ms, or `null`. */
export interface ApiFailure {
  readonly ok: false;
  readonly failure: Failure;
  readonly retryAfterMs: number | null;
}

export type ExchangeResult = { readonly ok: true; readonly token: string } | ApiFailure;

/** A key that the API has made. Times in ms since the epoch, `null` where the API's text is no date. */
export interface IssuedKey {
  readonly secret: string;
  readonly createdAt: number | null;
  readonly validUntil: number | null;
  readonly status: 'active' | 'expired' | null;
}

export type IssueResult = { readonly ok: true; readonly key: IssuedKey } | ApiFailure;

export interface ApiDependencies extends RequestDependencies {
  /** ms since the epoch. */
  readonly now: () => number;
  /** Whether the person lets us call this host (a match pattern's origin). */
  readonly mayCall: (origin: string) => Promise<boolean>;
}

/** Statuses after which the same request gets the same answer. 409: several clients match a phone number. */
const FINAL = new Set([400, 401, 403, 404, 409, 422]);

/** What goes into a header or a query as it is: visible ASCII only (RFC 9110 section 5.5), within a length. */
const visible = (longest: number) => z.string((text) => text.length <= longest && /^[\x21-\x7e]+$/.test(text));

const issuedSchema = z.object({ apiKey: visible(LONGEST_KEY) });
/** What the API says of the key: each of them may be missing, or be anything. */
const factsSchema = dictionary(z.unknown());

const failureOf = ({ status, json }: BoundedAnswer, secret: string): Failure => {
  if (status === 429) return { kind: 'rate-limited', said: saidInErrors(json, secret) };
  if (status >= 500 && status <= 599) return { kind: 'server-error', status, said: saidInErrors(json, secret) };
  if (FINAL.has(status)) return { kind: 'refused', status, said: saidInErrors(json, secret) };
  return { kind: 'unexpected-answer' };
};

/** The API's dates: `2025-08-27T08:03:02.000000Z`, `2026-07-24T23:59:59Z`. */
const dateOf = (text: unknown): number | null => {
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
};

const statusOf = (text: unknown): IssuedKey['status'] =>
  text === 'Active' ? 'active' : text === 'Expired' ? 'expired' : null;

/**
 * A portal's calls, as its descriptor tells them.
 *
 * @param dependencies fetch, clock, network state and permissions
 * @returns the calls; none of them rejects for anything that the network or the API does
 */
export function createPortalApi(dependencies: ApiDependencies) {
  const { now, mayCall } = dependencies;

  const failed = (failure: Failure, retryAfter: number | null = null): ApiFailure => ({
    ok: false,
    failure,
    retryAfterMs: retryAfter,
  });

  /** Sends, and lets nothing but a 200 with a JSON body through. */
  async function call(
    url: URL,
    init: Pick<RequestInit, 'method' | 'headers' | 'body'>,
    secret: string,
  ): Promise<{ readonly ok: true; readonly json: unknown } | ApiFailure> {
    if (!(await mayCall(url.origin).catch(() => false))) return failed({ kind: 'no-permission' });
    const result = await boundedRequest(url.href, init, dependencies);
    if (!result.ok) return failed(result.failure);
    const { answer } = result;
    if (answer.status === 200) return { ok: true, json: answer.json };
    return failed(failureOf(answer, secret), retryAfterMs(answer.retryAfter, now()));
  }

  return {
    /**
     * Exchanges a key for an access token.
     *
     * @param environmentId an environment of a descriptor
     * @param secret the key
     * @returns the raw token, or why there is none
     */
    async exchange(environmentId: string, secret: string): Promise<ExchangeResult> {
      const { exchange } = portalOf(environmentId);
      const url = new URL(exchange.path, findEnvironment(environmentId)?.baseUrl);
      url.searchParams.set(exchange.keyParameter, secret);
      const result = await call(url, { headers: { Accept: 'application/json' } }, secret);
      if (!result.ok) return result;
      const answer = z.safeParse(z.object({ [exchange.tokenField]: visible(LONGEST_TOKEN) }), result.json);
      const token = answer.success ? answer.data[exchange.tokenField] : undefined;
      return token === undefined ? failed({ kind: 'unexpected-answer' }) : { ok: true, token };
    },

    /**
     * Asks for a new sandbox key. The caller sees to it that this happens at most once a day per phone number.
     *
     * @param environmentId an environment whose portal issues keys
     * @param phone digits, country code first
     * @returns the key and what the API says of it, or why there is none
     */
    async issueKey(environmentId: string, phone: string): Promise<IssueResult> {
      const { issuing } = portalOf(environmentId);
      const url = new URL(issuing.path, findEnvironment(environmentId)?.baseUrl);
      const init = {
        method: 'POST',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
        body: JSON.stringify({ [issuing.phoneField]: phone }),
      };
      const result = await call(url, init, phone);
      if (!result.ok) return result;
      const answer = z.safeParse(issuedSchema, result.json);
      const said = z.safeParse(factsSchema, result.json);
      if (!answer.success || !said.success) return failed({ kind: 'unexpected-answer' });
      const { createdAt, expDate, status } = said.data;
      const facts = { createdAt: dateOf(createdAt), validUntil: dateOf(expDate), status: statusOf(status) };
      return { ok: true, key: { secret: answer.data.apiKey, ...facts } };
    },
  };
}
