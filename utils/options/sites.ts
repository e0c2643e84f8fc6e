import { signal } from '@preact/signals';
import type { Portal } from '../portals';
import { docsHostPatterns, hostPatterns } from '../portals/urls';
import type { OptionsDependencies } from './dependencies';

/**
 * @param portals which
 * @returns match patterns of the sites that their docs and APIs are on, each once
 */
export const sitesOf = (portals: readonly Portal[]): string[] => [
  ...new Set([...docsHostPatterns(portals), ...hostPatterns(portals.flatMap(({ environments }) => environments))]),
];

/** Whether a match pattern is one that we ask for: of one site, all of it. Wider ones, and those of content scripts, aren't. */
const isOneSite = (pattern: string): boolean => /^https?:\/\/[^*/]+\/\*$/.test(pattern);

/**
 * Which sites the browser lets us use.
 *
 * @param permissions the browser's
 */
export function createSites(permissions: OptionsDependencies['permissions']) {
  const refused = signal<ReadonlySet<string>>(new Set());
  let watched: readonly string[] = [];

  async function look(): Promise<void> {
    const found = watched.map(async (site) => {
      // Where the browser doesn't tell, nobody is bothered.
      const isThere = await permissions.contains([site]).catch(() => true);
      return isThere ? [] : [site];
    });
    refused.value = new Set((await Promise.all(found)).flat());
  }

  return {
    /** Those that we are kept away from. */
    refused,

    /** Begins to watch these portals' sites, in place of others. */
    watch(portals: readonly Portal[]): Promise<void> {
      watched = sitesOf(portals);
      return look();
    },

    /** Call it within the click, before anything is awaited: browsers accept the question only there. @returns whether all of them may be used */
    request: (sites: string[]): Promise<boolean> => permissions.request(sites).catch(() => false),

    /**
     * Gives back what was asked for and isn't needed.
     *
     * @param sites match patterns
     * @param portals those that are there
     */
    async giveBack(sites: Iterable<string>, portals: readonly Portal[]): Promise<void> {
      const needed = new Set(sitesOf(portals));
      const unused = [...new Set(sites)].filter((site) => !needed.has(site));
      // What came with the installation stays: the browser refuses.
      if (unused.length > 0) await permissions.remove(unused).catch(() => undefined);
    },

    /**
     * Gives back what no portal uses: of a form whose page was closed.
     *
     * @param portals all that there are
     */
    async giveBackOthers(portals: readonly Portal[]): Promise<void> {
      const needed = new Set(sitesOf(portals));
      const granted = await permissions.granted().catch(() => []);
      // Each alone: of several, one that has to stay keeps all.
      for (const site of granted.filter((each) => isOneSite(each) && !needed.has(each)))
        await permissions.remove([site]).catch(() => undefined);
    },

    open(): void {
      permissions.watch(() => void look());
    },
  };
}

export type Sites = ReturnType<typeof createSites>;
