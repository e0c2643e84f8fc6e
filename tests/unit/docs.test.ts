import { globSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import config from '../../wxt.config';
import { SHORTEST_PASSPHRASE } from '../../utils/passphrase';
import { builtInPortals, environments, portals } from '../../utils/portals';
import { docsHostPatterns, docsPatterns, hostPatterns } from '../../utils/portals/urls';
import { settingsRecord } from '../../utils/settings';
import { storedItems } from '../../utils/stored-items';
import { ROUNDS } from '../../utils/vault/seal';
import { messages } from './support/english';

/** The documents say what is so. What can be read out of the code is compared with it here. */

const root = resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(resolve(root, name), 'utf8');

const security = read('SECURITY.md');
const privacy = read('PRIVACY.md');

/** Where our own files are; `public` has nothing that a document names. */
const OUR_PATH = /(?<![\w/.-])(?:components|entrypoints|tests|utils)\/[\w.*/-]*[\w*/]/g;
/** A file without its folder, and a link to one. */
const FILE = /`([\w.*-]+\.(?:json|md|ts|tsx|yml))`|\]\((?!https?:)([^)#]+)/g;
const FENCED = /^```[^\n]*\n(.*?)^```/gms;

/** The tree that a fenced block draws: a folder or files a line, two spaces a level, and what they are for. */
function drawnIn(text: string): string[] {
  const folders: string[] = [];
  return [...text.matchAll(/^((?: {2})*)([\w.*-]+(?:\/|\.ts))(?: |$)/gm)].map(([, indent = '', name = '']) => {
    folders.length = indent.length / 2;
    folders.push(name);
    return folders.join('');
  });
}

/** @returns glob patterns for all that a document names of ours */
function namedIn(text: string): string[] {
  const trees = [...text.matchAll(FENCED)].flatMap(([, block = '']) => drawnIn(block));
  const prose = text.replaceAll(FENCED, '');
  const paths = [...prose.matchAll(OUR_PATH)].map(([path]) => path);
  const files = [...prose.matchAll(FILE)].map(([, file, link = '']) => (file === undefined ? link : `**/${file}`));
  return [...new Set([...trees, ...paths, ...files])];
}

const isThere = (pattern: string): boolean =>
  globSync(pattern, { cwd: root, exclude: (path) => /^(?:node_modules|\.\w+)$/.test(path) }).length > 0;

describe('what is named is there', () => {
  it.each(['SECURITY.md', 'PRIVACY.md', 'README.md', 'CONTRIBUTING.md'])('in %s', (name) => {
    const named = namedIn(read(name));
    expect(named).not.toEqual([]);
    expect(named.filter((pattern) => !isThere(pattern))).toEqual([]);
  });

  it('and what is named is found', () => {
    const text =
      'See `tests/a.ts`, utils/b/*-c.ts, `d.ts` and [e](e/f.md), not `wxt/utils/x` nor https://g.test/utils/y.\n\n' +
      '```\nutils/\n  h/       some\n    *.ts   of them\ntests/     more\n```\n';
    expect(namedIn(text)).toEqual([
      'utils/',
      'utils/h/',
      'utils/h/*.ts',
      'tests/',
      'tests/a.ts',
      'utils/b/*-c.ts',
      '**/d.ts',
      'e/f.md',
    ]);
    expect(isThere('tests/unit/docs.test.ts')).toBe(true);
    expect(isThere('**/no-such-file.ts')).toBe(false);
  });
});

/** @returns the cells of each row of all tables */
const rowsOf = (text: string): string[][] =>
  [...text.matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));

const withoutTicks = (cell = ''): string => cell.replaceAll('`', '');

describe('PRIVACY.md', () => {
  it('has each stored item in its table, in its area, and no other', () => {
    const told = rowsOf(privacy)
      .filter(([, area]) => area === '`local`' || area === '`session`')
      .map(([name, area]) => `${withoutTicks(area)}:${withoutTicks(name)}`);
    expect(told.toSorted()).toEqual(storedItems.map(({ area, name }) => `${area}:${name}`).toSorted());
  });

  it('has each request that the descriptors tell of in its table, and no other', () => {
    const told = rowsOf(privacy).flatMap(([request]) => /^`((?:GET|POST) .*)`$/.exec(request ?? '')?.[1] ?? []);
    const exchanges = builtInPortals.flatMap(({ credential, environments: all }) =>
      credential.kind === 'exchange'
        ? all.map(({ baseUrl }) => `${credential.method} ${new URL(credential.path, baseUrl).href}`)
        : [],
    );
    const issuings = builtInPortals.flatMap(({ issuing, environments: all }) =>
      all
        .filter(({ id }) => id === issuing?.environment)
        .map(({ baseUrl }) => `POST ${new URL(issuing?.path ?? '', baseUrl).href}`),
    );
    expect(told.toSorted()).toEqual([...exchanges, ...issuings].toSorted());
  });
});

describe('README.md', () => {
  const readme = read('README.md');

  it('calls everything as it is called in the extension', () => {
    // A bold text that a line begins with is a heading of the document's own.
    const named = [...readme.matchAll(/(^|.)\*\*([^*]+)\*\*/gm)].flatMap(([, before, name = '']) =>
      before ? [name] : [],
    );
    const [portal] = portals;
    const words = [...messages.values(), 'TRY'].map((message) => message.replaceAll('$1', portal?.name ?? ''));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !words.some((message) => message.includes(name)))).toEqual([]);
  });

  it('has pictures that are there, are small, and are told to who does not see them', () => {
    const pictures = [...readme.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, file = '']) => file);
    expect(pictures.length).toBeGreaterThan(1);
    expect(pictures.filter((file) => statSync(resolve(root, file)).size >= 60_000)).toEqual([]);
    expect(readme.match(/<img (?![^>]*alt="[^"]{20,}")/g)).toBeNull();
  });
});

