import { issuedKey } from '../e2e/keys.ts';
import { servers } from '../e2e/servers.ts';
import { type DocsVariant, nameOf } from '../portal/docs/index.ts';
import type { LoggedRequest, Replica } from '../portal/replica.ts';
import { defaultSpec } from '../portal/spec.ts';
import { openDocs } from './docs-page.ts';
import { expect, test } from './fixtures.ts';
import { addKey, expectKey, openPopup } from './popup.ts';

const PHONE = '498213437654';
const variants: readonly DocsVariant[] = [
  { renderer: 'rapidoc', version: '9.3.8', style: 'read' },
  { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' },
];

/** The request went to this environment with the token that was issued there. */
const expectAuthorized = (request: LoggedRequest, replica: Replica, environment: keyof typeof servers): void => {
  const token = replica.issuedTokens.findLast((issued) => issued.environment === environment);
  expect(token).toBeDefined();
  expect(request).toMatchObject({ host: new URL(servers[environment]).host, status: 200 });
  expect(request.headers['authorization']).toBe(token?.token);
};

for (const variant of variants) {
  test(`${nameOf(variant)}: authorized, switched both ways, never a foreign token`, async ({ firefox, replica }) => {
    replica.docs = variant;
    replica.spec = defaultSpec;
    const popup = await openPopup(firefox);
    await addKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
    await addKey(popup, 'production', issuedKey(replica, 'production'));

    const docs = await openDocs(firefox, replica);
    await docs.expectPill('authorized', 'sandbox');
    expect(await docs.pill.text('timer')).toMatch(/^(60:00|59:\d\d)$/);
    expectAuthorized(await docs.tryIt(), replica, 'sandbox');

    await docs.selectServer('production');
    await docs.expectPill('expired', 'production');
    const empty = await docs.tryIt();
    expect(empty).toMatchObject({ host: 'api.novapost.com', status: 401 });
    expect(empty.headers['authorization'] ?? '').toBe('');

    await docs.pill.click('button', 'Authorize');
    await docs.expectPill('authorized', 'production');
    expectAuthorized(await docs.tryIt(), replica, 'production');

    await docs.selectServer('sandbox');
    await docs.expectPill('authorized', 'sandbox');
    expectAuthorized(await docs.tryIt(), replica, 'sandbox');
    expect(replica.issuedTokens).toHaveLength(2);
  });
}

test('a sandbox key from a phone number authorizes Try-it-out without any paste', async ({ firefox, replica }) => {
  replica.registerPhone(PHONE);
  const popup = await openPopup(firefox);
  await popup.type('textbox', 'Phone number', '+49 (821) 343-76-54');
  await popup.click('button', 'New sandbox key');
  await expectKey(popup);
  await expect.poll(() => popup.text('timer')).toMatch(/^(60:00|59:\d\d)$/);

  const docs = await openDocs(firefox, replica);
  await docs.expectPill('authorized', 'sandbox');
  expectAuthorized(await docs.tryIt(), replica, 'sandbox');
  expect(replica.requestsTo('/v.1.0/test-api-keys').map(({ body }) => body)).toEqual([
    JSON.stringify({ phone: PHONE }),
  ]);
});
