import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { preflightFor, withCors } from '../cors.ts';
import type { Faults } from '../faults.ts';
import { docsOriginOf, otherPortals } from '../hosts.ts';
import { type Answer, type Incoming, isPreflight, json, parseJson, type Site } from '../http.ts';
import type { OtherSecret } from './secrets.ts';

/** An AI gateway with the OpenAI API's ways: the key itself is what calls carry, `Authorization: Bearer <key>`. */

type Permission = 'read' | 'write' | 'delete';

const host = otherPortals.novastack.apiHosts.live;
const root = '/router/v1';

const refusal = (type: string, message: string, code: string | null, param: string | null = null) => ({
  error: { message, type, param, code },
});
const invalid = (message: string, param: string | null = null) =>
  json(400, refusal('invalid_request_error', message, null, param));
const unknownUrl = json(404, refusal('invalid_request_error', 'Unknown request URL', 'unknown_url'));
const badKey = json(401, refusal('authentication_error', 'Incorrect API key provided', 'invalid_api_key'));
const forbidden = json(403, refusal('permission_error', 'This API key has no permission for this', null));
const tooMany = refusal('rate_limit_error', 'Rate limit reached', 'rate_limit_exceeded');
const failed = refusal('server_error', 'The server had an error', null);

const preflight = preflightFor('Authorization, Content-Type, Accept');

const models = ['nova-large', 'nova-small'].map((id) => ({ id, object: 'model' }));

const needed = (method: string): Permission => {
  if (method === 'GET') return 'read';
  return method === 'DELETE' ? 'delete' : 'write';
};

const askSchema = z.object({ model: z.string(), messages: z.array(z.unknown()).check(z.minLength(1)) });

const complete = (body: string): Answer => {
  const asked = askSchema.safeParse(parseJson(body));
  if (!asked.success) {
    const [name] = asked.error.issues[0]?.path ?? [];
    return name === undefined
      ? invalid('The body is not a JSON object')
      : invalid(`Missing or wrong parameter: ${String(name)}`, String(name));
  }
  const message = { role: 'assistant', content: 'Hello!' };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  return json(200, { id: 'chatcmpl-1', object: 'chat.completion', model: asked.data.model, choices });
};

const answerAllowed = ({ method, path, body }: Incoming): Answer => {
  const call = `${method} ${path.slice(root.length)}`;
  if (call === 'GET /models') return json(200, { object: 'list', data: models });
  if (call === 'POST /chat/completions') return complete(body);
  const model = models.find(({ id }) => call === `DELETE /models/${id}`);
  return model ? json(200, { ...model, deleted: true }) : unknownUrl;
};

/** @param faults the replica's: what the API answers when it is overloaded or broken is one of them */
export const createNovastack = (faults: Pick<Faults, 'add'>) => {
  const known: string[] = [];
  const active = new Map<string, readonly Permission[]>();

  const answer = (request: Incoming): Answer => {
    if (isPreflight(request)) return preflight;
    const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const permissions = key === undefined ? undefined : active.get(key);
    if (!permissions) return badKey;
    return permissions.includes(needed(request.method)) ? answerAllowed(request) : forbidden;
  };

  const site: Site = (request) =>
    request.host === host && request.path.startsWith(`${root}/`)
      ? withCors(docsOriginOf(host), answer(request))
      : undefined;

  const addFault = (times: number | undefined, status: number, body: unknown, headers = {}) =>
    faults.add({
      host,
      path: new RegExp(`^${root}/`),
      ...(times === undefined ? {} : { times }),
      status,
      headers,
      body: JSON.stringify(body),
    });

  return {
    site,
    secrets: (): OtherSecret[] =>
      known.map((key) => ({
        portal: 'novastack',
        kind: 'credential',
        environment: 'novastack',
        text: key,
        place: { host, header: 'authorization', value: `Bearer ${key}` },
      })),
    reset: (): void => {
      known.length = 0;
      active.clear();
    },
    controls: {
      /** @returns a new key that may do this; anything, without a list */
      makeKey: ({ permissions }: { readonly permissions?: readonly Permission[] } = {}): string => {
        const key = `nsk-${randomBytes(24).toString('hex')}`;
        known.push(key);
        active.set(key, permissions ?? ['read', 'write', 'delete']);
        return key;
      },
      /** The API answers 401 to this key from now on. */
      revokeKey: (key: string): void => {
        active.delete(key);
      },
      /** Answers 429. @param times how many calls; all, without it */
      limitRate: ({ retryAfterSeconds, times }: { readonly retryAfterSeconds: number; readonly times?: number }) =>
        addFault(times, 429, tooMany, { 'retry-after': String(retryAfterSeconds) }),
      /** Answers 500. @param times how many calls; all, without it */
      fail: ({ times }: { readonly times?: number } = {}) => addFault(times, 500, failed),
    },
  };
};
