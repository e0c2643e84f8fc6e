import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { builtExtension, launchWithExtension, type LaunchOptions } from '../../browser/launch.ts';

/**
 * A second extension with every permission that a store lets through, and a content script in both worlds of every page. What it does is
 * in the tests, which run code in its page and in its content script's world; here is only what has to be there from the start.
 */
const manifest = {
  manifest_version: 3,
  name: 'Hostile',
  version: '1',
  permissions: [
    'activeTab',
    'cookies',
    'debugger',
    'declarativeNetRequest',
    'history',
    'management',
    'scripting',
    'storage',
    'tabs',
    'webNavigation',
    'webRequest',
  ],
  host_permissions: ['<all_urls>'],
  content_scripts: ['ISOLATED', 'MAIN'].map((world) => ({
    matches: ['<all_urls>'],
    // A file each: Chromium runs one file once in a frame, whatever the world.
    js: [`${world}.js`],
    run_at: 'document_start',
    all_frames: true,
    world,
  })),
};

/** Listens from the first moment for our channel's greeting, and then under the name that it agrees on. */
const listener = `
globalThis.heard = [];
{
  const known = new Set();
  const listen = (type) => {
    if (known.has(type)) return;
    known.add(type);
    document.addEventListener(type, ({ detail }) => {
      heard.push({ type, detail });
      if (type === 'novapost-authorizer') for (const end of ['command', 'report']) listen(detail + ':' + end);
    }, true);
  };
  listen('novapost-authorizer');
  listen('novapost-authorizer?');
}
`;

/** Chromium makes the id of an unpacked extension of its path. */
export const idOfPath = (path: string): string => {
  const digits = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return digits.replaceAll(/./g, (digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16)));
};

/** A folder whose extension's id comes before ours: Chromium runs the content scripts of a page in the order of the ids. */
async function folderBefore(parent: string, path: string): Promise<string> {
  for (;;) {
    const folder = await mkdtemp(join(parent, 'hostile-'));
    if (idOfPath(folder) < idOfPath(path)) return folder;
  }
}

async function writeOut(folder: string): Promise<void> {
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(
    join(folder, 'page.html'),
    '<!doctype html><html lang="en"><title>Hostile</title><body></body></html>',
  );
  for (const world of ['ISOLATED', 'MAIN']) await writeFile(join(folder, `${world}.js`), listener);
}

export interface BesideHostile {
  readonly context: BrowserContext;
  /** The hostile extension's own page, with all of its APIs. */
  readonly hostile: Page;
  /** The hostile extension's id. */
  readonly hostileId: string;
}

/**
 * Starts a browser with our extension and the hostile one. Close its context.
 *
 * @param options as for `launchWithExtension`; the hostile extension is written into the profile, and goes with it
 */
export async function launchBesideHostile(options: LaunchOptions & { profile: string }): Promise<BesideHostile> {
  await mkdir(options.profile, { recursive: true });
  const folder = await folderBefore(options.profile, builtExtension);
  await writeOut(folder);
  const both = `${folder},${builtExtension}`;
  const args = [`--disable-extensions-except=${both}`, `--load-extension=${both}`];
  const context = await launchWithExtension({ ...options, args });
  const hostileId = idOfPath(folder);
  const hostile = await context.newPage();
  await hostile.goto(`chrome-extension://${hostileId}/page.html`);
  return { context, hostile, hostileId };
}
