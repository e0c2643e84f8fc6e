import { createClient } from '../messaging/client';
import { tabAsks } from '../messaging/page-protocol';
import type { Portal } from '../portals';
import { docsPatterns, portalOfPage } from '../portals/urls';
import type { StoredRecord } from '../storage';
import type { Pages } from '../tokens/pages';

/** The part of `browser.tabs` that is used. */
export interface TabsPort {
  query(query: { url: string[] }): Promise<readonly { readonly id?: number | undefined }[]>;
  sendMessage(tabId: number, message: unknown, options: { frameId: number }): Promise<unknown>;
}

/**
 * The open docs pages.
 *
 * @param portals the descriptors
 * @param tabs the browser's tabs
 * @param pages which environment each page shows
 */
export function createDocsTabs(portals: readonly Portal[], tabs: TabsPort, pages: StoredRecord<Pages>) {
  const forget = (tabId: number) =>
    pages.update((all) => {
      if (!(tabId in all.tabs)) return all;
      const { [tabId]: _gone, ...others } = all.tabs;
      return { ...all, tabs: others };
    });

  return {
    /** @returns whether a docs page is open that shows this environment */
    isWanted: async (environment: string): Promise<boolean> =>
      Object.values((await pages.read()).tabs).includes(environment),

    /** Tells every docs page that something has changed; pages without our script are none of our business. */
    async announce(): Promise<void> {
      const open = await tabs.query({ url: docsPatterns(portals) });
      const tell = async ({ id }: { readonly id?: number | undefined }) => {
        if (id === undefined) return;
        const client = createClient(tabAsks, (message) => tabs.sendMessage(id, message, { frameId: 0 }));
        await client('tab.changed', {}).catch(() => undefined);
      };
      await Promise.all(open.map(tell));
    },

    /** A tab is gone. */
    forget,

    /** A tab shows something now. `url` is `undefined` where we may not know: that isn't a docs page. */
    async updated(tabId: number, url: string | undefined): Promise<void> {
      if (!portalOfPage(portals, url)) await forget(tabId);
    },
  };
}
