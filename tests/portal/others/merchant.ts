import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { preflightFor, withCors } from '../cors.ts';
import { docsOriginOf, otherPortals } from '../hosts.ts';
import { type Answer, type Incoming, isPreflight, json, parseJson, type Site } from '../http.ts';
import { createSigner } from '../jwt.ts';
import { type OtherSecret, secretPart } from './secrets.ts';

/** Applications of merchants: a JWT from elsewhere opens it, and it makes API keys that are told once. */

const host = otherPortals.merchant.apiHosts.live;
const pathSchema = /^\/api\/v1\/applications\/([^/]+)\/api-keys$/;

interface FieldError {
  readonly field: string;
  readonly message: string;
}

const refuse = (
  status: number,
  error: string,
  code: string,
  message: string,
  details: readonly FieldError[] = [],
): Answer => json(status, { error, message, code, details });

const unauthorized = refuse(401, 'Unauthorized', 'UNAUTHORIZED', 'The token is missing, wrong or expired');
const forbidden = refuse(403, 'Forbidden', 'FORBIDDEN', 'The application belongs to another merchant');
const unknownApplication = refuse(404, 'Not Found', 'NOT_FOUND', 'There is no such application');
const unknownPath = refuse(404, 'Not Found', 'NOT_FOUND', 'There is no such resource');
const wrongMethod = refuse(405, 'Method Not Allowed', 'METHOD_NOT_ALLOWED', 'Use GET or POST');
const invalidDescription = (message: string): Answer =>
  refuse(400, 'Bad Request', 'VALIDATION', 'Validation failed', [{ field: 'description', message }]);

const preflight = preflightFor('Authorization, Content-Type, Accept');

/** The same text whatever is wrong, as there is one rule only. */
const askSchema = z.object({ description: z.string().check(z.minLength(1), z.maxLength(50)) });

interface IssuedKey {
  readonly id: string;
  readonly applicationId: string;
  readonly fullKey: string;
  readonly keyPrefix: string;
  readonly description: string;
  readonly createdAt: string;
}

interface PersonsToken {
  readonly token: string;
  readonly merchant: string;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

interface TokenOptions {
  /** From now on, s; without it, a quarter of an hour. */
  readonly lifetimeSeconds?: number;
  readonly merchant?: string;
  /** A text that says nothing of itself, instead of a JWT. */
  readonly opaque?: boolean;
}

/** Whose the applications are that are there at the start. */
const owners = { 'app-1': 'merchant-1', 'app-2': 'merchant-1', 'app-9': 'merchant-2' } as const;
const usualMerchant = owners['app-1'];
const quarterSeconds = 15 * 60;
const PREFIX_LENGTH = 12;

/** @param now ms since the epoch */
export const createMerchant = (now: () => number) => {
  const sign = createSigner();
  const applications = new Map<string, string>(Object.entries(owners));
  const tokens: PersonsToken[] = [];
  const revoked = new Set<string>();
  const keys: IssuedKey[] = [];

  const merchantOf = (header: string | undefined): string | undefined =>
    tokens.find(({ token, expiresAt }) => header === `Bearer ${token}` && expiresAt > now() && !revoked.has(token))
      ?.merchant;

  const issue = (applicationId: string, body: string): Answer => {
    const asked = askSchema.safeParse(parseJson(body));
    if (!asked.success) return invalidDescription('must be 1 to 50 characters long');
    const fullKey = `mk_live_${randomBytes(20).toString('hex')}`;
    const key: IssuedKey = {
      id: randomUUID(),
      applicationId,
      fullKey,
      keyPrefix: fullKey.slice(0, PREFIX_LENGTH),
      description: asked.data.description,
      createdAt: new Date(now()).toISOString(),
    };
    keys.push(key);
    return json(201, key);
  };

  const list = (applicationId: string): Answer =>
    json(
      200,
      keys.filter((key) => key.applicationId === applicationId).map(({ fullKey: _toldOnce, ...rest }) => rest),
    );

  const answer = (request: Incoming): Answer => {
    if (isPreflight(request)) return preflight;
    const merchant = merchantOf(request.headers.authorization);
    if (merchant === undefined) return unauthorized;
    const applicationId = pathSchema.exec(request.path)?.[1];
    if (applicationId === undefined) return unknownPath;
    const owner = applications.get(applicationId);
    if (owner === undefined) return unknownApplication;
    if (owner !== merchant) return forbidden;
    if (request.method === 'GET') return list(applicationId);
    return request.method === 'POST' ? issue(applicationId, request.body) : wrongMethod;
  };

  const site: Site = (request) =>
    request.host === host && request.path.startsWith('/api/v1/')
      ? withCors(docsOriginOf(host), answer(request))
      : undefined;

  return {
    site,
    secrets: (): OtherSecret[] => [
      ...tokens.map(({ token }): OtherSecret => ({
        portal: 'merchant',
        kind: 'credential',
        environment: 'merchant',
        text: secretPart(token),
        place: { host, header: 'authorization', value: `Bearer ${token}` },
      })),
      // Told once in an answer: nobody has a reason to send it anywhere.
      ...keys.map(({ fullKey }): OtherSecret => ({
        portal: 'merchant',
        kind: 'key',
        environment: 'merchant',
        text: fullKey,
        place: null,
      })),
    ],
    reset: (): void => {
      applications.clear();
      for (const [id, owner] of Object.entries(owners)) applications.set(id, owner);
      tokens.length = 0;
      revoked.clear();
      keys.length = 0;
    },
    controls: {
      /** Every API key that was issued, oldest first. */
      issuedKeys: keys as readonly IssuedKey[],
      /** @param merchant whose it is; by default the one that tokens are made for */
      addApplication: (id: string, merchant: string = usualMerchant): void => {
        applications.set(id, merchant);
      },
      /** @returns a token as a person would paste it. A JWT tells its end in `exp`; an opaque one ends all the same. */
      makeToken: ({
        lifetimeSeconds = quarterSeconds,
        merchant = usualMerchant,
        opaque = false,
      }: TokenOptions = {}): string => {
        const iat = Math.floor(now() / 1000);
        const exp = iat + lifetimeSeconds;
        const token = opaque ? randomBytes(24).toString('hex') : sign({ sub: merchant, iat, exp, jti: randomUUID() });
        tokens.push({ token, merchant, expiresAt: exp * 1000 });
        return token;
      },
      /** The API answers 401 to this token from now on. */
      revokeToken: (token: string): void => {
        revoked.add(token);
      },
    },
  };
};
