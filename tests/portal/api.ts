import type { Accounts } from './accounts.ts';
import { preflightFor, withCors } from './cors.ts';
import { apiRoot, docsOrigin, type EnvironmentId, environmentOf } from './hosts.ts';
import { type Answer, type Incoming, isPreflight, json, type Site } from './http.ts';
import { findResource } from './resources.ts';
import { answerKeyRequest } from './sandbox-keys.ts';
import type { Tokens } from './tokens.ts';

/** The error shape of every call but the one for sandbox keys. */
const refuse = (status: number, text: string): Answer => json(status, { errors: { '': text } });

const preflight = preflightFor('Authorization, Content-Type, Accept, Accept-Language');

const exchangeKey = (
  { accounts, tokens }: ApiState,
  environment: EnvironmentId,
  { method, query }: Incoming,
): Answer => {
  if (method !== 'GET') return refuse(405, 'Method not allowed');
  const key = query.get('apiKey');
  if (!key) return refuse(422, 'Missing required parameter: apiKey');
  if (!accounts.isActive(environment, key)) return refuse(401, 'Unauthorized: unknown or inactive API key');
  return json(200, { jwt: tokens.issue(environment, key) });
};

const answerCall = (state: ApiState, environment: EnvironmentId, request: Incoming): Answer => {
  if (isPreflight(request)) return preflight;
  const path = request.path.slice(apiRoot.length);
  if (path === '/clients/authorization') return exchangeKey(state, environment, request);
  if (path === '/test-api-keys' && environment === 'sandbox') return answerKeyRequest(state.accounts, request);
  if (!state.tokens.opens(environment, request.headers.authorization)) return refuse(401, 'Unauthorized');
  const resource = findResource(request.method, path);
  return resource ? json(resource.status, resource.body) : refuse(404, 'Not found');
};

/** What the API decides by. */
export interface ApiState {
  readonly accounts: Accounts;
  readonly tokens: Tokens;
}

/**
 * The API under `/v.1.0/` of its three hosts, with the portal's rules (`novapost/README.md`): keys and tokens of one environment are
 * worth nothing in another, and `Authorization` carries the raw token.
 *
 * @param state accounts and tokens; read at each request
 */
export const createApi =
  (state: ApiState): Site =>
  (request) => {
    const environment = environmentOf(request.host);
    if (!environment || !request.path.startsWith(`${apiRoot}/`)) return undefined;
    return withCors(docsOrigin, answerCall(state, environment, request));
  };
