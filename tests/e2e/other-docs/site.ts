import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { docsAsset } from '../../portal/docs/index.ts';

/** Docs of somebody else's: pages that a test writes, a spec with schemes of each kind, and two servers that note what they are sent. */

export interface Noted {
  /** `/sandbox/things`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** What a spec has beside the usual, as its address says: `unused-bearer`, a scheme that no operation asks for; `own-server`, an operation's. */
const spec = (origin: string, servers: readonly string[], also: readonly string[]) => {
  const security = [{ SomeBearer: [], SomeKey: [] }];
  const responses = { 200: { description: 'Things' } };
  return {
    openapi: '3.0.3',
    info: { title: 'Things', version: '1' },
    servers: servers.map((name) => ({ url: `${origin}/${name}/` })),
    components: {
      securitySchemes: {
        ...(also.includes('unused-bearer') ? { OldBearer: { type: 'http', scheme: 'bearer' } } : {}),
        SomeBearer: { type: 'http', scheme: 'Bearer' },
        InQuery: { type: 'apiKey', in: 'query', name: 'X-Api-Key' },
        SomeKey: { type: 'apiKey', in: 'header', name: 'X-API-KEY' },
      },
    },
    paths: {
      '/things': { get: { tags: ['Things'], operationId: 'listThings', security, responses } },
      ...(also.includes('own-server')
        ? {
            '/elsewhere': {
              get: {
                tags: ['Things'],
                operationId: 'listElsewhere',
                servers: [{ url: `${origin}/elsewhere/` }],
                security,
                responses,
              },
            },
          }
        : {}),
    },
  };
};

/** The same in Swagger 2.0, which has a base path and no servers. */
const spec2 = {
  swagger: '2.0',
  info: { title: 'Things', version: '1' },
  basePath: '/sandbox',
  securityDefinitions: { Other: { type: 'basic' }, SomeKey: { type: 'apiKey', in: 'header', name: 'Authorization' } },
  paths: {
    '/things': {
      get: {
        tags: ['Things'],
        operationId: 'listThings',
        security: [{ SomeKey: [] }],
        responses: { 200: { description: 'Things' } },
      },
    },
  },
};

/** Starts the site on a port of this machine. */
export async function startSite() {
  const pages = new Map<string, string>();
  const noted: Noted[] = [];
  const waiting: ((request: Noted) => void)[] = [];
  let status = 200;

  const answer = async (path: string, query: URLSearchParams, headers: IncomingHttpHeaders) => {
    const html = pages.get(path);
    if (html !== undefined) return { type: 'text/html; charset=utf-8', body: html };
    const asset = docsAsset(path);
    if (asset) return { type: asset.type, body: await readFile(asset.file) };
    if (path === '/spec.json') {
      const [servers, also] = ['servers', 'also'].map((name) => query.get(name)?.split(',') ?? []);
      return { type: 'application/json', body: JSON.stringify(spec(origin, servers ?? [], also ?? [])) };
    }
    if (path === '/spec2.json') return { type: 'application/json', body: JSON.stringify(spec2) };
    if (!/^\/(?:sandbox|production|elsewhere)\//.test(path)) return null;
    const request = { path, headers };
    noted.push(request);
    for (const tell of waiting.splice(0)) tell(request);
    return { type: 'application/json', body: '{"ok":true}', status };
  };
  const respond = async ({ url = '/', headers }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(url, origin);
    const found = await answer(pathname, searchParams, headers);
    response.writeHead(found ? (found.status ?? 200) : 404, { 'content-type': found?.type ?? 'text/plain' });
    response.end(found?.body ?? '');
  };
  const server = createServer((message, response) => void respond(message, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

  return {
    origin,
    sandbox: `${origin}/sandbox/`,
    production: `${origin}/production/`,
    noted,
    /** What the servers answer from now on. */
    answerWith: (next: number) => void (status = next),
    /** The next request that one of the servers gets. */
    next: () => new Promise<Noted>((resolve) => void waiting.push(resolve)),
    /** @returns the address of a page with this body */
    page: (body: string): string => {
      const path = `/docs/${pages.size}`;
      pages.set(
        path,
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Things</title></head><body>${body}</body></html>`,
      );
      return origin + path;
    },
    reset: () => {
      noted.length = 0;
      waiting.length = 0;
      status = 200;
    },
    close: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

export type Site = Awaited<ReturnType<typeof startSite>>;
