import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { parseSync } from 'vite';

const root = resolve(import.meta.dirname, '../../..');

export interface Import {
  /** A file of ours, from the project's root, or a package's name. */
  readonly to: string;
  /** Gone once it is compiled. */
  readonly isType: boolean;
}

export interface Source {
  /** From the project's root. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Its text without its comments. */
  readonly code: string;
}

/** The file that a relative import means. */
function fileOf(from: string, request: string): string {
  const target = posix.join(posix.dirname(from), request.replace(/\?.*$/, ''));
  const found = [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find(
    (path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile(),
  );
  if (found === undefined) throw new Error(`${from} imports ${request}: no such file`);
  return found;
}

/**
 * @param path where the text stands, from the project's root
 * @param text TypeScript
 * @param locate turns a relative import into a path
 */
export function sourceOf(path: string, text: string, locate = fileOf): Source {
  const { module, comments } = parseSync(path, text);
  const target = (request: string) => (request.startsWith('.') ? locate(path, request) : request);
  const imports: Import[] = [];
  // `import { type A }` is loaded all the same (verbatimModuleSyntax): only the statement's own `type` takes it away.
  const isType = (start: number) => /^(?:import|export)\s+type\s/.test(text.slice(start));
  for (const { moduleRequest, start } of module.staticImports) {
    imports.push({ to: target(moduleRequest.value), isType: isType(start) });
  }
  for (const { entries, start } of module.staticExports) {
    const request = entries[0]?.moduleRequest;
    if (request) imports.push({ to: target(request.value), isType: isType(start) });
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const request = text.slice(moduleRequest.start, moduleRequest.end);
    if (!/^(['"])[^'"]*\1$/.test(request)) throw new Error(`${path} imports what only its run tells: ${request}`);
    imports.push({ to: target(request.slice(1, -1)), isType: false });
  }
  let code = text;
  for (const { start, end } of comments.toReversed()) code = `${code.slice(0, start)} ${code.slice(end)}`;
  return { path, imports, code };
}

/** All of our TypeScript, by path. */
export function readSources(): ReadonlyMap<string, Source> {
  const paths = globSync('{entrypoints,components,utils}/**/*.{ts,tsx}', { cwd: root }).toSorted();
  return new Map(paths.map((path) => [path, sourceOf(path, readFileSync(join(root, path), 'utf8'))]));
}

/** Everything else that is shipped and can be read: path and text. */
export const readOthers = (): (readonly [string, string])[] =>
  globSync('{entrypoints,components,utils,public}/**/*.{html,css,yml,json,js,svg}', { cwd: root }).map((path) => [
    path,
    readFileSync(join(root, path), 'utf8'),
  ]);

/**
 * @param sources all sources
 * @param start paths to begin with
 * @returns the paths of all that is loaded with them, themselves included
 */
export function reachOf(sources: ReadonlyMap<string, Source>, start: readonly string[]): string[] {
  const reached = new Set<string>();
  const waiting = [...start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { to, isType } of sources.get(path)?.imports ?? []) if (!isType && sources.has(to)) waiting.push(to);
  }
  return [...reached].toSorted();
}
