import { credentialRequest, toRequest } from '../api/portal-request';
import type { Environment, Portal } from '../portals';

/** What stands for the key wherever the key would stand. */
export const MASK = '••••';

/** A request as a person reads it before it is sent. */
export interface DescribedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** JSON. */
  readonly body: string | null;
}

/**
 * What would be sent to see whether a key works, made by what sends it.
 *
 * @param portal a parsed descriptor
 * @param environment one of its environments
 * @returns the request with dots in the key's place; `null` if nothing would be sent
 */
export function describeRequest(portal: Portal, { baseUrl }: Pick<Environment, 'baseUrl'>): DescribedRequest | null {
  const asked = credentialRequest(portal, MASK);
  const request = asked && toRequest(baseUrl, asked);
  if (!request) return null;
  const { url, init } = request;
  return {
    method: init.method ?? 'GET',
    url: url.origin + url.pathname + url.search.replaceAll(encodeURIComponent(MASK), MASK),
    headers: Object.entries(init.headers),
    body: init.body ?? null,
  };
}
