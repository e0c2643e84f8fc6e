import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { call, type CallOptions } from './call.ts';
import { useReplica } from './running.ts';

const running = useReplica({ spec: 'small' });
const hosts = { live: 'api.parcels.example', test: 'test.parcels.example' } as const;
type Environment = keyof typeof hosts;

const openSession = (environment: Environment, body: string) =>
  call(running(), `https://${hosts[environment]}/auth/session`, { method: 'POST', body });
const sessionSchema = z.strictObject({
  data: z.strictObject({ access: z.strictObject({ token: z.string() }) }),
  expires_in: z.int(),
});
const tokenOf = async (environment: Environment) => {
  const { body } = await openSession(environment, JSON.stringify({ key: running().parcels.makeKey(environment) }));
  return sessionSchema.parse(JSON.parse(body)).data.access.token;
};
const parcels = (environment: Environment, headers: Record<string, string>, options: CallOptions = {}) =>
  call(running(), `https://${hosts[environment]}/v2/parcels`, { ...options, headers });
const fault = (code: string) => ({ fault: { reason: expect.any(String), code } });

describe('a session', () => {
  it('turns a key into a token that tells nothing, of a quarter of an hour', async () => {
    const key = running().parcels.makeKey('test');
    const reply = await openSession('test', JSON.stringify({ key }));
    expect(reply.status).toBe(200);
    const { data, expires_in: seconds } = sessionSchema.parse(JSON.parse(reply.body));
    expect(seconds).toBe(900);
    expect(data.access.token).toMatch(/^[\w-]{32}$/);
    expect(running().parcels.issuedTokens).toMatchObject([{ environment: 'test', key, token: data.access.token }]);
  });

  it.each([
    ['no body', ''],
    ['cut JSON', '{"key":'],
    ['no key', '{}'],
    ['an empty key', '{"key":""}'],
  ])('needs a key: %s', async (_what, body) => {
    const reply = await openSession('live', body);
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body)).toEqual(fault('KEY_MISSING'));
  });

  it('needs a key of its own host that is good', async () => {
    const [live, test] = [running().parcels.makeKey('live'), running().parcels.makeKey('test')];
    for (const key of ['nobody', test]) {
      const reply = await openSession('live', JSON.stringify({ key }));
      expect(reply.status).toBe(403);
      expect(JSON.parse(reply.body)).toEqual(fault('KEY_REFUSED'));
    }
    running().parcels.revoke(live);
    expect((await openSession('live', JSON.stringify({ key: live }))).status).toBe(403);
    expect(running().parcels.issuedTokens).toEqual([]);
  });
});

describe('parcels', () => {
  it('are listed and announced with a token of the same host', async () => {
    const token = await tokenOf('live');
    expect((await parcels('live', { 'X-Api-Key': token })).status).toBe(200);
    const announce = (body: string) => parcels('live', { 'X-Api-Key': token }, { method: 'POST', body });
    expect((await announce('{"receiver":"Ada"}')).status).toBe(201);
    const missing = await announce('{}');
    expect(missing.status).toBe(400);
    expect(JSON.parse(missing.body)).toEqual(fault('RECEIVER_MISSING'));
  });

  it('are kept from everybody else', async () => {
    const token = await tokenOf('live');
    const { key } = running().parcels.issuedTokens[0] ?? { key: '' };
    const wrong = [
      {},
      { 'X-Api-Key': key },
      { 'X-Api-Key': `Bearer ${token}` },
      { Authorization: token },
      { 'X-Api-Key': `${token}x` },
    ];
    for (const headers of wrong) {
      const reply = await parcels('live', headers);
      expect(reply.status).toBe(401);
      expect(JSON.parse(reply.body)).toEqual(fault('TOKEN_REFUSED'));
    }
    expect((await parcels('test', { 'X-Api-Key': token })).status).toBe(401);
  });

  it('go by the lifetime of the token, and by what was revoked', async () => {
    running().parcels.tokenLifetimeSeconds = 5;
    const [first, second] = [await tokenOf('live'), await tokenOf('live')];
    running().parcels.revoke(first);
    expect((await parcels('live', { 'X-Api-Key': first })).status).toBe(401);
    expect((await parcels('live', { 'X-Api-Key': second })).status).toBe(200);
    running().clock.advance(5000);
    expect((await parcels('live', { 'X-Api-Key': second })).status).toBe(401);
    running().reset();
    expect(running().parcels.tokenLifetimeSeconds).toBe(900);
  });
});
