import type { Portal } from '../portals';
import { below, placed } from '../portals/requests';

/** A request below an environment's base URL. With a body it is a POST of JSON. */
export interface Asked {
  /** `null`: there is none that could be sent. */
  readonly path: string | null;
  readonly query?: readonly [string, string] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

/** A request as it is sent. */
export interface PortalRequest {
  readonly url: URL;
  readonly init: { readonly method?: 'POST'; readonly headers: Record<string, string>; readonly body?: string };
}

/**
 * What makes a token of a key, or tells whether a key that is one is good.
 *
 * @param portal its credential, header and check
 * @param secret the key
 * @returns what is asked; `null` where a key is a token and nothing tells more
 */
export function credentialRequest({ credential, header, check }: Portal, secret: string): Asked | null {
  if (credential.kind !== 'exchange')
    return check && { path: check.path, headers: { [header.name]: header.prefix + secret } };
  const { method, path, keyIn, keyName } = credential;
  return {
    path,
    query: keyIn === 'query' ? [keyName, secret] : undefined,
    headers: keyIn === 'header' ? { [keyName]: secret } : undefined,
    body: keyIn === 'json' ? placed(keyName, secret) : method === 'POST' ? {} : undefined,
  };
}

/**
 * @param baseUrl the environment's
 * @param asked what is asked there
 * @returns the request, or `null` if it would lead elsewhere
 */
export function toRequest(baseUrl: string, { path, query, headers, body }: Asked): PortalRequest | null {
  const url = path === null ? null : below(baseUrl, path);
  if (!url) return null;
  if (query) url.searchParams.set(...query);
  const json = { Accept: 'application/json' };
  const init =
    body === undefined
      ? { headers: { ...json, ...headers } }
      : {
          method: 'POST' as const,
          headers: { ...json, 'Content-Type': 'application/json', ...headers },
          body: JSON.stringify(body),
        };
  return { url, init };
}
