import { describe, expect, it } from 'vitest';
import { boundedRequest } from '../../../utils/api/request';
import { settle } from '../support/clock';
import { createNetwork, json, jsonType, redirected } from '../support/fetch';

const URL_WITH_KEY = 'https://api.test/authorization?apiKey=canary-key';
const KIB = 1024;

const request = (answer: Parameters<typeof createNetwork>[0]) => {
  const network = createNetwork(answer);
  return boundedRequest(URL_WITH_KEY, {}, network.dependencies);
};

/** JSON text of so many bytes. */
const jsonOf = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;

it('carries no cookie, referrer or cache, follows no redirect, and ends after 10 s', async () => {
  const network = createNetwork(() => json({}));
  const init = { method: 'POST', headers: { Accept: 'application/json' }, body: '{}' };
  await boundedRequest(URL_WITH_KEY, init, network.dependencies);
  expect(network.sent).toMatchObject([
    {
      url: URL_WITH_KEY,
      init: { ...init, redirect: 'manual', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' },
    },
  ]);
  expect(network.sent[0]?.init.signal).toBeInstanceOf(AbortSignal);
  expect(network.limits).toEqual([10_000]);
});

describe('an answer', () => {
  it.each([200, 201, 400, 401, 404, 429, 500, 503])('with status %i comes through', async (status) => {
    expect(await request(() => json({ a: 1 }, status, { 'retry-after': '7' }))).toEqual({
      ok: true,
      answer: { status, retryAfter: '7', json: { a: 1 }, isPage: false },
    });
  });

  it.each<[string, Response, unknown]>([
    [
      'JSON with a charset',
      new Response('{"a":1}', { headers: { 'content-type': 'application/json; charset=utf-8' } }),
      { a: 1 },
    ],
    ['problem details', new Response('{"a":1}', { headers: { 'content-type': 'application/problem+json' } }), { a: 1 }],
    ['capitals in its type', new Response('{"a":1}', { headers: { 'content-type': 'Application/JSON' } }), { a: 1 }],
    ['a BOM', json('\uFEFF{"a":1}'), { a: 1 }],
    ['null', json('null'), null],
    ['a list', json('[]'), []],
    ['cut JSON', json('{"jwt":"ab'), undefined],
    ['nothing', json(''), undefined],
    ['no body', new Response(null, { status: 204, headers: jsonType }), undefined],
    ['HTML', new Response('<p>', { headers: { 'content-type': 'text/html' } }), undefined],
    ['JSON that says it is text', new Response('{"a":1}', { headers: { 'content-type': 'text/plain' } }), undefined],
    [
      'JSON that says it is a script',
      new Response('{"a":1}', { headers: { 'content-type': 'application/jsonp' } }),
      undefined,
    ],
    ['no type', new Response(new TextEncoder().encode('{"a":1}')), undefined],
  ])('with %s', async (_what, response, expected) => {
    expect(await request(() => response)).toMatchObject({ ok: true, answer: { json: expected } });
  });

  it('in pieces, cut within a letter, is put together', async () => {
    const bytes = new TextEncoder().encode('{"a":"їжак🦔"}');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const result = await request(() => new Response(body, { headers: jsonType }));
    expect(result).toMatchObject({ answer: { json: { a: 'їжак🦔' } } });
  });

  it('of 64 KiB is the longest', async () => {
    expect(await request(() => json(jsonOf(64 * KIB)))).toMatchObject({ answer: { json: expect.anything() } });
    expect(await request(() => json(jsonOf(64 * KIB + 1)))).toEqual({
      ok: true,
      answer: { status: 200, retryAfter: null, json: undefined, isPage: false },
    });
  });

  it('without end is not read to its end', async () => {
    let pulled = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(((pulled += 1), 16 * KIB))),
      cancel: () => void (cancelled = true),
    });
    expect(await request(() => new Response(body, { headers: jsonType }))).toMatchObject({
      answer: { json: undefined },
    });
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(8);
  });

  it.each([401, 503])('of 1 MB with status %i still means what its status says', async (status) => {
    expect(await request(() => json(jsonOf(KIB * KIB), status, { 'retry-after': '9' }))).toEqual({
      ok: true,
      answer: { status, retryAfter: '9', json: undefined, isPage: false },
    });
  });
});

describe('no answer', () => {
  it.each<[string, () => Response | Promise<Response>, string]>([
    ['a redirect', redirected, 'unexpected-answer'],
    ['a connection that fails', () => Promise.reject(new TypeError(`Failed to fetch ${URL_WITH_KEY}`)), 'unreachable'],
    [
      'a reset within the body',
      () =>
        new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('reset')) }), {
          headers: jsonType,
        }),
      'unreachable',
    ],
  ])('after %s', async (_what, answer, kind) => {
    const result = await request(answer);
    expect(result).toEqual({ ok: false, failure: { kind } });
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  it('before the time is over: no first byte', async () => {
    const network = createNetwork(() => new Promise(() => undefined));
    const asked = boundedRequest(URL_WITH_KEY, {}, network.dependencies);
    await settle();
    network.timeOut();
    expect(await asked).toEqual({ ok: false, failure: { kind: 'timeout' } });
  });

  it('before the time is over: one byte after the other', async () => {
    const network = createNetwork(({ init }) => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(Uint8Array.of(123));
          init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
        },
      });
      return new Response(body, { headers: jsonType });
    });
    const asked = boundedRequest(URL_WITH_KEY, {}, network.dependencies);
    await settle();
    network.timeOut();
    expect(await asked).toEqual({ ok: false, failure: { kind: 'timeout' } });
  });

  it('and no request either while it is certain that we are offline', async () => {
    const network = createNetwork(() => json({}));
    network.goOffline();
    const result = await boundedRequest(URL_WITH_KEY, {}, network.dependencies);
    expect(result).toEqual({ ok: false, failure: { kind: 'offline' } });
    expect(network.sent).toEqual([]);
  });
});
