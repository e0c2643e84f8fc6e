import * as z from '../schema';
import type { Failure } from '../failure';
import { findEnvironment, portalOf, type Portal } from '../portals';
import { fillPath, valueAt } from '../portals/requests';
import { credentialRequest, toRequest, type Asked } from './portal-request';
import { boundedRequest, type BoundedAnswer, type RequestDependencies } from './request';
import { retryAfterMs } from './retry-after';
import { saidInErrors, saidOfFields } from './said';

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

/** `lifetimeMs`: as the answer says it; else the token itself tells. `isFixed`: nothing was traded, the token is what the person entered. */
export type ExchangeResult =
  | { readonly ok: true; readonly token: string; readonly lifetimeMs?: number; readonly isFixed?: true }
  | ApiFailure;

/** A key that the API has made. Times in ms since the epoch, `null` where the API's text is no date. */
export interface IssuedKey {
  readonly secret: string;
  readonly createdAt: number | null;
  readonly validUntil: number | null;
  readonly status: 'active' | 'expired' | null;
  /** May be empty. */
  readonly label: string;
}

/** `fields`: what the API says of each field. */
export type IssueResult =
  | { readonly ok: true; readonly key: IssuedKey }
  | (ApiFailure & { readonly fields: Readonly<Record<string, string>> });

export interface ApiDependencies extends RequestDependencies {
  /** ms since the epoch. */
  readonly now: () => number;
  /** Whether the person lets us call this host. */
  readonly mayCall: (url: URL) => Promise<boolean>;
}

/** Statuses after which the same request gets the same answer. 409: several clients match a phone number. */
const FINAL = new Set([400, 401, 403, 404, 409, 422]);

/** 204 is enough of an answer to a check; whoever needs a body finds none. */
const GOOD = new Set([200, 201, 204]);

/** What goes into a header or a query as it is: visible ASCII only (RFC 9110 section 5.5), within a length. */
const visible = (longest: number) => z.string((text) => text.length <= longest && /^[\x21-\x7e]+$/.test(text));

const tokenSchema = visible(LONGEST_TOKEN);
const secretSchema = visible(LONGEST_KEY);
const labelSchema = z.string((text) => text.length <= 200);

const failureOf = ({ status, json }: BoundedAnswer, errors: Portal['errors'], secrets: readonly string[]): Failure => {
  const said = saidInErrors(json, errors, ...secrets);
  if (status === 429) return { kind: 'rate-limited', said };
  if (status >= 500 && status <= 599) return { kind: 'server-error', status, said };
  if (FINAL.has(status)) return { kind: 'refused', status, said };
  return { kind: 'unexpected-answer' };
};

/** The API's dates: `2025-08-27T08:03:02.000000Z`, `2026-07-24T23:59:59Z`. */
const dateOf = (text: unknown): number | null => {
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
};

const statusOf = (text: unknown): IssuedKey['status'] =>
  text === 'Active' ? 'active' : text === 'Expired' ? 'expired' : null;

const baseUrlOf = (environmentId: string): string => findEnvironment(environmentId)?.baseUrl ?? '';

/**
 * A portal's calls, as its descriptor tells them.
 *
 * @param dependencies fetch, clock, network state and permissions
 * @returns the calls; none of them rejects for anything that the network or the API does
 */
