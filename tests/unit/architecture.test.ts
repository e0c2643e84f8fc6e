import { describe, expect, it } from 'vitest';
import { reachOf, readOthers, readSources, sourceOf } from './support/sources';

const sources = readSources();
const all = [...sources.values()];

/** `utils/portals/urls.ts` is of `portals`, `utils/badge.ts` of `badge`. */
const partOf = (path: string) => /^utils\/([^./]+)/.exec(path)?.[1] ?? '';
const folderOf = (path: string) => path.slice(0, path.indexOf('/'));
/** `entrypoints/popup/main.tsx` is of `entrypoints/popup`. */
const entrypointOf = (path: string) => path.split('/', 2).join('/');
const isOurs = (path: string) => /^(?:entrypoints|components|utils)\//.test(path);

/** Every import from one file of ours to another, types aside. */
const edges = all.flatMap(({ path, imports }) =>
  imports.filter(({ to, isType }) => isOurs(to) && !isType).map(({ to }) => ({ from: path, to })),
);

const told = (found: readonly { from: string; to: string }[]) => found.map(({ from, to }) => `${from} → ${to}`);

describe('imports run one way', () => {
  it.each([
    ['utils', ['utils']],
    ['components', ['components', 'utils']],
    ['entrypoints', ['entrypoints', 'components', 'utils']],
  ])('%s → %j, types too', (folder, allowed) => {
    const wrong = all
      .filter(({ path }) => folderOf(path) === folder)
      .flatMap(({ path, imports }) => imports.map(({ to }) => ({ from: path, to })))
      .filter(({ to }) => isOurs(to) && !allowed.includes(folderOf(to)));
    expect(told(wrong)).toEqual([]);
  });

  it('no entrypoint imports another', () => {
    const wrong = edges.filter(
      ({ from, to }) => folderOf(to) === 'entrypoints' && entrypointOf(from) !== entrypointOf(to),
    );
    expect(told(wrong)).toEqual([]);
  });

  // What a part may import beside itself and the kinds of schemas, types aside.
  it.each([
    ['portals', []],
    ['renderers', []],
    ['failure', []],
    ['log', []],
    ['passphrase', []],
    ['schema', []],
    ['choices', []],
    ['checksum', []],
    ['migrations', []],
    ['storage-areas', []],
    ['alike', []],
    ['in-turn', []],
    ['pick', []],
    ['storage', ['storage-areas', 'checksum', 'in-turn']],
    ['stored-aside', ['storage']],
    ['events', ['storage', 'failure']],
    ['copy-as', []],
    ['save-file', []],
    ['added-portals', ['portals', 'storage', 'migrations']],
    [
      'stored-items',
      ['added-portals', 'storage-areas', 'stored-aside', 'events', 'managed', 'settings', 'tokens', 'vault'],
    ],
    ['alarms', []],
    ['badge', ['token-state', 'failure']],
    ['token-state', ['failure']],
    ['settings', ['portals', 'storage', 'migrations', 'choices']],
    ['policy', ['settings', 'choices']],
    ['managed', ['policy', 'log', 'storage', 'alike']],
    ['api', ['portals', 'failure']],
    ['vault', ['portals', 'storage', 'migrations', 'alike', 'in-turn']],
    ['transfer', ['portals', 'vault']],
    ['tokens', ['portals', 'storage', 'failure', 'token-state', 'alarms', 'log', 'api', 'vault', 'pick']],
    ['messaging', ['portals', 'failure', 'token-state', 'vault', 'choices']],
    ['i18n', ['portals', 'passphrase', 'token-state']],
    ['page', ['portals', 'messaging', 'i18n', 'token-state', 'alike']],
    [
      'background',
      [
        'portals',
        'messaging',
        'settings',
        'managed',
        'policy',
        'alarms',
        'badge',
        'i18n',
        'log',
        'alike',
        'in-turn',
        'pick',
      ],
    ],
    [
      'popup',
      [
        'portals',
        'added-portals',
        'storage-areas',
        'messaging',
        'settings',
        'managed',
        'policy',
        'stored-aside',
        'events',
        'copy-as',
        'save-file',
        'tokens',
        'token-state',
        'vault',
        'i18n',
        'passphrase',
      ],
    ],
    // A portal that is being made is tried by the code that the background calls it with.
    ['options', ['portals', 'popup', 'settings', 'policy', 'transfer', 'passphrase', 'checksum', 'api', 'tokens']],
  ])('utils/%s → %j', (part, allowed) => {
    const own = edges.filter(({ from }) => partOf(from) === part);
    const wrong = own.filter(({ to }) => ![part, 'schema', ...allowed].includes(partOf(to)));
    expect(told(wrong)).toEqual([]);
    expect(all.some(({ path }) => partOf(path) === part)).toBe(true);
  });

  it('components take sentences, descriptors and models, and nothing that stores, sends or decides', () => {
    const own = edges.filter(({ from }) => folderOf(from) === 'components');
    const wrong = own.filter(
      ({ to }) => folderOf(to) === 'utils' && !['i18n', 'portals', 'page', 'popup', 'options'].includes(partOf(to)),
    );
    expect(told(wrong)).toEqual([]);
    const reached = reachOf(
      sources,
      all.map(({ path }) => path).filter((path) => folderOf(path) === 'components'),
    );
    const never = new Set(['api', 'vault', 'transfer', 'tokens', 'background', 'messaging', 'storage']);
    expect(reached.filter((path) => never.has(partOf(path)))).toEqual([]);
  });

  it('and never in a circle', () => {
    const circular = all
      .map(({ path }) => path)
      .filter((path) => {
        const next = edges.filter(({ from }) => from === path).map(({ to }) => to);
        return reachOf(sources, next).includes(path);
      });
    expect(circular).toEqual([]);
  });
});

