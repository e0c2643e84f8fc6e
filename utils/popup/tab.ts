import type { Tab } from './dependencies';

interface BrowserTab {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
}

/** The part of `browser.tabs` that is used. */
export interface TabLookup {
  get(tabId: number): Promise<BrowserTab>;
  query(query: { active: true; currentWindow: true }): Promise<readonly BrowserTab[]>;
}

/**
 * How the tab under the popup is found.
 *
 * @param tabs the browser's tabs
 * @param named the tab's id as text, where the popup had to be opened as a page of its own; `null` for the active tab
 * @returns finds the tab, or `undefined`; rejects if a named tab is gone
 */
export function createCurrentTab(tabs: TabLookup, named: string | null) {
  return async (): Promise<Tab | undefined> => {
    const isId = named !== null && /^\d{1,15}$/.test(named);
    const tab = isId ? await tabs.get(Number(named)) : (await tabs.query({ active: true, currentWindow: true }))[0];
    return tab?.id === undefined ? undefined : { id: tab.id, url: tab.url };
  };
}
