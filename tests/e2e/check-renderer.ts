import type { Page } from '@playwright/test';
import type { DocsVariant } from '../portal/docs/index.ts';
import type { LoggedRequest, Replica } from '../portal/replica.ts';
import { expect } from './fixtures.ts';
import { issuedKey, pasteKey } from './keys.ts';
import { expectPill, pressPill } from './pill.ts';
import type { PortalPage } from './portal.ts';
import { servers } from './servers.ts';

interface Check {
  readonly popup: Page;
  readonly portal: PortalPage;
  readonly replica: Replica;
  readonly variant: DocsVariant;
}

const EXCHANGE = '/v.1.0/clients/authorization';

/** The request went to this environment with the newest token that was issued there, and with nothing in the other scheme. */
function expectAuthorized(request: LoggedRequest, replica: Replica, environment: keyof typeof servers): void {
  const token = replica.issuedTokens.findLast((issued) => issued.environment === environment);
  expect(token).toBeDefined();
  expect(request.host).toBe(new URL(servers[environment]).host);
  expect(request.headers['authorization']).toBe(token?.token);
  expect(request.query.has('apiKey')).toBe(false);
  expect(request.status).toBe(200);
}

/**
 * The main job on one renderer: sandbox by itself, a switch that leaves nothing behind, production after one click, and a switch back while
 * production's exchange is under way. What is on the wire decides.
 */
export async function checkRenderer({ popup, portal, replica, variant }: Check): Promise<void> {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await pasteKey(popup, 'production', issuedKey(replica, 'production'));
  const page = await portal.open({ variant });
  await expectPill(page, 'authorized', 'sandbox');
  expectAuthorized(await portal.tryIt(page), replica, 'sandbox');

  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  const empty = await portal.tryIt(page);
  expect(empty.host).toBe(new URL(servers.production).host);
  expect(empty.headers['authorization'] ?? '').toBe('');

  const held = replica.faults.hold({ host: empty.host, path: EXCHANGE });
  await pressPill(page, 'Authorize');
  await held.arrived();
  await portal.selectServer(page, servers.sandbox);
  await expectPill(page, 'authorized', 'sandbox');
  held.release();
  await expect.poll(() => replica.issuedTokens.length).toBe(2);
  expectAuthorized(await portal.tryIt(page), replica, 'sandbox');

  await portal.selectServer(page, servers.production);
  await expectPill(page, 'authorized', 'production');
  expectAuthorized(await portal.tryIt(page), replica, 'production');
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(2);
}
