import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pillSays } from '../pill.ts';
import { servers } from '../servers.ts';

// In a file of its own: these bring their own specs, and show the same whichever the others are run with.

/** A spec of one operation; `own`: servers of the operation itself. */
const specWith = ({ servers: all, own }: { servers: { url: string }[]; own?: { url: string }[] }) => ({
  openapi: '3.0.0',
  info: { title: 'One operation', version: '1' },
  servers: all,
  components: { securitySchemes: { JWT: { type: 'apiKey', in: 'header', name: 'Authorization' } } },
  paths: {
    '/divisions': {
      get: {
        security: [{ JWT: [] }],
        responses: { 200: { description: 'Divisions' } },
        ...(own ? { servers: own } : {}),
      },
    },
  },
});

test('a server that is not one of the portal’s gets no token, and the pill says so', async ({
  popup,
  portal,
  replica,
}) => {
  replica.spec = specWith({ servers: [{ url: servers.sandbox }, { url: 'https://api-stage.novapost.pl/v.2.0/' }] });
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await portal.selectServer(page, 'https://api-stage.novapost.pl/v.2.0/');
  await expectPill(page, 'unknown-server', '');
  expect(await pillSays(page, 'status')).toContain('isn’t one of Nova Post’s');
  const request = await portal.tryIt(page);
  expect(request.path).toBe('/v.2.0/divisions');
  expect(request.headers['authorization'] ?? '').toBe('');
});

for (const variant of [
  { renderer: 'rapidoc', version: '9.3.8', style: 'read' },
  { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' },
] as const) {
  test(`${variant.renderer}: an operation with a server of its own gets no token of the selected one`, async ({
    popup,
    portal,
    replica,
  }) => {
    replica.spec = specWith({ servers: [{ url: servers.sandbox }], own: [{ url: servers.production }] });
    await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
    const page = await portal.open({ variant });
    await expectPill(page, 'authorized', 'sandbox');
    const request = await portal.tryIt(page);
    expect(request.headers['authorization'] ?? '').toBe('');
  });
}