describe("a docs page's script", () => {
  it.each([
    ['entrypoints/portal.content/index.ts', 'utils/page/controller.ts'],
    ['entrypoints/portal-page.content/index.ts', 'utils/renderers/bridge.ts'],
    ['entrypoints/docs-page.content/index.ts', 'utils/renderers/several.ts'],
  ])('%s loads no key, no token, no call', (entrypoint, loaded) => {
    const reached = reachOf(sources, [entrypoint]);
    expect(reached).toContain(loaded);
    const never = new Set([
      'api',
      'vault',
      'transfer',
      'tokens',
      'background',
      'storage',
      'settings',
      'popup',
      'options',
    ]);
    expect(reached.filter((path) => never.has(partOf(path)))).toEqual([]);
  });

  it.each(['portal-page', 'docs-page'])("in the page's own world has no way to the browser either: %s", (name) => {
    const reached = reachOf(sources, [`entrypoints/${name}.content/index.ts`]);
    const packages = reached.flatMap((path) => sources.get(path)?.imports ?? []).filter(({ isType }) => !isType);
    expect([...new Set(packages.map(({ to }) => to).filter((to) => !isOurs(to)))]).toEqual([
      'wxt/utils/define-content-script',
    ]);
  });
});

describe('no other file', () => {
  const host = /novapost\.(?:com|pl)|novaposhta\.ua/i;

  it('than the descriptors names a host', () => {
    const code = all
      .filter(({ path }) => partOf(path) !== 'portals')
      .map(({ path, code: text }) => [path, text] as const);
    expect([...code, ...readOthers()].filter(([, text]) => host.test(text)).map(([path]) => path)).toEqual([]);
    expect(all.some(({ path, code: text }) => partOf(path) === 'portals' && host.test(text))).toBe(true);
  });

  it('than the kinds of schemas has zod', () => {
    const wrong = all.filter(({ imports }) => imports.some(({ to }) => to.startsWith('zod')));
    expect(wrong.map(({ path }) => path).toSorted()).toEqual(['utils/schema.ts']);
  });

  it('than the log has the console, but for the programs that people copy', () => {
    const found = all.filter(({ code }) => /\bconsole\b/.test(code)).map(({ path }) => path);
    expect(found.toSorted()).toEqual(['utils/copy-as.ts', 'utils/log.ts']);
  });
});

describe('how this is found out', () => {
  const text = `
    import a, { type B } from './a';
    import type { C } from './c';
    import { type D, type E } from './d';
    export { f } from './f';
    export type { G } from './g';
    export * from './h';
    import './i';
    const j = await import('./j');
    // import './k'; https://novapost.com
    const url = "https://example.test"; /* console */
  `;
  const { imports, code } = sourceOf('x/y.ts', text, (_from, request) => request);

  it('tells types from what is loaded', () => {
    const loaded = imports.filter(({ isType }) => !isType).map(({ to }) => to);
    expect(loaded.toSorted()).toEqual(['./a', './d', './f', './h', './i', './j']);
    expect(imports.filter(({ isType }) => isType).map(({ to }) => to)).toEqual(['./c', './g']);
  });

  it('leaves comments out, and nothing else', () => {
    expect(code).toContain('https://example.test');
    expect(code).not.toMatch(/novapost|console/);
  });
});
