import { areAlike } from '../alike';
import { createClient } from '../messaging/client';
import { type TabProtocol, tabReplies } from '../messaging/tab-protocol';
import { mapped, pick } from '../pick';
import { findEnvironment, portalOf, type Portal } from '../portals';
import { docsPatterns } from '../portals/urls';
import type { StoredRecord } from '../storage';
import type { Pages } from '../tokens/pages';

/** The part of `browser.tabs` that is used. */
export interface TabsPort {
  query(query: { url?: string[]; discarded: boolean }): Promise<readonly { readonly id?: number | undefined }[]>;
  sendMessage(tabId: number, message: unknown, options: { frameId: number }): Promise<unknown>;
}

/**
 * The open docs pages.
 *
 * @param portals the descriptors
 * @param tabs the browser's tabs
 * @param pages which environment each page shows
 * @param mayRead whether the person lets us read a portal's docs pages: otherwise the browser tells no addresses
 */
export function createDocsTabs(
  portals: readonly Portal[],
  tabs: TabsPort,
  pages: StoredRecord<Pages>,
  mayRead: (portal: Portal) => Promise<boolean>,
) {
  /** Ids of tabs: of all, or of those whose addresses match. */
  async function query(url?: string[]): Promise<ReadonlySet<number>> {
    const shown = url?.length === 0 ? [] : await tabs.query({ ...(url && { url }), discarded: false });
    return new Set(shown.map(({ id }) => id).filter((id) => id !== undefined));
  }

  /** Ids of the tabs that show docs. Asked when needed: following every tab would wake the worker at each navigation anywhere. */
  async function open(): Promise<ReadonlySet<number>> {
    const allowed = await Promise.all(portals.map(mayRead));
    const found = await query(docsPatterns(portals.filter((_portal, index) => allowed[index])));
    if (allowed.every(Boolean)) return found;
    // And those that we knew. One that shows something else by now has no script of ours in it, and so hears and shows nothing.
    const [all, { tabs: known }] = await Promise.all([query(), pages.read()]);
    return new Set([...all].filter((id) => found.has(id) || id in known));
  }

  const clientOf = (id: number) =>
    createClient<TabProtocol>(tabReplies, (message) => tabs.sendMessage(id, message, { frameId: 0 }));

  return {
    /**
     * What each tab's badge shows. One that has left the docs without being loaded anew keeps a badge of its own, until it is closed: it shows what
     * is shown everywhere.
     */
    async badges(): Promise<Pages> {
      const [ids, all] = await Promise.all([open(), pages.read()]);
      return { ...all, tabs: mapped(all.tabs, (environment, id) => (ids.has(Number(id)) ? environment : all.last)) };
    },

    /** Hands the person's click over. Rejects if no script of ours is in the tab. */
    authorize: (tabId: number): Promise<unknown> => clientOf(tabId)('tab.authorize', {}),

    /** @returns whether a docs page is open that shows this environment, and that we may fill */
    async isWanted(environment: string): Promise<boolean> {
      // Keys may outlast what is known of their portal, where that can't be read.
      if (!findEnvironment(environment) || !(await mayRead(portalOf(environment)))) return false;
      const [ids, all] = await Promise.all([open(), pages.read()]);
      return Object.entries(all.tabs).some(([id, shown]) => shown === environment && ids.has(Number(id)));
    },

    /**
     * A docs page shows this environment now; tabs that were closed are forgotten.
     *
     * @param tabId the page's tab
     * @param environment `null` for a server that we don't know
     */
    async note(tabId: number, environment: string | null): Promise<void> {
      const ids = await query();
      await pages.update((all) => {
        // Its portal may have been removed meanwhile.
        if (environment && !findEnvironment(environment)) return all;
        const next = { ...pick(all.tabs, (_environment, id) => ids.has(Number(id))), [tabId]: environment };
        const last = environment ?? all.last;
        const isSame = all.last === last && areAlike(next, all.tabs);
        return isSame ? all : { tabs: next, last };
      });
    },

    /**
     * Tells a portal's docs pages to keep nothing of it. Whether they have heard it isn't waited for: one may be frozen.
     *
     * @param portal one that is gone, or another one from now on
     */
    async leave(portal: Portal): Promise<void> {
      for (const id of await query(docsPatterns([portal])))
        void clientOf(id)('tab.left', { portal: portal.id }).catch(() => undefined);
    },

    /**
     * Tells every docs page that something has changed; pages without our script are none of our business.
     *
     * @param words what the pages say from now on: see `pageWords`; '' for what they say already
     */
    async announce(words = ''): Promise<void> {
      await Promise.allSettled([...(await open())].map((id) => clientOf(id)('tab.changed', { words })));
    },
  };
}

export type DocsTabs = ReturnType<typeof createDocsTabs>;
