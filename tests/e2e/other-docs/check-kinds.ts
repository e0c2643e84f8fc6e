import { openOperation, selectServer } from '../try-it-out.ts';
import { type Docs, expect } from './fixtures.ts';
import type { Noted, Site } from './site.ts';

const things = { method: 'get', path: '/things' } as const;
const elsewhere = { method: 'get', path: '/elsewhere' } as const;

/** Whatever the prefix is: these renderers write "Bearer" themselves. */
export const bearer: string = JSON.stringify({ by: 'kind', kind: 'bearer', prefix: 'Bearer ' });
const header: string = JSON.stringify({ by: 'kind', kind: 'header', header: 'x-api-key', prefix: 'Key ' });

/** Tries an operation with the renderer's own button. @returns what arrived */
export const tryIt = async (
  docs: Docs,
  site: Site,
  operation: typeof things | typeof elsewhere = things,
): Promise<Noted> => {
  const button = await openOperation(docs.page, operation);
  const [noted] = await Promise.all([site.next(), button.click()]);
  return noted;
};

/**
 * A bearer scheme and one by its header are found, filled and emptied; what is on the wire decides.
 *
 * @param docs a page with one renderer
 */
export async function checkKinds(docs: Docs, site: Site): Promise<void> {
  await docs.until({ say: 'ready', selected: site.sandbox });
  await docs.authorize({ scheme: bearer, token: 'canary-bearer', servers: [site.sandbox] });
  const authorized = await tryIt(docs, site);
  expect(authorized.path).toBe('/sandbox/things');
  expect(authorized.headers).toMatchObject({ authorization: 'Bearer canary-bearer' });
  expect(authorized.headers['x-api-key']).toBeUndefined();
  await docs.until({ say: 'answer', status: 200 });

  // Another scheme: the one before is emptied.
  await docs.authorize({ scheme: header, token: 'canary-key', servers: [site.sandbox] });
  const keyed = await tryIt(docs, site);
  expect(keyed.headers['x-api-key']).toBe('Key canary-key');
  expect(keyed.headers.authorization).toBeUndefined();

  await selectServer(docs.page, site.production);
  await docs.until({ say: 'server', selected: site.production });
  const empty = await tryIt(docs, site);
  expect(empty.path).toBe('/production/things');
  expect([empty.headers['x-api-key'], empty.headers.authorization]).toEqual([undefined, undefined]);
}

/** An operation has a server of its own, which nobody selects: it goes there without our token. */
export async function checkElsewhere(docs: Docs, site: Site): Promise<void> {
  await docs.until({ say: 'ready', selected: site.sandbox });
  await docs.authorize({ scheme: bearer, token: 'canary-bearer', servers: [site.sandbox] });
  const sent = await tryIt(docs, site, elsewhere);
  expect(sent.path).toBe('/elsewhere/elsewhere');
  expect(sent.headers.authorization).toBeUndefined();
}

/** A spec of Swagger 2.0: its server is put together from the spec's address. */
export async function checkSwagger2(docs: Docs, site: Site): Promise<void> {
  const scheme = JSON.stringify({ by: 'kind', kind: 'header', header: 'Authorization', prefix: 'Bearer ' });
  const server = site.sandbox.slice(0, -1);
  await docs.until({ say: 'ready', servers: [server], selected: server });
  await docs.tell({ scheme, token: 'canary-other', servers: [site.production] });
  await docs.until({ say: 'not-filled', why: 'other-server' });
  await docs.authorize({ scheme, token: 'canary-old', servers: [site.sandbox] });
  expect((await tryIt(docs, site)).headers.authorization).toBe('Bearer canary-old');
  await docs.until({ say: 'answer', status: 200 });
  await docs.tell({ scheme });
  expect((await tryIt(docs, site)).headers.authorization).toBeUndefined();
}
