import { beforeEach, expect, it } from 'vitest';
import { createScripts, type ScriptingPort } from '../../../utils/background/scripts';
import { builtInPortals } from '../../../utils/portals';
import { docsPatterns } from '../../../utils/portals/urls';
import { parcels, stat } from '../support/portals';

type Registered = Parameters<ScriptingPort['registerContentScripts']>[0][number];

let there: Registered[];
let calls: string[];
let refused: Set<string>;
let scripts: ReturnType<typeof createScripts>;

beforeEach(() => {
  there = [];
  calls = [];
  refused = new Set();
  scripts = createScripts(
    {
      getRegisteredContentScripts: async () => [...there],
      registerContentScripts: async (added) => {
        calls.push(`+${added.map(({ id }) => id).join()}`);
        there.push(...added);
      },
      unregisterContentScripts: async ({ ids }) => {
        calls.push(`-${ids.join()}`);
        there = there.filter(({ id }) => !ids.includes(id));
      },
    },
    async (origins) => origins.every((origin) => !refused.has(origin)),
  );
});

it('puts a script into each world of the docs, for good', async () => {
  await scripts.sync([parcels]);
  expect(there.map(({ world, js, runAt, persistAcrossSessions }) => [world, js, runAt, persistAcrossSessions])).toEqual(
    [
      ['ISOLATED', ['content-scripts/portal.js'], 'document_start', true],
      ['MAIN', ['content-scripts/docs-page.js'], 'document_start', true],
    ],
  );
  expect(there[0]?.matches).toEqual([
    'https://docs.parcels.example/reference',
    'https://docs.parcels.example/reference?*',
  ]);
});

it('leaves alone what is there as it should be', async () => {
  await scripts.sync([parcels, stat]);
  calls = [];
  await scripts.sync([parcels, stat]);
  expect(calls).toEqual([]);
});

it('puts each of them once into a page that two portals’ patterns mean', async () => {
  const here = (port: number) => ({
    ...stat,
    id: `p-${port}`,
    docs: [`http://localhost:${port}/docs/*`, 'http://localhost/'],
  });
  await scripts.sync([here(3000), here(8080)]);
  expect(there.map(({ world, matches }) => [world, matches])).toEqual(
    ['ISOLATED', 'MAIN'].map((world) => [
      world,
      ['http://localhost/docs/*', 'http://localhost/', 'http://localhost/?*'],
    ]),
  );
  // In the browser's own order.
  for (const script of there) script.matches.reverse();
  calls = [];
  await scripts.sync([here(3000), here(8080)]);
  expect(calls).toEqual([]);
});

it('leaves the docs that have ours from the manifest to those, whatever an added portal’s patterns mean', async () => {
  // Patterns know no ports; and a later version may bring a portal along that was added before.
  await scripts.sync([{ ...stat, docs: ['https://api.novapost.com:8443/developers'] }]);
  for (const { excludeMatches } of there) expect(excludeMatches).toEqual(docsPatterns(builtInPortals));
});

it('takes them out of docs that are gone, are others now, or that we are not let into', async () => {
  await scripts.sync([parcels, stat]);
  refused.add('https://api.stat.example/*');
  await scripts.sync([{ ...parcels, docs: ['https://docs.parcels.example/v2'] }, stat]);
  const v2 = ['https://docs.parcels.example/v2', 'https://docs.parcels.example/v2?*'];
  expect(there.map(({ matches }) => matches)).toEqual([v2, v2]);
  await scripts.sync([]);
  expect(there).toEqual([]);
});

it('puts none where there are no docs', async () => {
  await scripts.sync([{ ...stat, docs: [] }]);
  expect(calls).toEqual([]);
});

it('does one thing after the other', async () => {
  await Promise.all([scripts.sync([parcels]), scripts.sync([]), scripts.sync([stat])]);
  expect(there.map(({ matches }) => matches[0])).toEqual(Array(2).fill('https://api.stat.example/docs/*'));
});
