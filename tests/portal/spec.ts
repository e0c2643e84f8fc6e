import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** `portal`: Nova Post's own file, read in place where it lies beside the checkout. `small`: the project's own. */
export type SpecName = 'portal' | 'small';
/** One of the two, or any spec that a test makes. */
export type SpecChoice = SpecName | Readonly<Record<string, unknown>>;

const files: Readonly<Record<SpecName, string>> = {
  portal: resolve(import.meta.dirname, '../../../shared/novapost/openapi.yaml'),
  small: resolve(import.meta.dirname, 'openapi.yaml'),
};

/** Whether Nova Post's own spec lies beside the checkout. */
export const hasPortalSpec: boolean = existsSync(files.portal);

/** The specs that tests can run against here. */
export const availableSpecs: readonly SpecName[] = hasPortalSpec ? ['portal', 'small'] : ['small'];

export const defaultSpec: SpecName = hasPortalSpec ? 'portal' : 'small';

const cache = new Map<SpecName, string>();

/**
 * @param choice which spec
 * @returns it as JSON text; the two files are parsed once a process
 * @throws Error if the portal's own is asked for and isn't there
 */
export const specJson = (choice: SpecChoice): string => {
  if (typeof choice !== 'string') return JSON.stringify(choice);
  const known = cache.get(choice);
  if (known !== undefined) return known;
  const parsed: unknown = parse(readFileSync(files[choice], 'utf8'));
  const text = JSON.stringify(parsed);
  cache.set(choice, text);
  return text;
};