export function createPortalApi(dependencies: ApiDependencies) {
  const { now, mayCall } = dependencies;

  const failed = (failure: Failure, retryAfter: number | null = null) =>
    ({ ok: false, failure, retryAfterMs: retryAfter }) as const;

  const nothing = (failure: Failure, answer?: BoundedAnswer) => ({
    ok: false as const,
    failed: failed(failure, answer && retryAfterMs(answer.retryAfter, now())),
    answer,
  });

  /**
   * Sends, and lets nothing but a success through; `json` is `undefined` where its body is none. `secrets`: what must not be in the API's words. `answer`: an error, if
   * one was answered.
   */
  async function call(
    { errors }: Portal,
    baseUrl: string,
    asked: Asked,
    secrets: readonly string[],
  ): Promise<{ readonly ok: true; readonly json: unknown } | ReturnType<typeof nothing>> {
    const request = toRequest(baseUrl, asked);
    // A descriptor that leads elsewhere: nothing is sent.
    if (!request) return nothing({ kind: 'unexpected-answer' });
    const { url, init } = request;
    if (!(await mayCall(url).catch(() => false))) return nothing({ kind: 'no-permission' });
    const result = await boundedRequest(url.href, init, dependencies);
    if (!result.ok) return nothing(result.failure);
    const { answer } = result;
    // A page isn't the API's, whatever it says.
    if (GOOD.has(answer.status) && !answer.isPage) return { ok: true, json: answer.json };
    return nothing(failureOf(answer, errors, secrets), answer);
  }

  /** Trades a key for a token; or, of a key that is one, asks whether it works. 403 of the API's own: it is known, and may not do just this. */
  async function obtain(portal: Portal, baseUrl: string, secret: string): Promise<ExchangeResult> {
    const { credential } = portal;
    const good = { ok: true, token: secret, isFixed: true } as const;
    const asked = credentialRequest(portal, secret);
    if (!asked) return good;
    const result = await call(portal, baseUrl, asked, [secret]);
    if (!result.ok) {
      const { failure } = result.failed;
      const isKnown =
        credential.kind !== 'exchange' &&
        failure.kind === 'refused' &&
        failure.status === 403 &&
        !result.answer?.isPage;
      return isKnown ? good : result.failed;
    }
    if (credential.kind !== 'exchange') return good;
    const { token, expiresIn } = credential;
    const found = z.safeParse(tokenSchema, valueAt(result.json, token));
    if (!found.success) return failed({ kind: 'unexpected-answer' });
    const seconds = expiresIn === null ? undefined : valueAt(result.json, expiresIn);
    const told = typeof seconds === 'number' && seconds >= 0 ? { lifetimeMs: seconds * 1000 } : {};
    return { ok: true, token: found.data, ...told };
  }

  return {
    /**
     * Makes an access token of a key: by the portal's exchange, or of a key that is one itself, once the portal's check has found it good.
     *
     * @param environmentId an environment of a descriptor
     * @param secret the key
     * @returns the raw token, or why there is none
     */
    exchange: (environmentId: string, secret: string): Promise<ExchangeResult> =>
      obtain(portalOf(environmentId), baseUrlOf(environmentId), secret),

    /**
     * The same for a portal that isn't there yet.
     *
     * @param portal a parsed descriptor
     * @param baseUrl one of its environments'
     * @param secret the key
     */
    obtain,

    /**
     * Asks for a new key. The caller sees to it that this happens no oftener than the portal says.
     *
     * @param environmentId an environment whose portal issues keys
     * @param values of the fields, by name, as the API takes them
     * @param token the environment's, raw, where the request is to carry it; else ''
     * @returns the key and what the API says of it, or why there is none
     */
    async issueKey(environmentId: string, values: Readonly<Record<string, string>>, token = ''): Promise<IssueResult> {
      const portal = portalOf(environmentId);
      const { issuing, header, errors } = portal;
      const unexpected = { ...failed({ kind: 'unexpected-answer' }), fields: {} };
      if (!issuing) return unexpected;
      const sent = issuing.fields.filter((field) => field.in === 'json').map(({ name }) => [name, values[name] ?? '']);
      const phones = issuing.fields.filter(({ rule }) => rule.is === 'phone').map(({ name }) => values[name] ?? '');
      const secrets = [...phones, token];
      const asked = {
        path: fillPath(issuing.path, values),
        headers: issuing.authorized ? { [header.name]: header.prefix + token } : undefined,
        body: Object.fromEntries(sent),
      };
      const result = await call(portal, baseUrlOf(environmentId), asked, secrets);
      if (!result.ok) return { ...result.failed, fields: saidOfFields(result.answer?.json, errors, ...secrets) };
      const { key, createdAt, validUntil, status, label } = issuing.answer;
      const at = (place: string | null) => (place === null ? undefined : valueAt(result.json, place));
      const secret = z.safeParse(secretSchema, at(key));
      if (!secret.success) return unexpected;
      return {
        ok: true,
        key: {
          secret: secret.data,
          createdAt: dateOf(at(createdAt)),
          validUntil: dateOf(at(validUntil)),
          status: statusOf(at(status)),
          label: z.safeParse(labelSchema, at(label)).data ?? '',
        },
      };
    },
  };
}
