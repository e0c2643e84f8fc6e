import { describe, expect, it } from 'vitest';
import { apiHosts } from '../../portal/replica.ts';
import { askForKey, call, callAndHangUp, callApi } from './call.ts';
import { useReplica } from './running.ts';

const running = useReplica({ spec: 'small' });
const exchange = (signal?: AbortSignal) =>
  callApi(running(), 'sandbox', '/clients/authorization?apiKey=k1', signal ? { signal } : {});

describe('which requests meet a fault', () => {
  it('goes in the order of their adding, each as often as it says', async () => {
    running().addKey('sandbox', 'k1');
    const first = running().faults.add({ path: '/clients/authorization', status: 503, times: 2 });
    running().faults.add({ path: '/clients/authorization', status: 429, times: 1 });
    const seen = [];
    for (let count = 0; count < 4; count += 1) seen.push((await exchange()).status);
    expect(seen).toEqual([503, 503, 429, 200]);
    expect(first.hits).toBe(2);
  });

  it('goes by method, host and path', async () => {
    running().addKey('sandbox', 'k1');
    running().faults.add({ path: '/clients/authorization', method: 'POST', status: 500 });
    running().faults.add({ path: /authorization$/, host: apiHosts.production, status: 500 });
    running().faults.add({ path: '/authorization', status: 500 });
    expect((await exchange()).status).toBe(200);
    expect((await callApi(running(), 'production', '/clients/authorization')).status).toBe(500);
  });

  it('ends with its removal, and with a reset', async () => {
    const fault = running().faults.add({ path: /./, status: 500 });
    expect((await exchange()).status).toBe(500);
    fault.remove();
    expect((await exchange()).status).toBe(401);
    running().faults.add({ path: /./, status: 500 });
    running().reset();
    expect((await exchange()).status).toBe(401);
  });

  it('spares preflights', async () => {
    running().faults.add({ path: '/divisions', status: 500 });
    const headers = { 'access-control-request-method': 'GET' };
    expect((await callApi(running(), 'sandbox', '/divisions', { method: 'OPTIONS', headers })).status).toBe(204);
  });
});

describe('what a fault does', () => {
  it('answers instead of the API, which does nothing', async () => {
    running().addKey('sandbox', 'k1');
    running().faults.add({
      path: '/clients/authorization',
      status: 503,
      headers: { 'retry-after': '120', 'content-type': 'text/html' },
      body: '<h1>Sorry</h1>',
    });
    const reply = await exchange();
    expect(reply).toMatchObject({ status: 503, body: '<h1>Sorry</h1>' });
    expect(reply.headers).toMatchObject({ 'retry-after': '120', 'content-type': 'text/html' });
    expect(running().issuedTokens).toEqual([]);
  });

  it('spoils only the way back, where it has no answer of its own', async () => {
    running().registerPhone('498215550100');
    running().faults.add({ path: '/test-api-keys', drop: 'before-headers', times: 1 });
    await expect(askForKey(running(), '{"phone":"498215550100"}')).rejects.toThrow();
    expect((await askForKey(running(), '{"phone":"498215550100"}')).status).toBe(429);
    expect(running().requests.map(({ status, outcome }) => [status, outcome])).toEqual([
      [null, 'dropped'],
      [429, 'answered'],
    ]);
  });

  it('cuts the connection before the API has seen anything', async () => {
    running().registerPhone('498215550100');
    running().faults.add({ path: '/test-api-keys', drop: 'unseen', times: 1 });
    await expect(askForKey(running(), '{"phone":"498215550100"}')).rejects.toThrow();
    expect((await askForKey(running(), '{"phone":"498215550100"}')).status).toBe(200);
  });

  it('cuts the connection halfway through the body', async () => {
    running().addKey('sandbox', 'k1');
    running().faults.add({ path: '/clients/authorization', drop: 'mid-body' });
    await expect(exchange()).rejects.toThrow('aborted');
    expect(running().requests[0]).toMatchObject({ status: 200, outcome: 'dropped' });
  });

  it('waits before the first byte, and lets the body trickle, without losing any of it', async () => {
    running().addKey('sandbox', 'k1');
    running().faults.add({ path: '/clients/authorization', delayMs: 20, trickle: { bytes: 40, everyMs: 1 } });
    const started = performance.now();
    expect(JSON.parse((await exchange()).body)).toEqual({ jwt: running().issuedTokens[0]?.token });
    expect(performance.now() - started).toBeGreaterThan(20);
  });

  it('sends more than would fit into memory, and stops when nobody listens', async () => {
    const stopped = Promise.withResolvers<void>();
    const endless = function* endless() {
      try {
        for (;;) yield Buffer.alloc(64 * 1024, 32);
      } finally {
        stopped.resolve();
      }
    };
    running().faults.add({ path: '/divisions', body: endless });
    const ended = running().nextOutcome('/divisions');
    await callAndHangUp(running(), 'https://api.novapost.com/v.1.0/divisions');
    expect((await ended).outcome).toBe('aborted');
    await stopped.promise;
  });
});

describe('a hold', () => {
  it('keeps answers back until it is released', async () => {
    running().addKey('sandbox', 'k1');
    const hold = running().faults.hold({ path: '/clients/authorization' });
    const replies = [exchange(), exchange()];
    await hold.arrived(2);
    expect(running().requests.map(({ outcome }) => outcome)).toEqual(['pending', 'pending']);
    expect(running().issuedTokens).toHaveLength(2);
    hold.release();
    expect((await Promise.all(replies)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await exchange()).status).toBe(200);
  });

  it('can hold an answer of its own', async () => {
    const hold = running().faults.hold({ path: '/clients/authorization', status: 503 });
    const reply = exchange();
    await hold.arrived();
    hold.release();
    expect((await reply).status).toBe(503);
  });

  it('ends for a client that goes away', async () => {
    const hold = running().faults.hold({ path: '/clients/authorization' });
    const ended = running().nextOutcome('/clients/authorization');
    const leaving = new AbortController();
    const reply = exchange(leaving.signal);
    await hold.arrived();
    leaving.abort();
    await expect(reply).rejects.toThrow();
    expect((await ended).outcome).toBe('aborted');
  });

  it('keeps nobody waiting after a reset', async () => {
    const hold = running().faults.hold({ path: '/clients/authorization' });
    const reply = exchange();
    await hold.arrived();
    running().reset();
    expect((await reply).status).toBe(401);
  });
});

it('leaves everything else as it is', async () => {
  running().faults.add({ path: '/divisions', status: 500 });
  expect((await call(running(), 'https://www.example.novapost.com/')).status).toBe(200);
});
