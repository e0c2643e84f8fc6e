import { docsOriginOf, environmentOf } from '../portal/hosts.ts';
import type { OtherSecret } from '../portal/others/index.ts';
import type { LoggedRequest, Replica } from '../portal/replica.ts';

/**
 * What must hold of every request in every test, whatever it is about: a token goes to its own environment only, raw, in one header; a key
 * goes into the query of its own environment's exchange and nowhere else; a secret of another portal stands where that portal wants it, at
 * its own host; and our own requests tell nothing of the person or the page.
 */

const EXCHANGE = /\/clients\/authorization$/;
const ISSUE = /\/test-api-keys$/;
/** Exchange and issue of the other portals. */
const OTHERS_CALLS = /^\/auth\/session$|^\/api\/v1\/applications\/[^/]+\/api-keys$/;

const where = ({ method, host, path }: LoggedRequest) => `${method} ${host}${path}`;

function tokenTrouble(request: LoggedRequest, replica: Replica): string[] {
  return replica.issuedTokens.flatMap(({ token, environment }) =>
    Object.entries(request.headers)
      .filter(([, value]) => String(value).includes(token))
      .filter(
        ([name, value]) => name !== 'authorization' || value !== token || environmentOf(request.host) !== environment,
      )
      .map(([name]) => `a ${environment} token in ${name} of ${where(request)}`),
  );
}

function keyTrouble(request: LoggedRequest, replica: Replica): string[] {
  const { host, path, query, headers, body } = request;
  return replica.knownKeys.flatMap(({ key, environment }) => {
    const isExchange = EXCHANGE.test(path) && environmentOf(host) === environment && query.get('apiKey') === key;
    const rest = [path, isExchange ? '' : query.toString(), JSON.stringify(headers), body];
    return rest.some((text) => text.includes(key)) ? [`a ${environment} key in ${where(request)}`] : [];
  });
}

/** Whether this is the one place where the secret belongs. `name`: a header's, or `body` or `URL`. */
function isAtItsPlace({ place }: OtherSecret, { host, path }: LoggedRequest, name: string, text: string): boolean {
  if (place?.host !== host) return false;
  return 'header' in place ? name === place.header && text === place.value : name === 'body' && path === place.bodyOf;
}

function otherTrouble(request: LoggedRequest, secrets: readonly OtherSecret[]): string[] {
  const { path, query, headers, body } = request;
  const parts = Object.entries({ ...headers, URL: `${path}?${query}`, body }).map(
    ([name, value]) => [name, String(value)] as const,
  );
  return secrets.flatMap((secret) =>
    parts
      .filter(([name, text]) => text.includes(secret.text) && !isAtItsPlace(secret, request, name, text))
      .map(([name]) => `a ${secret.environment} ${secret.kind} in ${name} of ${where(request)}`),
  );
}

/** Their docs may send these calls themselves; whoever else does is us, and says nothing of where the person is. */
function otherPrivacyTrouble(request: LoggedRequest): string[] {
  const { method, host, path, headers } = request;
  const isOurs = method === 'POST' && OTHERS_CALLS.test(path) && headers.origin !== docsOriginOf(host);
  const names = ['cookie', 'referer'].filter((name) => isOurs && headers[name] !== undefined);
  return names.map((name) => `${name} in ${where(request)}`);
}

function privacyTrouble(request: LoggedRequest): string[] {
  const { method, path, headers } = request;
  if (!EXCHANGE.test(path) && !ISSUE.test(path)) return [];
  // A browser adds `Origin` to every POST of an extension; it names the extension, and can't be left out.
  const names = method === 'POST' ? ['cookie', 'referer'] : ['cookie', 'referer', 'origin'];
  return names.filter((name) => headers[name] !== undefined).map((name) => `${name} in ${where(request)}`);
}

/**
 * @param replica after a test
 * @returns one line for each thing on the wire that must never be there
 */
export const wireTrouble = (replica: Replica): string[] => {
  const others = replica.otherSecrets;
  return replica.requests.flatMap((request) => [
    ...tokenTrouble(request, replica),
    ...keyTrouble(request, replica),
    ...privacyTrouble(request),
    ...otherTrouble(request, others),
    ...otherPrivacyTrouble(request),
  ]);
};
