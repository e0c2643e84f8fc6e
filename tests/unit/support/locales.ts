import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { fillIn } from '../../../utils/i18n/fill';
import type { Translate } from '../../../utils/i18n/translate';

/** The locale files themselves, as people edit them. */

type Tree = string | { readonly [key: string]: Tree };
const treeSchema: z.ZodMiniType<Tree> = z.union([
  z.string(),
  z.record(
    z.string(),
    z.lazy(() => treeSchema),
  ),
]);

const flatten = (tree: Tree, path: string): [string, string][] =>
  typeof tree === 'string'
    ? [[path, tree]]
    : Object.entries(tree).flatMap(([key, below]) => flatten(below, path ? `${path}.${key}` : key));

const folder = resolve(import.meta.dirname, '../../../utils/i18n/locales');

export type Messages = ReadonlyMap<string, string>;

/** The names of all locale files: `en`, `uk`. */
export const localeNames = readdirSync(folder).map((file) => file.replace(/\.yml$/, ''));

/**
 * @param name a locale's
 * @returns every message by its key
 * @throws Error if a value is no text: YAML takes `no`, `on` and numbers for something else where they aren't quoted
 */
export const readLocale = (name: string): Messages =>
  new Map(flatten(treeSchema.parse(parse(readFileSync(resolve(folder, `${name}.yml`), 'utf8'))), ''));

/**
 * @param messages of one language
 * @returns its words; throws where the browser would show nothing, or a hole
 */
export const wordsOf =
  (messages: Messages): Translate =>
  (key, substitutions = []) => {
    const message = messages.get(key);
    if (message === undefined) throw new Error(`No message ${key}`);
    for (const [, n] of message.matchAll(/\$(\d)/g))
      if (!substitutions[Number(n) - 1]) throw new Error(`${key} has a hole at $${n}`);
    return fillIn(message, substitutions);
  };
