import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import type { EnvironmentId } from '../../portal/replica.ts';
import { callApi } from './call.ts';
import { useReplica } from './running.ts';

const running = useReplica({ spec: 'small' });
const exchange = (environment: EnvironmentId, query: string) =>
  callApi(running(), environment, `/clients/authorization${query}`);
const listDivisions = (environment: EnvironmentId, authorization?: string) =>
  callApi(running(), environment, '/divisions', authorization === undefined ? {} : { headers: { authorization } });

const payloadOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));

describe('the exchange of a key for a token', () => {
  it('gives a token of one hour for a key of its own environment', async () => {
    running().addKey('production', 'k1');
    const reply = await exchange('production', '?apiKey=k1');
    expect(reply.status).toBe(200);
    const { jwt } = z.object({ jwt: z.string() }).parse(JSON.parse(reply.body));
    expect(jwt).toBe(running().issuedTokens[0]?.token);
    const payload = z
      .object({ iss: z.literal('np'), iat: z.int(), exp: z.int(), cid: z.string(), ref: z.string() })
      .parse(payloadOf(jwt));
    expect(payload.exp - payload.iat).toBe(3600);
  });

  it('never gives the same token twice', async () => {
    running().addKey('sandbox', 'k1');
    expect((await exchange('sandbox', '?apiKey=k1')).body).not.toBe((await exchange('sandbox', '?apiKey=k1')).body);
  });

  it.each([
    ['an unknown key', '?apiKey=nobody', 401],
    ['a key of another environment', '?apiKey=sandbox-key', 401],
    ['an expired key', '?apiKey=old-key', 401],
    ['no key', '', 422],
    ['an empty key', '?apiKey=', 422],
  ])('refuses %s', async (_what, query, status) => {
    running().addKey('sandbox', 'sandbox-key');
    running().addKey('production', 'old-key', { expiresAt: Date.now() - 1 });
    const reply = await exchange('production', query);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toEqual({ errors: { '': expect.any(String) } });
    expect(running().issuedTokens).toEqual([]);
  });
});

describe('a call that needs a token', () => {
  const environments = ['sandbox', 'production', 'production-ua'] as const;

  it.each(environments.flatMap((issued) => environments.map((used) => [issued, used] as const)))(
    'with a token of %s at %s',
    async (issued, used) => {
      const token = running().issueToken(issued, 'k1');
      expect((await listDivisions(used, token)).status).toBe(issued === used ? 200 : 401);
    },
  );

  it('takes the raw token alone', async () => {
    const token = running().issueToken('sandbox', 'k1');
    for (const header of [`Bearer ${token}`, `bearer ${token}`, `${token}x`, token.slice(0, -1), 'Bearer', undefined]) {
      expect((await listDivisions('sandbox', header)).status).toBe(401);
    }
  });

  it('refuses an expired token', async () => {
    running().tokenLifetimeSeconds = 5;
    const token = running().issueToken('sandbox', 'k1');
    running().clock.advance(3900);
    expect((await listDivisions('sandbox', token)).status).toBe(200);
    running().clock.advance(1100);
    expect((await listDivisions('sandbox', token)).status).toBe(401);
  });

  it('refuses a revoked token, and no other', async () => {
    const [first, second] = [running().issueToken('sandbox', 'k1'), running().issueToken('sandbox', 'k1')];
    running().revokeToken(first);
    expect((await listDivisions('sandbox', first)).status).toBe(401);
    expect((await listDivisions('sandbox', second)).status).toBe(200);
  });

  it('refuses the tokens of before a reset', async () => {
    const token = running().issueToken('sandbox', 'k1');
    running().reset();
    expect((await listDivisions('sandbox', token)).status).toBe(401);
  });

  it('goes by its own lifetime, whatever a token claims', async () => {
    const token = running().issueToken('sandbox', 'k1', { exp: undefined, iat: 'yesterday' });
    expect(payloadOf(token)).not.toHaveProperty('exp');
    expect((await listDivisions('sandbox', token)).status).toBe(200);
  });

  it('exists or not for those who may ask only', async () => {
    const token = running().issueToken('sandbox', 'k1');
    const ask = (headers: Record<string, string>) => callApi(running(), 'sandbox', '/nothing-here', { headers });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: token })).status).toBe(404);
  });
});

const preflight = (origin: string) =>
  callApi(running(), 'sandbox', '/divisions', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    },
  });

describe('CORS', () => {
  it('lets the docs page send the token, and no other origin', async () => {
    const { status, headers } = await preflight('https://api.novapost.com');
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('https://api.novapost.com');
    expect(headers['access-control-allow-headers']).toContain('Authorization');
    const stranger = await preflight('https://www.example.novapost.com');
    expect(stranger.headers['access-control-allow-origin']).toBe('https://api.novapost.com');
  });

  it('lets the docs page read refusals', async () => {
    expect((await listDivisions('sandbox')).headers['access-control-allow-origin']).toBe('https://api.novapost.com');
  });
});
