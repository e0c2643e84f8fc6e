import { describe, expect, it } from 'vitest';
import { createPortalApi } from '../../../utils/api/portal-api';
import type { Failure } from '../../../utils/failure';
import { createNetwork, json, redirected, type Sent } from '../support/fetch';

const NOW = Date.parse('2025-11-21T09:00:00Z');
const KEY = 'canary key/ä&=?#+%';

const start = (answer: (sent: Sent) => Response | Promise<Response>, mayCall = async (_url: URL) => true) => {
  const network = createNetwork(answer);
  return { network, api: createPortalApi({ ...network.dependencies, now: () => NOW, mayCall }) };
};
const exchange = (answer: () => Response | Promise<Response>) => start(answer).api.exchange('sandbox', KEY);
const issue = (answer: () => Response | Promise<Response>) =>
  start(answer).api.issueKey('sandbox', { phone: '498215550100' });

/** Answers that are none of an API that works. */
const nonsense: [string, () => Response][] = [
  ['cut JSON', () => json('{"jwt":"a')],
  ['null', () => json('null')],
  ['a list', () => json('[]')],
  ['a number', () => json('1')],
  ['HTML', () => new Response('<h1>Hi</h1>', { headers: { 'content-type': 'text/html' } })],
  ['text', () => new Response('{"jwt":"abc","apiKey":"abc"}', { headers: { 'content-type': 'text/plain' } })],
  ['nothing', () => new Response(null, { status: 204 })],
  ['another success', () => json({ jwt: 'abc', apiKey: 'abc' }, 202)],
  ['a token in the prototype', () => json('{"__proto__":{"jwt":"abc","apiKey":"abc"}}')],
  ['a redirect', redirected],
  ['a status that the docs do not name', () => json({ errors: ['Teapot'] }, 418)],
];

describe('the exchange of a key', () => {
  it.each([
    ['sandbox', 'https://api-stage.novapost.pl/v.1.0/clients/authorization'],
    ['production', 'https://api.novapost.com/v.1.0/clients/authorization'],
    ['production-ua', 'https://api.novaposhta.ua/v.1.0/clients/authorization'],
  ])('of %s goes to its own host, with the key in the query', async (environment, expected) => {
    const { network, api } = start(() => json({ jwt: 'a.b.c' }));
    expect(await api.exchange(environment, KEY)).toEqual({ ok: true, token: 'a.b.c' });
    const [sent] = network.sent;
    const url = new URL(sent?.url ?? '');
    expect(url.origin + url.pathname).toBe(expected);
    expect([...url.searchParams]).toEqual([['apiKey', KEY]]);
    expect(url.hash).toBe('');
    expect(sent?.init.method ?? 'GET').toBe('GET');
    expect(sent?.init.body).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['no token', {}],
    ['a number', { jwt: 1 }],
    ['an empty one', { jwt: '' }],
    ['one with a space', { jwt: 'a b' }],
    ['one with a line break', { jwt: 'a\r\nX-Evil: 1' }],
    ['one with letters beyond ASCII', { jwt: 'ключ' }],
    ['one of 8193 characters', { jwt: 'x'.repeat(8193) }],
    ['one of 100 kB', { jwt: 'x'.repeat(100_000) }],
    ['another field', { token: 'abc' }],
  ])('takes no token for one that is not: %s', async (_what, body) => {
    expect(await exchange(() => json(body))).toEqual({
      ok: false,
      failure: { kind: 'unexpected-answer' },
      retryAfterMs: null,
    });
  });

  it('takes one of 8192 characters, and lets other fields be', async () => {
    const token = 'x'.repeat(8192);
    expect(await exchange(() => json({ jwt: token, more: 1 }))).toEqual({ ok: true, token });
  });

  it.each(nonsense)('gets an unexpected answer: %s', async (_what, answer) => {
    expect(await exchange(answer)).toMatchObject({ ok: false, failure: { kind: 'unexpected-answer' } });
  });

  it.each<[number, Failure]>([
    [400, { kind: 'refused', status: 400, said: 'No' }],
    [401, { kind: 'refused', status: 401, said: 'No' }],
    [403, { kind: 'refused', status: 403, said: 'No' }],
    [404, { kind: 'refused', status: 404, said: 'No' }],
    [409, { kind: 'refused', status: 409, said: 'No' }],
    [422, { kind: 'refused', status: 422, said: 'No' }],
    [429, { kind: 'rate-limited', said: 'No' }],
    [500, { kind: 'server-error', status: 500, said: 'No' }],
    [503, { kind: 'server-error', status: 503, said: 'No' }],
    [599, { kind: 'server-error', status: 599, said: 'No' }],
  ])('answered with %i says why, and when to come again', async (status, failure) => {
    expect(await exchange(() => json({ errors: { '': 'No' } }, status, { 'retry-after': '30' }))).toEqual({
      ok: false,
      failure,
      retryAfterMs: 30_000,
    });
  });

  it('never repeats the key, whatever the API says', async () => {
    expect(await exchange(() => json({ errors: [`Bad ${KEY}`] }, 401))).toMatchObject({ failure: { said: 'Bad …' } });
  });

  it.each<[string, () => Promise<Response>, Failure]>([
    ['unreachable', () => Promise.reject(new TypeError(KEY)), { kind: 'unreachable' }],
  ])('%s', async (_what, answer, failure) => {
    expect(await exchange(answer)).toEqual({ ok: false, failure, retryAfterMs: null });
  });

  it('is not made without the permission for that host', async () => {
    const asked: string[] = [];
    const { network, api } = start(
      () => json({ jwt: 'abc' }),
      async ({ origin }) => asked.push(origin) === 0,
    );
    expect(await api.exchange('production-ua', KEY)).toMatchObject({ failure: { kind: 'no-permission' } });
    expect(asked).toEqual(['https://api.novaposhta.ua']);
    expect(network.sent).toEqual([]);
  });
});

