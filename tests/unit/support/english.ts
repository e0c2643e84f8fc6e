import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { Translate } from '../../../utils/i18n/translate';

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

const file = new URL('../../../utils/i18n/locales/en.yml', import.meta.url);

/** Every English message by its key, read from the locale file itself. */
export const messages = new Map(flatten(treeSchema.parse(parse(readFileSync(file, 'utf8'))), ''));

/** The words that people read. Throws where the browser would show nothing, or a hole. */
export const english: Translate = (key, substitutions = []) => {
  const message = messages.get(key);
  if (message === undefined) throw new Error(`No message ${key}`);
  return message.replaceAll(/\$(\d)/g, (_, n: string) => {
    const substitution = substitutions[Number(n) - 1];
    if (substitution === undefined || substitution === '') throw new Error(`${key} has a hole at $${n}`);
    return substitution;
  });
};
