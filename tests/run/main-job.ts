import { resolve } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { openPopup } from '../browser/extension.ts';
import { pasteKey } from '../e2e/keys.ts';
import { expectPill, pressPill } from '../e2e/pill.ts';
import { createPortal } from '../e2e/portal.ts';
import { servers } from '../e2e/servers.ts';
import type { LoggedRequest, Replica } from '../portal/replica.ts';

/** A number that the replica knows, and a production key. */
export const PHONE = '498213437654';
export const PRODUCTION_KEY = '0123456789abcdef0123456789abcdef';

interface MainJob {
  readonly context: BrowserContext;
  readonly replica: Replica;
  /** Folder for the screenshots. */
  readonly pictures: string;
  readonly say: (line: string) => void;
}

/** Checks what the API received: the token that was issued for this environment, and nothing else. */
function check(request: LoggedRequest, replica: Replica, environment: string): string {
  const token = replica.issuedTokens.find((issued) => issued.environment === environment);
  expect(request.headers['authorization']).toBe(token?.token);
  expect(request.status).toBe(200);
  return `GET ${request.path} at ${request.host}: ${request.status}, with the ${environment} token`;
}

/**
 * The main job as a person does it: a sandbox key from a phone number and Try-it-out without any paste; then a production key, one
 * click, and Try-it-out there.
 *
 * @param job where it is played, and who is told
 * @throws Error at the first step that doesn't hold
 */
export async function playMainJob({ context, replica, pictures, say }: MainJob): Promise<void> {
  const portal = createPortal(replica, () => context.newPage());
  let taken = 0;
  const picture = async (page: Page, name: string) => {
    taken += 1;
    // RapiDoc shows the token that it holds; no picture does.
    const mask = [page.locator('.api-key-input')];
    await page.screenshot({ path: resolve(pictures, `${taken}-${name}.png`), mask });
  };

  const popup = await openPopup(context);
  await popup.setViewportSize({ width: 380, height: 600 });
  await picture(popup, 'popup-first-run');
  say('1. Popup: phone number, "New sandbox key"');
  await popup.getByRole('textbox', { name: 'Phone number' }).fill(`+${PHONE}`);
  await popup.getByRole('button', { name: 'New sandbox key' }).click();
  await expect(popup.getByRole('timer')).toBeVisible();
  await picture(popup, 'popup-sandbox-key');

  say('2. Portal: sandbox is authorized by itself');
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await picture(page, 'portal-sandbox');
  say(`3. Try: ${check(await portal.tryIt(page), replica, 'sandbox')}`);

  say('4. Popup: paste a production key, "Save key"');
  await pasteKey(popup, 'production', PRODUCTION_KEY, 'Shop');
  await picture(popup, 'popup-production-key');

  say('5. Portal: choose the production server, click "Authorize" on the pill');
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'expired', 'production');
  await picture(page, 'portal-production-before');
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'production');
  await picture(page, 'portal-production');
  say(`6. Try: ${check(await portal.tryIt(page), replica, 'production')}`);
}
