import { expect, it } from 'vitest';
import { apiHosts } from '../../portal/replica.ts';
import { askForKey, call, callApi } from './call.ts';
import { useReplica } from './running.ts';

const start = Date.UTC(2030, 0, 2);
const running = useReplica({ spec: 'small', now: () => start });

it('keeps everything that a test may want to know of a request', async () => {
  running().clock.advance(7);
  await callApi(running(), 'production', '/divisions?limit=1&page=2', { headers: { authorization: 'token' } });
  await askForKey(running(), '{"phone":"1"}');
  const [first, second] = running().requests;
  expect(first).toMatchObject({
    host: apiHosts.production,
    method: 'GET',
    path: '/v.1.0/divisions',
    headers: { authorization: 'token' },
    body: '',
    at: start + 7,
    status: 401,
    outcome: 'answered',
  });
  expect(first?.query.get('page')).toBe('2');
  expect(second).toMatchObject({ method: 'POST', body: '{"phone":"1"}', status: 400 });
});

it('finds requests by path, with or without the root, and by condition', async () => {
  await callApi(running(), 'sandbox', '/divisions');
  await callApi(running(), 'production', '/divisions');
  await callApi(running(), 'production', '/shipments');
  expect(running().requestsTo('/divisions')).toHaveLength(2);
  expect(running().requestsTo('/v.1.0/divisions')).toHaveLength(2);
  expect(running().requestsTo('/division')).toHaveLength(0);
  expect(running().requestsTo(/\/(divisions|shipments)$/g)).toHaveLength(3);
  expect(running().requestsTo(({ host }) => host === apiHosts.sandbox)).toHaveLength(1);
});

it('leaves preflights out of what it finds, but not out of the list', async () => {
  const headers = { 'access-control-request-method': 'GET' };
  await callApi(running(), 'sandbox', '/divisions', { method: 'OPTIONS', headers });
  expect(running().requestsTo('/divisions')).toEqual([]);
  expect(running().requests).toHaveLength(1);
});

it('resolves at the arrival of the next request, not of an earlier one', async () => {
  await callApi(running(), 'sandbox', '/divisions?count=1');
  const hold = running().faults.hold({ path: '/divisions' });
  const next = running().nextRequest('/divisions');
  const reply = callApi(running(), 'sandbox', '/divisions?count=2');
  const request = await next;
  expect(request.query.get('count')).toBe('2');
  expect(request.outcome).toBe('pending');
  hold.release();
  await reply;
});

it('says what it has seen when nothing comes in time', async () => {
  await call(running(), 'https://www.example.novapost.com/');
  await expect(running().nextRequest('/divisions', 10)).rejects.toThrow(
    'No such request within 10 ms. Seen: GET www.example.novapost.com/ 200',
  );
});
