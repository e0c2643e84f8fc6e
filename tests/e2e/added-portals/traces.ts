import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { expectPill, pillHost, pressPill } from '../pill.ts';
import type { PortalPage } from '../portal.ts';
import type { Operation } from '../try-it-out.ts';

/** What a portal is known by to the browser. */
export interface Marks {
  /** Its sites, as match patterns. */
  readonly sites: readonly string[];
  /** Texts that stand in what is stored of it: its name, its secrets. */
  readonly words: readonly string[];
}

/** What the browser keeps of a portal that is the only added one: scripts, sites, and which of its words are stored. */
export const traces = (ours: Page, marks: Marks): Promise<unknown> =>
  ours.evaluate(async ({ sites, words }) => {
    const { origins = [] } = await chrome.permissions.getAll();
    const stored = JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]);
    return {
      scripts: (await chrome.scripting.getRegisteredContentScripts()).length,
      sites: sites.filter((site) => origins.includes(site)),
      stored: words.filter((word) => stored.includes(word)),
    };
  }, marks);

export const NOTHING = { scripts: 0, sites: [], stored: [] };

/** Docs of a portal that are open, and what is tried in them. */
interface OpenDocs {
  readonly portal: PortalPage;
  readonly page: Page;
  readonly operation: Operation;
  /** The header that the credential goes into, in lower case. */
  readonly header: string;
}

/** Selects a server that isn't the portal's, and its own again: the credential goes to its own alone. */
export async function expectOwnServersOnly(
  { portal, page, operation, header }: OpenDocs,
  own: string,
  foreign: string,
): Promise<void> {
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized');
  await portal.selectServer(page, foreign);
  await expectPill(page, 'unknown-server');
  const elsewhere = await portal.tryIt(page, operation);
  expect([elsewhere.host, elsewhere.headers[header] ?? '']).toEqual([new URL(foreign).host, '']);
  await portal.selectServer(page, own);
  await expectPill(page, 'authorized');
  expect(await portal.tryIt(page, operation)).toMatchObject({ host: new URL(own).host, status: 200 });
}

/**
 * Removes a portal in the settings: the browser keeps nothing of it, and docs that are open and authorized lose their credential at once, and
 * the pill when they are loaded again.
 *
 * @param settings the settings page, at the portals
 */
export async function expectRemoved(settings: Page, name: string, marks: Marks, docs: OpenDocs): Promise<void> {
  const { portal, page, operation, header } = docs;
  const id = (await pillHost(page).getAttribute('data-environment'))?.split('/')[0];
  if (id === undefined) throw new Error('The pill names no environment');
  const all = { ...marks, words: [...marks.words, name, id] };
  expect(await traces(settings, all)).toEqual({ scripts: 2, sites: marks.sites, stored: all.words });

  // A page that nobody sees is drawn once a second, and clicks wait for that.
  await settings.bringToFront();
  await settings.getByRole('button', { name: `Remove ${name}` }).click();
  await settings.getByRole('button', { name: 'Remove the portal' }).click();
  await expect(settings.getByText(`${name} is gone, with its keys and tokens.`)).toBeVisible();
  await expect.poll(() => traces(settings, all)).toEqual(NOTHING);

  await page.bringToFront();
  await expectPill(page, 'orphaned');
  const after = await portal.tryIt(page, operation);
  expect([after.status, after.headers[header] ?? '']).toEqual([401, '']);
  await page.reload();
  const reloaded = await portal.tryIt(page, operation);
  expect([reloaded.status, reloaded.headers[header] ?? '']).toEqual([401, '']);
  await expect(pillHost(page)).toHaveCount(0);
}
