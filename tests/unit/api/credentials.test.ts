import { describe, expect, it } from 'vitest';
import { createPortalApi } from '../../../utils/api/portal-api';
import { createNetwork, json, type Sent } from '../support/fetch';
import { add, merchant, parcels, stat } from '../support/portals';

const KEY = 'canary-key';

function start(answer: (sent: Sent) => Response) {
  add(parcels, stat, merchant);
  const network = createNetwork(answer);
  const api = createPortalApi({ ...network.dependencies, now: () => 0, mayCall: async () => true });
  return { sent: network.sent, api };
}

const headersOf = (sent: Sent | undefined) => Object.fromEntries(new Headers(sent?.init.headers));

describe('a key that is traded by POST', () => {
  const answer = { data: { access: { token: 'abc' } }, expires_in: 900 };

  it('goes where the descriptor says, and the token and its lifetime are found', async () => {
    const { sent, api } = start(() => json(answer));
    expect(await api.exchange('p-parcels/2', KEY)).toEqual({ ok: true, token: 'abc', lifetimeMs: 900_000 });
    expect(sent.map(({ url, init }) => [url, init.method, init.body])).toEqual([
      ['https://api.parcels.example/auth/session', 'POST', '{"key":"canary-key"}'],
    ]);
  });

  it.each([{ ...answer, expires_in: '900' }, { data: answer.data }, { ...answer, expires_in: -1 }])(
    'without a lifetime in seconds lets the token tell: %j',
    async (body) => {
      const { api } = start(() => json(body));
      expect(await api.exchange('p-parcels/2', KEY)).toEqual({ ok: true, token: 'abc' });
    },
  );

  it("is refused in the portal's own words", async () => {
    const { api } = start(() => json({ fault: { reason: `Bad key ${KEY}`, code: 'K1' } }, 403));
    expect(await api.exchange('p-parcels/1', KEY)).toEqual({
      ok: false,
      failure: { kind: 'refused', status: 403, said: 'Bad key …' },
      retryAfterMs: null,
    });
  });

  it('may stand in a header', async () => {
    const { credential: exchange } = parcels;
    if (exchange.kind !== 'exchange') throw new Error('Parcels trades keys');
    add({
      ...parcels,
      credential: { ...exchange, keyIn: 'header', keyName: 'X-Key', method: 'GET' },
    });
    const network = createNetwork(() => json(answer));
    const api = createPortalApi({ ...network.dependencies, now: () => 0, mayCall: async () => true });
    await api.exchange('p-parcels/1', KEY);
    expect(headersOf(network.sent[0])).toEqual({ accept: 'application/json', 'x-key': KEY });
  });
});

describe('a key that is sent as it is', () => {
  it("is good once the portal's check has found it so", async () => {
    const { sent, api } = start(() => json({ data: [] }));
    expect(await api.exchange('p-stat/1', KEY)).toEqual({ ok: true, token: KEY, isFixed: true });
    expect(sent.map(({ url }) => url)).toEqual(['https://api.stat.example/router/v1/models']);
    expect(headersOf(sent[0])).toEqual({ accept: 'application/json', authorization: `Bearer ${KEY}` });
  });

  it.each([
    ['a list of 100 kB', () => json({ data: ['x'.repeat(100_000)] })],
    ['nothing but its status', () => new Response(null, { status: 204 })],
    ['a word', () => new Response('pong')],
  ])('is good whatever of an API’s the check answers it with: %s', async (_what, answer) => {
    expect(await start(answer).api.exchange('p-stat/1', KEY)).toEqual({ ok: true, token: KEY, isFixed: true });
  });

  it.each([
    ['a page to sign in', 'text/html; charset=utf-8'],
    ['a page of XML', 'application/xhtml+xml'],
    ['a page of an odd case', 'TEXT/HTML'],
  ])('isn’t found good by %s, which somebody else answers with', async (_what, type) => {
    const answer = () => new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': type } });
    const { api } = start(answer);
    expect(await api.exchange('p-stat/1', KEY)).toEqual({
      ok: false,
      failure: { kind: 'unexpected-answer' },
      retryAfterMs: null,
    });
  });

  it.each([401, 403])('is refused with a page of status %i, which says nothing of the key', async (status) => {
    const { api } = start(() => new Response('<p>No', { status, headers: { 'content-type': 'text/html' } }));
    expect(await api.exchange('p-stat/1', KEY)).toMatchObject({ failure: { kind: 'refused', status } });
  });

  it('is known although it may not do just this', async () => {
    const { api } = start(() => json({ error: { message: 'No' } }, 403));
    expect(await api.exchange('p-stat/1', KEY)).toMatchObject({ ok: true });
  });

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [429, 'rate-limited'],
    [500, 'server-error'],
  ])('answered with %i is %s', async (status, kind) => {
    const { api } = start(() => json({ error: { message: `Not ${KEY}`, type: 't', param: null, code: 'c' } }, status));
    expect(await api.exchange('p-stat/1', KEY)).toMatchObject({ ok: false, failure: { kind, said: 'Not …' } });
  });

  it('without a check is sent nowhere', async () => {
    const { sent, api } = start(() => json({}));
    expect(await api.exchange('p-merchant/1', KEY)).toEqual({ ok: true, token: KEY, isFixed: true });
    expect(sent).toEqual([]);
  });
});

describe('a key that a portal makes', () => {
  const values = { id: 'app/1', description: 'Mine' };

  it('is asked for with the token, and comes with its facts', async () => {
    const made = { id: 'k', fullKey: 'full-key', description: 'Mine', createdAt: '2026-01-02T03:04:05Z' };
    const { sent, api } = start(() => json(made, 201));
    expect(await api.issueKey('p-merchant/1', values, 'token')).toEqual({
      ok: true,
      key: {
        secret: 'full-key',
        createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
        validUntil: null,
        status: null,
        label: 'Mine',
      },
    });
    expect(sent.map(({ url, init }) => [url, init.method, init.body])).toEqual([
      ['https://api.shop.example/api/v1/applications/app%2F1/api-keys', 'POST', '{"description":"Mine"}'],
    ]);
    expect(headersOf(sent[0])).toMatchObject({ authorization: 'Bearer token' });
  });

  it('is refused with what is wrong with each field', async () => {
    const details = [
      { field: 'description', message: 'Too long: token' },
      { field: 5, message: 'x' },
      { field: 'id', message: ' ' },
      null,
    ];
    const { api } = start(() => json({ error: 'Bad', message: 'Look at the fields', code: 'V', details }, 400));
    expect(await api.issueKey('p-merchant/1', values, 'token')).toEqual({
      ok: false,
      failure: { kind: 'refused', status: 400, said: 'Look at the fields · Bad' },
      retryAfterMs: null,
      fields: { description: 'Too long: …' },
    });
  });

  it('is not asked for with a value that would lead elsewhere', async () => {
    const { sent, api } = start(() => json({}));
    expect(await api.issueKey('p-merchant/1', { ...values, id: '..' }, 'token')).toMatchObject({ ok: false });
    expect(sent).toEqual([]);
  });
});