describe('a new sandbox key', () => {
  const answer = {
    apiKey: '0123456789abcdef0123456789abcdef',
    createdAt: '2025-08-27T08:03:02.000000Z',
    expDate: '2026-07-24T23:59:59Z',
    status: 'Active',
  };

  it('is asked for with the phone number, as JSON', async () => {
    const { network, api } = start(() => json(answer));
    expect(await api.issueKey('sandbox', { phone: '498215550100' })).toEqual({
      ok: true,
      key: {
        secret: answer.apiKey,
        createdAt: Date.UTC(2025, 7, 27, 8, 3, 2),
        validUntil: Date.UTC(2026, 6, 24, 23, 59, 59),
        status: 'active',
        label: '',
      },
    });
    const [sent] = network.sent;
    expect(sent?.url).toBe('https://api-stage.novapost.pl/v.1.0/test-api-keys');
    expect(sent?.init).toMatchObject({ method: 'POST', body: '{"phone":"498215550100"}' });
    expect(new Headers(sent?.init.headers).get('content-type')).toBe('application/json');
  });

  it.each([
    ['facts that are missing', {}, { createdAt: null, validUntil: null, status: null, label: '' }],
    [
      'facts that are nonsense',
      { createdAt: 'today', expDate: 5, status: 'Sleepy' },
      { createdAt: null, validUntil: null, status: null, label: '' },
    ],
    ['an expired key', { status: 'Expired' }, { createdAt: null, validUntil: null, status: 'expired', label: '' }],
  ])('comes even with %s', async (_what, facts, expected) => {
    const result = await issue(() => json({ apiKey: 'a'.repeat(40), ...facts }));
    expect(result).toEqual({ ok: true, key: { secret: 'a'.repeat(40), ...expected } });
  });

  it.each<[string, unknown]>([
    ['none', {}],
    ['a number', { apiKey: 1 }],
    ['an empty one', { apiKey: '' }],
    ['one with a space', { apiKey: 'a b' }],
    ['one of 513 characters', { apiKey: 'x'.repeat(513) }],
  ])('is no key if it is %s', async (_what, body) => {
    expect(await issue(() => json(body))).toMatchObject({ ok: false, failure: { kind: 'unexpected-answer' } });
  });

  it.each(nonsense)('gets an unexpected answer: %s', async (_what, response) => {
    expect(await issue(response)).toMatchObject({ ok: false, failure: { kind: 'unexpected-answer' } });
  });

  it.each<[number, Failure]>([
    [400, { kind: 'refused', status: 400, said: 'Invalid phone format' }],
    [404, { kind: 'refused', status: 404, said: 'Invalid phone format' }],
    [409, { kind: 'refused', status: 409, said: 'Invalid phone format' }],
    [429, { kind: 'rate-limited', said: 'Invalid phone format' }],
    [503, { kind: 'server-error', status: 503, said: 'Invalid phone format' }],
  ])('answered with %i says why', async (status, failure) => {
    const result = await issue(() => json({ success: false, errors: ['Invalid phone format'] }, status));
    expect(result).toEqual({ ok: false, failure, retryAfterMs: null, fields: {} });
  });

  it('never repeats the phone number, whatever the API says', async () => {
    expect(await issue(() => json({ errors: ['No client 498215550100'] }, 404))).toMatchObject({
      failure: { said: 'No client …' },
    });
  });
});
