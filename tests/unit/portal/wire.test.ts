import { describe, expect, it } from 'vitest';
import { wireTrouble } from '../../e2e/wire.ts';
import { secretsOf } from '../../leaks/search.ts';
import { otherPortals } from '../../portal/replica.ts';
import { call, type CallOptions } from './call.ts';
import { useReplica } from './running.ts';

const running = useReplica({ spec: 'small' });
const models = 'https://api.novapai.ai/router/v1/models';
const apiKeys = 'https://api.example.com/api/v1/applications/app-1/api-keys';
const session = 'https://test.parcels.example/auth/session';
const parcels = 'https://test.parcels.example/v2/parcels';

const send = (url: string, options: CallOptions = {}) => call(running(), url, options);
const bearer = (token: string): CallOptions => ({ headers: { authorization: `Bearer ${token}` } });
const openSession = (key: string, url = session, headers = {}) =>
  send(url, { method: 'POST', headers, body: JSON.stringify({ key }) });
/** Every secret that the other portals have, and each of them used once as it is meant. */
const useAll = async () => {
  const { novastack, merchant, parcels: controls } = running();
  const secrets = { static: novastack.makeKey(), jwt: merchant.makeToken(), key: controls.makeKey('test') };
  await send(models, bearer(secrets.static));
  await send(apiKeys, { ...bearer(secrets.jwt), method: 'POST', body: '{"description":"Till"}' });
  await openSession(secrets.key);
  const token = controls.issuedTokens[0]?.token ?? '';
  await send(parcels, { headers: { 'x-api-key': token } });
  return { ...secrets, token, fullKey: merchant.issuedKeys[0]?.fullKey ?? '' };
};

type Secrets = Awaited<ReturnType<typeof useAll>>;

it('is quiet about secrets that are where they belong', async () => {
  await useAll();
  expect(running().requests.map(({ status }) => status)).toEqual([200, 201, 200, 200]);
  expect(wireTrouble(running())).toEqual([]);
});

describe('tells of a secret', () => {
  it.each<[string, (secrets: Secrets) => Promise<unknown>, string]>([
    [
      'at another portal',
      (all) => send(apiKeys, bearer(all.static)),
      'a novastack credential in authorization of GET api.example.com/api/v1/applications/app-1/api-keys',
    ],
    [
      'at Nova Post',
      (all) => send('https://api.novapost.com/v.1.0/divisions', { headers: { authorization: all.token } }),
      'a parcels test token in authorization of GET api.novapost.com/v.1.0/divisions',
    ],
    [
      'at another environment',
      (all) => send('https://api.parcels.example/v2/parcels', { headers: { 'x-api-key': all.token } }),
      'a parcels test token in x-api-key of GET api.parcels.example/v2/parcels',
    ],
    [
      'at the docs',
      (all) => send(otherPortals.parcels.docsUrl, { headers: { 'x-api-key': all.token } }),
      'a parcels test token in x-api-key of GET docs.parcels.example/reference',
    ],
    [
      'in another header',
      (all) => send(parcels, bearer(all.token)),
      'a parcels test token in authorization of GET test.parcels.example/v2/parcels',
    ],
    [
      'in its header, but not as it should be',
      (all) => send(models, bearer(`Bearer ${all.static}`)),
      'a novastack credential in authorization of GET api.novapai.ai/router/v1/models',
    ],
    [
      'in a URL',
      (all) => send(`${models}?key=${all.static}`),
      'a novastack credential in URL of GET api.novapai.ai/router/v1/models',
    ],
    [
      'that was pasted, by its signature',
      (all) => send(`${apiKeys}?${all.jwt.split('.')[2]}`),
      'a merchant credential in URL of GET api.example.com/api/v1/applications/app-1/api-keys',
    ],
    [
      'in the body of another call',
      (all) => openSession(all.key, parcels),
      'a parcels test key in body of POST test.parcels.example/v2/parcels',
    ],
    [
      'in the body of the right call at the wrong host',
      (all) => openSession(all.key, 'https://api.parcels.example/auth/session'),
      'a parcels test key in body of POST api.parcels.example/auth/session',
    ],
    [
      'that no request may carry',
      (all) => send(apiKeys, bearer(all.fullKey)),
      'a merchant key in authorization of GET api.example.com/api/v1/applications/app-1/api-keys',
    ],
  ])('%s', async (_where, misuse, trouble) => {
    const all = await useAll();
    await misuse(all);
    expect(wireTrouble(running())).toEqual([trouble]);
  });
});

it('tells of an exchange that says where the person is, unless the docs themselves sent it', async () => {
  const key = running().parcels.makeKey('test');
  await openSession(key, session, { origin: 'https://docs.parcels.example', referer: 'https://docs.parcels.example/' });
  expect(wireTrouble(running())).toEqual([]);
  await openSession(key, session, { origin: 'chrome-extension://x', referer: 'https://docs.parcels.example/' });
  expect(wireTrouble(running())).toEqual(['referer in POST test.parcels.example/auth/session']);
});

it('the search for leaks knows them all, of a JWT the signature', async () => {
  const all = await useAll();
  running().addKey('sandbox', 'k1');
  expect(secretsOf(running())).toMatchObject([
    { kind: 'key', environment: 'sandbox', text: 'k1' },
    { kind: 'credential', portal: 'novastack', text: all.static },
    { kind: 'credential', portal: 'merchant', text: all.jwt.split('.')[2] },
    { kind: 'key', portal: 'merchant', text: all.fullKey },
    { kind: 'key', portal: 'parcels', text: all.key },
    { kind: 'token', portal: 'parcels', text: all.token },
  ]);
  running().reset();
  expect(secretsOf(running())).toEqual([]);
});
