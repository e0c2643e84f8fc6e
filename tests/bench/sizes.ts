import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import * as z from 'zod/mini';
import { builtExtension } from '../browser/launch.ts';
import { root } from '../run/step.ts';
import type { Row } from './table.ts';
import { zipEntries } from './zip.ts';

/** What the built extension weighs, in bytes on disk, as the browser has to read them. */

// What a bundler writes: the specifier of an import is a plain string.
const imports = /(?:\bfrom|\bimport)\s*["'`](\.{0,2}\/[^"'`]+)["'`]/g;
const importsWhenNeeded = /\bimport\(\s*["'`](\.{0,2}\/[^"'`]+)["'`]\s*\)/g;
const scriptsOfPage = /<script\b[^>]*\bsrc="([^"]+)"/g;
const stylesOfPage = /<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"/g;

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, found = '']) => found);

/** Where a specifier leads; `/` is the extension's root. */
const locate = (from: string, specifier: string): string =>
  specifier.startsWith('/') ? join(builtExtension, specifier) : resolve(dirname(from), specifier);

/** The scripts, and every chunk that is loaded with one of them, each once. */
const withChunks = async (scripts: readonly string[]): Promise<Set<string>> => {
  const all = new Set(scripts);
  // A Set's iteration reaches what is added while it runs.
  for (const script of all) {
    for (const specifier of matches(await readFile(script, 'utf8'), imports)) all.add(locate(script, specifier));
  }
  return all;
};

/** What the scripts load later, when it is first needed; without what was loaded with them. */
const loadedWhenNeeded = async (scripts: ReadonlySet<string>): Promise<string[]> => {
  const found = await Promise.all(
    [...scripts].map(async (script) =>
      matches(await readFile(script, 'utf8'), importsWhenNeeded).map((specifier) => locate(script, specifier)),
    ),
  );
  return [...(await withChunks(found.flat()))].filter((file) => !scripts.has(file));
};

const inside = (path: string): string => join(builtExtension, path);

const kilobytes = async (files: Iterable<string>): Promise<number> => {
  const sizes = await Promise.all([...files].map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
};

const kB = (name: string, limit: number | null, measured: number): Row => ({ name, unit: 'kB', measured, limit });

/** Each file of something that has several. */
const files = (all: Iterable<string>): Promise<Row[]> =>
  Promise.all([...all].map(async (file) => kB(relative(builtExtension, file), null, await kilobytes([file]))));

const zipSchema = z.object({ name: z.string(), version: z.string() });

const zipFile = async (): Promise<string> => {
  const { name, version } = zipSchema.parse(JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8')));
  return resolve(builtExtension, '..', `${name}-${version}-chrome.zip`);
};

/**
 * The package's budget is for what it does. Each language beside English takes another 19 kB or so of it, a file that only its own
 * readers' browsers open: they are told apart.
 */
const zipRows = async (): Promise<Row[]> => {
  const zip = await readFile(await zipFile());
  const others = zipEntries(zip).filter(({ name }) => /^_locales\/(?!en\/)/.test(name));
  const bytes = others.reduce((sum, entry) => sum + entry.bytes, 0);
  return [
    kB('size: zip, without the other languages', 120, (zip.length - bytes) / 1000),
    kB(`  beside it: ${others.length} other languages`, null, bytes / 1000),
  ];
};

/**
 * @returns the rows of all size budgets; 1 kB is 1000 bytes
 * @throws Error if the extension isn't built and zipped
 */
export const measureSizes = async (): Promise<Row[]> => {
  const page = await readFile(inside('popup.html'), 'utf8');
  const located = (pattern: RegExp): string[] =>
    matches(page, pattern).map((specifier) => locate(inside('popup.html'), specifier));
  const worker = await withChunks([inside('background.js')]);
  const popupScripts = await withChunks(located(scriptsOfPage));
  const popupStyles = located(stylesOfPage);
  return [
    kB('size: isolated script', 40, await kilobytes([inside('content-scripts/portal.js')])),
    kB('size: MAIN script', 10, await kilobytes([inside('content-scripts/portal-page.js')])),
    kB('size: MAIN script of other docs', null, await kilobytes([inside('content-scripts/docs-page.js')])),
    kB('size: worker', 60, await kilobytes(worker)),
    ...(await files(worker)),
    kB('size: popup', 90, await kilobytes([...popupScripts, ...popupStyles])),
    ...(await files([...popupScripts, ...popupStyles])),
    kB('  beside it: loaded when needed', null, await kilobytes(await loadedWhenNeeded(popupScripts))),
    ...(await zipRows()),
  ];
};
