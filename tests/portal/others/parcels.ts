import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { preflightFor, withCors } from '../cors.ts';
import { docsOriginOf, otherPortals } from '../hosts.ts';
import { type Answer, type Incoming, isPreflight, json, parseJson, type Site } from '../http.ts';
import type { OtherSecret } from './secrets.ts';

/** A portal that nobody thought of: a key in a body becomes a token deep in an answer, for a header of its own. */

const hosts = otherPortals.parcels.apiHosts;
type ParcelsEnvironment = keyof typeof hosts;

const sessionPath = '/auth/session';
const parcelsPath = '/v2/parcels';
const quarterSeconds = 15 * 60;

const refuse = (status: number, code: string, reason: string): Answer => json(status, { fault: { reason, code } });

const missingKey = refuse(400, 'KEY_MISSING', 'The body needs a key');
const badKey = refuse(403, 'KEY_REFUSED', 'The key is unknown here');
const badToken = refuse(401, 'TOKEN_REFUSED', 'The token is missing, unknown here or too old');
const missingReceiver = refuse(400, 'RECEIVER_MISSING', 'The body needs a receiver');
const unknownPath = refuse(404, 'NOT_FOUND', 'There is nothing here');

const preflight = preflightFor('X-Api-Key, Content-Type, Accept');

const sessionSchema = z.object({ key: z.string().check(z.minLength(1)) });
const parcelSchema = z.object({ receiver: z.string().check(z.minLength(1)) });

interface ParcelsKey {
  readonly environment: ParcelsEnvironment;
  readonly key: string;
}

interface ParcelsToken extends ParcelsKey {
  readonly token: string;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

const environmentAt = (host: string): ParcelsEnvironment | undefined => {
  if (host === hosts.live) return 'live';
  return host === hosts.test ? 'test' : undefined;
};

/** @param now ms since the epoch */
export const createParcels = (now: () => number) => {
  const keys: ParcelsKey[] = [];
  const issued: ParcelsToken[] = [];
  const revoked = new Set<string>();
  const lifetime = { seconds: quarterSeconds };

  const open = (environment: ParcelsEnvironment, body: string): Answer => {
    const asked = sessionSchema.safeParse(parseJson(body));
    if (!asked.success) return missingKey;
    const { key } = asked.data;
    const isKnown = keys.some((each) => each.key === key && each.environment === environment);
    if (!isKnown || revoked.has(key)) return badKey;
    const token = randomBytes(24).toString('base64url');
    issued.push({ environment, key, token, expiresAt: now() + lifetime.seconds * 1000 });
    return json(200, { data: { access: { token } }, expires_in: lifetime.seconds });
  };

  const isGood = (environment: ParcelsEnvironment, header: unknown): boolean =>
    issued.some(
      ({ token, environment: own, expiresAt }) =>
        token === header && own === environment && expiresAt > now() && !revoked.has(token),
    );

  const answerParcels = ({ method, body }: Incoming): Answer => {
    if (method === 'GET') return json(200, { parcels: [{ id: 'p-1', receiver: 'Ada', state: 'on its way' }] });
    if (method !== 'POST') return unknownPath;
    const parcel = parcelSchema.safeParse(parseJson(body));
    return parcel.success ? json(201, { id: 'p-2', ...parcel.data, state: 'announced' }) : missingReceiver;
  };

  const answer = (environment: ParcelsEnvironment, request: Incoming): Answer => {
    if (isPreflight(request)) return preflight;
    if (request.method === 'POST' && request.path === sessionPath) return open(environment, request.body);
    if (request.path !== parcelsPath) return unknownPath;
    return isGood(environment, request.headers['x-api-key']) ? answerParcels(request) : badToken;
  };

  const site: Site = (request) => {
    const environment = environmentAt(request.host);
    if (!environment || !/^\/(?:auth|v2)\//.test(request.path)) return undefined;
    return withCors(docsOriginOf(request.host), answer(environment, request));
  };

  return {
    site,
    secrets: (): OtherSecret[] => [
      ...keys.map(({ environment, key }): OtherSecret => ({
        portal: 'parcels',
        kind: 'key',
        environment: `parcels ${environment}`,
        text: key,
        place: { host: hosts[environment], bodyOf: sessionPath },
      })),
      ...issued.map(({ environment, token }): OtherSecret => ({
        portal: 'parcels',
        kind: 'token',
        environment: `parcels ${environment}`,
        text: token,
        place: { host: hosts[environment], header: 'x-api-key', value: token },
      })),
    ],
    reset: (): void => {
      keys.length = 0;
      issued.length = 0;
      revoked.clear();
      lifetime.seconds = quarterSeconds;
    },
    controls: {
      /** Every token that was given out, oldest first. */
      issuedTokens: issued as readonly ParcelsToken[],
      /** Lifetime of the tokens that are issued from now on, s. */
      get tokenLifetimeSeconds(): number {
        return lifetime.seconds;
      },
      set tokenLifetimeSeconds(seconds) {
        lifetime.seconds = seconds;
      },
      /** @returns a new key, good at this environment's host alone */
      makeKey: (environment: ParcelsEnvironment): string => {
        const key = randomBytes(16).toString('hex');
        keys.push({ environment, key });
        return key;
      },
      /** The API refuses this key or token from now on. */
      revoke: (keyOrToken: string): void => {
        revoked.add(keyOrToken);
      },
    },
  };
};
