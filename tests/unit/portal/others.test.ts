import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type PageVariant, nameOf } from '../../portal/docs/index.ts';
import { otherPortals } from '../../portal/replica.ts';
import { call } from './call.ts';
import { useReplica } from './running.ts';

const running = useReplica({ spec: 'small' });
const get = (url: string) => call(running(), url);
const portals = ['novastack', 'merchant', 'parcels'] as const;

const rapidoc = { renderer: 'rapidoc', version: '9.3.8', style: 'read' } as const;
const swaggerUi = { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' } as const;
const pageOf = async (variant: PageVariant) => {
  running().docsOf('parcels', variant);
  return (await get(otherPortals.parcels.docsUrl)).body;
};

const specSchema = z.object({
  info: z.object({ title: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  components: z.object({ securitySchemes: z.record(z.string(), z.record(z.string(), z.string())) }),
});

const specAt = async (url: string) => specSchema.parse(JSON.parse((await get(url)).body));

describe.each(portals)('the docs of %s', (id) => {
  const { docsUrl } = otherPortals[id];

  it('are a page that names its spec, and no more than Nova Post’s elsewhere', async () => {
    const { status, headers, body } = await get(docsUrl);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/html');
    expect(body).toContain(`spec-url="${new URL(docsUrl).pathname}/openapi.json"`);
    expect(body).toContain(`<title>Docs of ${id}</title>`);
    expect((await get('https://api.novapost.com/reference')).status).toBe(404);
    expect((await get(`${new URL(docsUrl).origin}/developers`)).status).toBe(404);
  });

  it('have the renderers’ files below their own host', async () => {
    const [file] = /\/developers\/assets\/[^"]+/.exec((await get(docsUrl)).body) ?? [''];
    const { status, headers } = await get(new URL(file, docsUrl).href);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('javascript');
  });

  it('show what a test sets, and the usual after a reset', async () => {
    running().docsOf(id, swaggerUi, { spec: { openapi: '3.0.0', info: { title: 'Made by a test' } } });
    expect((await get(docsUrl)).body).toContain('swagger-ui-bundle.js');
    expect((await get(`${docsUrl}/openapi.json`)).body).toContain('Made by a test');
    running().reset();
    expect((await get(docsUrl)).body).toContain('<rapi-doc');
    expect((await specAt(`${docsUrl}/openapi.json`)).info.title).not.toBe('Made by a test');
  });

  it('has a second spec with a scheme of the same kind and another server', async () => {
    const [own, second] = [await specAt(`${docsUrl}/openapi.json`), await specAt(`${docsUrl}/second.json`)];
    expect(Object.values(second.components.securitySchemes)).toEqual(Object.values(own.components.securitySchemes));
    expect(own.servers).not.toContainEqual(second.servers[0]);
  });
});

// What the extension's descriptors go by.
it.each([
  ['novastack', ['https://api.novapai.ai/router/v1'], { ApiKey: { type: 'http', scheme: 'bearer' } }],
  ['merchant', ['https://api.example.com'], { BearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } }],
  [
    'parcels',
    ['https://api.parcels.example', 'https://test.parcels.example'],
    { SessionToken: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
  ],
] as const)('the spec of %s has its servers and its scheme', async (id, servers, schemes) => {
  const spec = await specAt(`${otherPortals[id].docsUrl}/openapi.json`);
  expect(spec.servers.map(({ url }) => url)).toEqual(servers);
  expect(spec.components.securitySchemes).toEqual(schemes);
});

describe('a page', () => {
  it('with two renderers has both, the first with the server that is wanted', async () => {
    const server = 'https://api.parcels.example';
    const body = await pageOf({ renderer: 'two', rapidoc: { ...rapidoc, server }, swaggerUi });
    expect(body).toContain(`default-api-server="${server}"`);
    expect(body).toContain('id="swagger-ui"');
  });

  it.each(['open', 'closed'] as const)('with RapiDoc in an %s shadow root has it nowhere else', async (mode) => {
    const body = await pageOf({ renderer: 'nested', rapidoc, mode });
    expect(body).toContain(`attachShadow({ mode: '${mode}' })`);
    expect(body.split('<script>')[0]).not.toContain('<rapi-doc');
  });

  it('with docs on demand has them in a template at first', async () => {
    const body = await pageOf({ renderer: 'late', inner: swaggerUi });
    expect(body).toMatch(/<button[^>]+>Show the docs<\/button><\/p>\s+<template[^>]*>[^]*swagger-ui-bundle/);
  });

  it('with two specs names them both', async () => {
    const body = await pageOf({ ...swaggerUi, severalSpecs: 'second' });
    for (const name of ['openapi', 'second']) expect(body).toContain(`url: '/reference/${name}.json'`);
  });

  it('with a form of its own has fields that are named, and no renderer', async () => {
    const body = await pageOf({ renderer: 'form', baseUrl: 'https://api.example.com', path: '/api/v1/x' });
    for (const name of ['Base URL', 'Bearer Token']) expect(body).toContain(`>${name}</label>`);
    expect(body).toContain('just enter the token');
    expect(body).not.toContain('/assets/');
  });

  it('is named by all that it is of', () => {
    expect(nameOf({ renderer: 'late', inner: { ...rapidoc, persistAuth: true } })).toBe(
      'late rapidoc 9.3.8 read persistAuth',
    );
  });
});

describe('CORS of the other portals', () => {
  it.each([
    ['https://api.novapai.ai/router/v1/models', 'Authorization', 'https://api.novapai.ai'],
    ['https://api.example.com/api/v1/applications/app-1/api-keys', 'Authorization', 'https://api.example.com'],
    ['https://test.parcels.example/v2/parcels', 'X-Api-Key', 'https://docs.parcels.example'],
  ])('%s is for its own docs alone', async (url, header, docs) => {
    const headers = { origin: 'https://api.novapost.com', 'access-control-request-method': 'GET' };
    const preflight = await call(running(), url, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe(docs);
    expect(preflight.headers['access-control-allow-headers']).toContain(header);
    const refused = await get(url);
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([401, docs]);
  });
});
