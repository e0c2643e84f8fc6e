import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { call, type CallOptions } from './call.ts';
import { useReplica } from './running.ts';

const start = Date.UTC(2030, 0, 2, 3, 4, 5);
const running = useReplica({ spec: 'small', now: () => start });
const ask = (application: string, token?: string, options: CallOptions = {}) =>
  call(running(), `https://api.example.com/api/v1/applications/${application}/api-keys`, {
    ...options,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
const post = (body: unknown, token: string, application = 'app-1') =>
  ask(application, token, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });

const refusal = (code: string, details: readonly unknown[] = []) => ({
  error: expect.any(String),
  message: expect.any(String),
  code,
  details,
});
const payloadOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));

describe('a key of an application', () => {
  const keySchema = z.strictObject({
    id: z.string(),
    applicationId: z.string(),
    fullKey: z.string(),
    keyPrefix: z.string(),
    description: z.string(),
    createdAt: z.string(),
  });

  it('is told once, and is known by its beginning from then on', async () => {
    const token = running().merchant.makeToken();
    const made = await post({ description: 'Till' }, token);
    expect(made.status).toBe(201);
    const { fullKey, ...rest } = keySchema.parse(JSON.parse(made.body));
    expect(rest).toMatchObject({ applicationId: 'app-1', description: 'Till', createdAt: '2030-01-02T03:04:05.000Z' });
    expect(fullKey.startsWith(rest.keyPrefix)).toBe(true);
    expect(fullKey.length).toBeGreaterThan(rest.keyPrefix.length + 30);

    const listed = await ask('app-1', token);
    expect(listed.status).toBe(200);
    expect(JSON.parse(listed.body)).toEqual([rest]);
    expect(JSON.parse((await ask('app-2', token)).body)).toEqual([]);
    expect(running().merchant.issuedKeys).toEqual([{ ...rest, fullKey }]);
  });

  it.each([
    ['no body', ''],
    ['cut JSON', '{"description":'],
    ['no description', {}],
    ['an empty description', { description: '' }],
    ['a number for a text', { description: 7 }],
    ['a description that is too long', { description: 'x'.repeat(51) }],
  ])('is not made of %s', async (_what, body) => {
    const reply = await post(body, running().merchant.makeToken());
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body)).toEqual(
      refusal('VALIDATION', [{ field: 'description', message: 'must be 1 to 50 characters long' }]),
    );
    expect(running().merchant.issuedKeys).toEqual([]);
  });

  it.each(['x', 'x'.repeat(50)])(
    'is made of a description as short and as long as it may be: %s',
    async (description) => {
      expect((await post({ description }, running().merchant.makeToken())).status).toBe(201);
    },
  );
});

describe('who may ask', () => {
  it.each([
    ['app-1', 200, ''],
    ['app-9', 403, 'FORBIDDEN'],
    ['app-0', 404, 'NOT_FOUND'],
  ])('%s: %i', async (application, status, code) => {
    const reply = await ask(application, running().merchant.makeToken());
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toEqual(status === 200 ? [] : refusal(code));
  });

  it('goes by whose the application is', async () => {
    running().merchant.addApplication('app-3', 'merchant-3');
    expect((await ask('app-3', running().merchant.makeToken())).status).toBe(403);
    expect((await ask('app-3', running().merchant.makeToken({ merchant: 'merchant-3' }))).status).toBe(200);
    running().reset();
    expect((await ask('app-3', running().merchant.makeToken())).status).toBe(404);
  });

  it('goes by a token that is good, after "Bearer"', async () => {
    const token = running().merchant.makeToken();
    for (const wrong of [undefined, `${token}x`, `Bearer ${token}`, '']) {
      const reply = await ask('app-1', wrong);
      expect(reply.status).toBe(401);
      expect(JSON.parse(reply.body)).toEqual(refusal('UNAUTHORIZED'));
    }
    running().merchant.revokeToken(token);
    expect((await ask('app-1', token)).status).toBe(401);
  });
});

describe('a token', () => {
  it('tells when it ends, and ends then', async () => {
    const token = running().merchant.makeToken({ lifetimeSeconds: 60 });
    const { iat, exp } = z.object({ iat: z.int(), exp: z.int() }).parse(payloadOf(token));
    expect([iat * 1000, exp - iat]).toEqual([start, 60]);
    running().clock.advance(59_000);
    expect((await ask('app-1', token)).status).toBe(200);
    running().clock.advance(1000);
    expect((await ask('app-1', token)).status).toBe(401);
  });

  it('can be one that tells nothing', async () => {
    const token = running().merchant.makeToken({ lifetimeSeconds: 60, opaque: true });
    expect(token).toMatch(/^[0-9a-f]{48}$/);
    expect((await ask('app-1', token)).status).toBe(200);
    running().clock.advance(60_000);
    expect((await ask('app-1', token)).status).toBe(401);
  });
});
