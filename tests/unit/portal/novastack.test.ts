import { describe, expect, it } from 'vitest';
import { call, type CallOptions } from './call.ts';
import { useReplica } from './running.ts';

const running = useReplica({ spec: 'small' });
const base = 'https://api.novapai.ai/router/v1';
const ask = (path: string, authorization?: string, options: CallOptions = {}) =>
  call(running(), base + path, { ...options, headers: authorization === undefined ? {} : { authorization } });
const chat = (authorization: string, body: unknown) =>
  ask('/chat/completions', authorization, { method: 'POST', body: JSON.stringify(body) });
const hello = { model: 'nova-small', messages: [{ role: 'user', content: 'Hello' }] };
const refusal = (type: string, code: string | null, param: string | null = null) => ({
  error: { message: expect.any(String), type, param, code },
});

describe('a key', () => {
  it('lists models and answers chats', async () => {
    const key = running().novastack.makeKey();
    const models = await ask('/models', `Bearer ${key}`);
    expect(models.status).toBe(200);
    expect(JSON.parse(models.body)).toEqual({
      object: 'list',
      data: [
        { id: 'nova-large', object: 'model' },
        { id: 'nova-small', object: 'model' },
      ],
    });
    expect((await chat(`Bearer ${key}`, hello)).status).toBe(200);
  });

  it('is told alone and after one "Bearer", or the call is refused', async () => {
    const key = running().novastack.makeKey();
    const headers = [
      undefined,
      key,
      `Bearer Bearer ${key}`,
      `Bearer ${key}x`,
      'Bearer',
      `Basic ${key}`,
      `bearer ${key}`,
    ];
    for (const header of headers) {
      const { status, body } = await ask('/models', header);
      expect(status).toBe(401);
      expect(JSON.parse(body)).toEqual(refusal('authentication_error', 'invalid_api_key'));
    }
  });

  it.each([
    ['GET', '/models', 'read'],
    ['POST', '/chat/completions', 'write'],
    ['DELETE', '/models/nova-small', 'delete'],
  ] as const)('needs the permission for %s %s', async (method, path, needed) => {
    const options = { method, body: method === 'POST' ? JSON.stringify(hello) : '' };
    for (const permission of ['read', 'write', 'delete'] as const) {
      const key = running().novastack.makeKey({ permissions: [permission] });
      const { status, body } = await ask(path, `Bearer ${key}`, options);
      expect(status).toBe(permission === needed ? 200 : 403);
      if (status === 403) expect(JSON.parse(body)).toEqual(refusal('permission_error', null));
    }
  });

  it('is worth nothing once it is revoked, after a reset, and at another portal', async () => {
    const [first, second] = [running().novastack.makeKey(), running().novastack.makeKey()];
    running().novastack.revokeKey(first);
    expect((await ask('/models', `Bearer ${first}`)).status).toBe(401);
    expect((await ask('/models', `Bearer ${second}`)).status).toBe(200);
    const elsewhere = { headers: { authorization: `Bearer ${second}`, 'x-api-key': second } };
    expect((await call(running(), 'https://api.parcels.example/v2/parcels', elsewhere)).status).toBe(401);
    running().reset();
    expect((await ask('/models', `Bearer ${second}`)).status).toBe(401);
  });
});

it.each([
  ['no JSON', '{"model":', null],
  ['no model', JSON.stringify({ messages: [{}] }), 'model'],
  ['no messages', JSON.stringify({ model: 'nova-small', messages: [] }), 'messages'],
])('a chat with %s is refused by the name of what is wrong', async (_what, body, param) => {
  const authorization = `Bearer ${running().novastack.makeKey()}`;
  const reply = await ask('/chat/completions', authorization, { method: 'POST', body });
  expect(reply.status).toBe(400);
  expect(JSON.parse(reply.body)).toEqual(refusal('invalid_request_error', null, param));
});

it('has no other calls', async () => {
  const reply = await ask('/files', `Bearer ${running().novastack.makeKey()}`);
  expect(reply.status).toBe(404);
  expect(JSON.parse(reply.body)).toEqual(refusal('invalid_request_error', 'unknown_url'));
});

it('can be overloaded and broken, in its own words and readable by its docs', async () => {
  const authorization = `Bearer ${running().novastack.makeKey()}`;
  running().novastack.limitRate({ retryAfterSeconds: 20, times: 1 });
  running().novastack.fail({ times: 1 });
  const limited = await ask('/models', authorization);
  expect(limited.status).toBe(429);
  expect(limited.headers).toMatchObject({
    'retry-after': '20',
    'access-control-allow-origin': 'https://api.novapai.ai',
  });
  expect(JSON.parse(limited.body)).toEqual(refusal('rate_limit_error', 'rate_limit_exceeded'));
  const failed = await ask('/models', authorization);
  expect(failed.status).toBe(500);
  expect(JSON.parse(failed.body)).toEqual(refusal('server_error', null));
  expect((await ask('/models', authorization)).status).toBe(200);
});

it('spares its docs and Nova Post when it is broken', async () => {
  running().novastack.fail();
  expect((await ask('/models')).status).toBe(500);
  expect((await call(running(), 'https://api.novapai.ai/docs')).status).toBe(200);
  expect((await call(running(), 'https://api.novapost.com/developers')).status).toBe(200);
});
