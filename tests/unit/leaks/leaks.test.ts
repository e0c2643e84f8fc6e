import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageKindOf } from '../../leaks/pages';
import { leaksAmong, rules, type SecretKind, type Sighting } from '../../leaks/rules';
import { secretsOf, seenInFile, seenInFiles, seenInText } from '../../leaks/search';
import { verdictOf } from '../../leaks/verdict';

const key = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const signature = 'Q0FOQVJZLWNhbmFyeS1DQU5BUlktY2FuYXJ5LUNBTkE';
const token = `eyJhbGciOiJIUzI1NiJ9.eyJyZWYiOiIxIn0.${signature}`;
const secrets = secretsOf({
  knownKeys: [{ environment: 'production', key }],
  issuedTokens: [{ environment: 'sandbox', token }],
});
const AREA = `Default/Local Extension Settings/${'a'.repeat(32)}`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'novapost-authorizer-leaks-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const plant = async (path: string, content: string | Buffer): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
};

const noise = Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 31) % 256));
const inNoise = (text: Buffer) => Buffer.concat([noise, text, noise]);

describe('a planted secret is found', () => {
  it.each<[string, Buffer, SecretKind]>([
    ['a key as it is', Buffer.from(key), 'key'],
    ['a whole token', Buffer.from(token), 'token'],
    ['a key in wide text', Buffer.from(key, 'utf16le'), 'key'],
    ['a piece of a key, as compression leaves it', Buffer.from(key.slice(16)), 'key'],
    ["a piece of a token's signature", Buffer.from(signature.slice(0, 16)), 'token'],
  ])('%s, in a file', async (_what, bytes, kind) => {
    await plant('Default/Deep/er/history', inNoise(bytes));
    await plant('Default/other', noise);
    const { sightings, files } = await seenInFiles('disk', folder, secrets);
    expect(sightings).toMatchObject([{ kind, place: 'disk/Default/Deep/er/history' }]);
    expect(files).toBe(2);
    expect(await seenInFile('output/e2e.json', join(folder, 'Default/Deep/er/history'), secrets)).toHaveLength(1);
  });

  it('in a text', () => {
    expect(seenInText('console', `before ${token} after`, secrets)).toEqual([
      { kind: 'token', environment: 'sandbox', place: 'console' },
    ]);
    expect(seenInText('console', 'nothing', secrets)).toEqual([]);
  });

  it('and nothing is, where nothing was planted', async () => {
    await plant('Default/history', noise);
    expect((await seenInFiles('disk', folder, secrets)).sightings).toEqual([]);
    expect(await seenInFiles('disk', join(folder, 'none'), secrets)).toEqual({ sightings: [], files: 0 });
  });
});

const places = {
  stored: `disk/${AREA}/000003.log`,
  'another area': `disk/Default/Sync Extension Settings/${'a'.repeat(32)}/000003.log`,
  cache: 'disk/Default/Cache/Cache_Data/data_1',
  console: 'console',
  'our pages': 'extension/dom',
  'kept by our pages': 'extension/kept',
  'the docs': 'docs/dom',
  'kept by the docs': 'docs/kept',
  'another page': 'elsewhere/dom',
  'the local area': 'area/local',
  'the session area': 'area/session',
  "the runner's report": 'output/e2e.json',
};
const allowed: Record<SecretKind, readonly (keyof typeof places)[]> = {
  key: ['stored', 'our pages', 'the local area', 'the session area'],
  token: ['the docs', 'the session area'],
  credential: ['stored', 'our pages', 'the docs', 'the local area', 'the session area'],
};

describe.each(['key', 'token', 'credential'] as const)('a %s', (kind) => {
  it.each(Object.entries(places))('in %s', (what, place) => {
    const isAllowed = allowed[kind].some((name) => name === what);
    expect(leaksAmong([{ kind, environment: 'sandbox', place }])).toHaveLength(isAllowed ? 0 : 1);
  });
});

describe('a page is, to a secret', () => {
  const novaPost = 'https://api.novapost.com/developers/index.html';
  const others = { novastack: 'https://api.novapai.ai/docs', parcels: 'https://docs.parcels.example/reference' };

  it.each([
    ['chrome-extension://a/popup.html', undefined, 'extension'],
    ['chrome-extension://a/popup.html', 'parcels', 'extension'],
    [`${novaPost}?from=mail#auth`, undefined, 'docs'],
    [novaPost, 'parcels', 'elsewhere'],
    [others.parcels, undefined, 'elsewhere'],
    [`${others.parcels}/#operations`, 'parcels', 'docs'],
    [`${others.parcels}/openapi.json`, 'parcels', 'elsewhere'],
    [others.novastack, 'parcels', 'elsewhere'],
    [others.novastack, 'novastack', 'docs'],
    ['https://api.novapai.ai/', 'novastack', 'elsewhere'],
  ])('%s, of %s: %s', (url, portal, kind) => {
    expect(pageKindOf(url, portal === undefined ? {} : { portal })).toBe(kind);
  });
});

describe('the verdict on a run', () => {
  const everywhere: Sighting[] = [
    ...allowed.key.map((name): Sighting => ({ kind: 'key', environment: 'sandbox', place: places[name] })),
    ...allowed.token.map((name): Sighting => ({ kind: 'token', environment: 'sandbox', place: places[name] })),
  ];
  const counts = { profiles: 1, files: 10, pages: 2, unseen: 0, consoleLines: 3, spentMs: 400 };
  const noteOf = (...more: Sighting[]) => ({
    test: 'a test',
    secrets: [...secrets],
    sightings: [...everywhere, ...more],
    counts,
  });

  it('is good if all is in its place, and says how much was searched', () => {
    const { troubles, searched } = verdictOf([noteOf(), noteOf()], []);
    expect(troubles).toEqual([]);
    expect(searched).toContain('4 secrets looked for in 20 files of 2 profiles, 4 pages');
    expect(searched).toMatch(/ in 1 s of the tests' time$/);
  });

  it('names what was seen, where and by which test, and never the secret', () => {
    const { troubles } = verdictOf([noteOf({ kind: 'key', environment: 'production', place: places.cache })], []);
    expect(troubles).toEqual([`a production key in ${places.cache}, left by: a test`]);
    expect(troubles.join()).not.toContain(key);
  });

  it('is bad if the runner itself wrote one down', () => {
    const output = [{ kind: 'token', environment: 'sandbox', place: 'output/e2e.json' } as const];
    expect(verdictOf([noteOf()], output).troubles).toHaveLength(1);
  });

  it('is bad if the search has seen nothing: it is blind then', () => {
    expect(verdictOf([], []).troubles).toHaveLength(rules.filter(({ always }) => always).length);
  });
});
