import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { availableSpecs, specJson } from '../../portal/spec.ts';
import { call } from './call.ts';
import { useReplica } from './running.ts';

const running = useReplica({ spec: 'small' });
const get = (url: string) => call(running(), url);

const specTitle = async () => {
  const { body } = await get('https://api.novapost.com/developers/openapi.json');
  return z.object({ info: z.object({ title: z.string() }) }).parse(JSON.parse(body)).info.title;
};

describe('the docs', () => {
  it.each(['/developers', '/developers/', '/developers/index.html', '/developers/index.html?from=mail'])(
    'are at %s',
    async (path) => {
      const { status, headers, body } = await get(`https://api.novapost.com${path}`);
      expect(status).toBe(200);
      expect(headers['content-type']).toContain('text/html');
      expect(body).toContain('/developers/openapi.json');
    },
  );

  it.each([
    'https://api-stage.novapost.pl/developers/index.html',
    'https://api.novaposhta.ua/developers/',
    'https://www.example.novapost.com/developers',
    'https://api.novapost.com/developers/index',
  ])('are not at %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it.each(['api.novapost.com', 'api-stage.novapost.pl', 'api.novaposhta.ua', 'www.example.novapost.com'])(
    'leave a blank page at the root of %s',
    async (host) => {
      expect((await get(`https://${host}/`)).body).toContain('<body></body>');
    },
  );

  it('make room for pages of a test, until the reset', async () => {
    running().servePage('https://evil.novapost.com/frame', '<p>framed</p>', { 'x-frame-options': 'DENY' });
    expect(await get('https://evil.novapost.com/frame?x=1')).toMatchObject({ status: 200, body: '<p>framed</p>' });
    running().reset();
    expect((await get('https://evil.novapost.com/frame')).status).toBe(404);
  });
});

describe('the spec', () => {
  it('is the one that is chosen', async () => {
    expect(await specTitle()).toBe('Replica of a shipping API');
    running().spec = { openapi: '3.0.0', info: { title: 'Made by a test' }, paths: {} };
    expect(await specTitle()).toBe('Made by a test');
    running().reset();
    expect(await specTitle()).toBe('Replica of a shipping API');
  });

  const schemeSchema = z.object({ type: z.string(), in: z.string(), name: z.string() });
  const operationSchema = z.object({ security: z.optional(z.array(z.record(z.string(), z.array(z.string())))) });
  const specSchema = z.object({
    servers: z.array(z.object({ url: z.string(), description: z.string() })),
    paths: z.record(z.string(), z.record(z.string(), operationSchema)),
    components: z.object({ securitySchemes: z.record(z.string(), schemeSchema) }),
  });

  // What the extension goes by must be the same in both, or the tests of one say nothing about the other.
  it.each(availableSpecs)('%s has the portal’s servers and schemes', (name) => {
    const spec = specSchema.parse(JSON.parse(specJson(name)));
    expect(spec.servers).toEqual([
      { description: 'sandbox', url: 'https://api-stage.novapost.pl/v.1.0/' },
      { description: 'production', url: 'https://api.novapost.com/v.1.0/' },
    ]);
    expect(spec.components.securitySchemes).toEqual({
      JWT: { type: 'apiKey', in: 'header', name: 'Authorization' },
      ApiKeyAuth: { type: 'apiKey', in: 'query', name: 'apiKey' },
    });
    expect(spec.paths['/divisions']?.['get']?.security).toEqual([{ JWT: [] }]);
    expect(spec.paths['/test-api-keys']?.['post']?.security).toEqual([]);
    expect(spec.paths['/clients/authorization']?.['get']?.security).toBeUndefined();
  });
});
