import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { storedItems } from '../../../utils/stored-items';

/**
 * What earlier versions wrote, frozen: one file for each version of each record that outlives an update. An example is never edited; a new
 * version gets a new one.
 */
const folder = join(import.meta.dirname, 'examples');
const kept = storedItems.filter(({ area }) => area === 'local');
const path = (name: string, version: number) => join(folder, `${name}-${version}.json`);
const example = (name: string, version: number): unknown => JSON.parse(readFileSync(path(name, version), 'utf8'));
const chain = kept.flatMap(({ name, version }) =>
  Array.from({ length: version }, (_, at) => ({ name, from: at + 1, to: version })),
);

it('each version of each record has its example, and there is no other', () => {
  const names = chain.map(({ name, from }) => `${name}-${from}.json`);
  expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
  expect(chain.every(({ name, from }) => existsSync(path(name, from)))).toBe(true);
});

describe.each(chain)('$name, as version $from wrote it', ({ name, from, to }) => {
  it(`becomes version ${to} as it is written now, once`, async () => {
    const item = kept.find((candidate) => candidate.name === name);
    await browser.storage.local.set({ [name]: example(name, from) });
    await item?.settle(() => Promise.reject(new Error('nothing is damaged')));
    expect(await item?.raw()).toMatchObject(Object(example(name, to)));
    await item?.settle(() => Promise.reject(new Error('nothing is damaged')));
    expect(await item?.raw()).toMatchObject(Object(example(name, to)));
  });
});
