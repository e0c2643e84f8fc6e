import { createTurns } from '../in-turn';
import { builtInPortals, type Portal } from '../portals';
import { docsHostPatterns, docsPatterns } from '../portals/urls';

/** A content script as the browser registers it. */
interface Script {
  id: string;
  js: string[];
  matches: string[];
  excludeMatches: string[];
  runAt: 'document_start';
  world: 'ISOLATED' | 'MAIN';
  persistAcrossSessions: boolean;
}

/** The part of `browser.scripting` that is used. */
export interface ScriptingPort {
  getRegisteredContentScripts(): Promise<
    readonly { readonly id: string; readonly matches?: readonly string[] | undefined }[]
  >;
  registerContentScripts(scripts: Script[]): Promise<unknown>;
  unregisterContentScripts(filter: { ids: string[] }): Promise<unknown>;
}

/** Both worlds of a docs page, as the build names them. */
const files = { ISOLATED: 'content-scripts/portal.js', MAIN: 'content-scripts/docs-page.js' } as const;

/**
 * One for each world, for all docs: patterns know no ports, so that those of two portals can mean the same page, which must not get two pills.
 */
const scriptsOf = (matches: string[]): Script[] =>
  (['ISOLATED', 'MAIN'] as const).map((world) => ({
    id: world,
    js: [files[world]],
    matches,
    // Those have theirs from the manifest; and a later version may bring a portal along that was added before.
    excludeMatches: docsPatterns(builtInPortals),
    runAt: 'document_start',
    world,
    // A docs page may be restored before the background runs.
    persistAcrossSessions: true,
  }));

/** The browser gives the patterns back in its own order. */
const nameOf = ({ id, matches }: { readonly id: string; readonly matches?: readonly string[] | undefined }) =>
  JSON.stringify([id, matches?.toSorted()]);

/**
 * Puts our scripts into the docs of portals that were added, and takes them out again. The built-in ones' stand in the manifest.
 *
 * @param scripting the browser's
 * @param contains whether all of these match patterns are allowed
 * @returns `sync`: sees to it that these portals' docs have our scripts, as far as we are let there, and no other page has; one after the other
 */
export function createScripts(scripting: ScriptingPort, contains: (origins: string[]) => Promise<boolean>) {
  async function syncNow(added: readonly Portal[]): Promise<void> {
    const allowed = await Promise.all(
      added.map(async (portal) => portal.docs.length > 0 && contains(docsHostPatterns([portal])).catch(() => false)),
    );
    const matches = [...new Set(docsPatterns(added.filter((_portal, index) => allowed[index])))];
    const wanted = matches.length > 0 ? scriptsOf(matches) : [];
    const names = new Set(wanted.map(nameOf));
    const there = await scripting.getRegisteredContentScripts();
    const gone = there.filter((script) => !names.has(nameOf(script))).map(({ id }) => id);
    if (gone.length > 0) await scripting.unregisterContentScripts({ ids: gone });
    const kept = new Set(there.map(nameOf));
    const fresh = wanted.filter((script) => !kept.has(nameOf(script)));
    if (fresh.length > 0) await scripting.registerContentScripts(fresh);
  }

  const inTurn = createTurns();
  return { sync: (added: readonly Portal[]): Promise<void> => inTurn(() => syncNow(added)) };
}

export type Scripts = ReturnType<typeof createScripts>;