/** The manifest as the configuration has it. */
async function manifestOf(browser: 'chrome' | 'firefox') {
  const { manifest } = config;
  if (typeof manifest !== 'function') throw new Error('The manifest is made by a function');
  return manifest({ browser, manifestVersion: 3, mode: 'production', command: 'build' });
}

describe('SECURITY.md', () => {
  const firstCells = rowsOf(security).map(([cell]) => withoutTicks(cell));

  it.each(['chrome', 'firefox'] as const)('has each permission in its table: %s', async (browser) => {
    const manifest = await manifestOf(browser);
    const asked = [manifest.permissions, manifest.host_permissions, manifest.optional_host_permissions];
    const names = asked.flatMap((each) => each ?? []).map(String);
    expect(names.length).toBeGreaterThan(4);
    expect(names.filter((name) => !firstCells.includes(name))).toEqual([]);
    expect(firstCells).toContain(`incognito: ${manifest.incognito}`);
  });

  it('has no host in its table that nobody asks for', () => {
    const asked = new Set([...hostPatterns(environments), ...docsHostPatterns(portals), 'https://*/*']);
    expect(firstCells.filter((cell) => cell.startsWith('https:') && !asked.has(cell))).toEqual([]);
  });

  it('has each directive of the content security policy', async () => {
    const policy = Object((await manifestOf('chrome')).content_security_policy).extension_pages;
    const directives = String(policy).split('; ');
    expect(directives.length).toBeGreaterThan(5);
    const told = directives.map((directive) => directive.replace(/^(connect-src) .*/, '$1'));
    expect(told.filter((directive) => !security.includes(`\`${directive}\``))).toEqual([]);
  });

  it('has each address that gets our scripts', () => {
    const plain = docsPatterns(portals).filter((pattern) => !pattern.endsWith('?*'));
    expect(plain.filter((pattern) => !security.includes(`\`${pattern}\``))).toEqual([]);
  });

  it('has the numbers that keys are encrypted and locked by', async () => {
    expect(security).toContain(`${ROUNDS.toLocaleString('en')} rounds`);
    expect(security).toContain(`at least ${SHORTEST_PASSPHRASE} characters`);
    expect(security).toContain(`${(await settingsRecord.read()).lockAfterMinutes} minutes unless you choose`);
  });
});
