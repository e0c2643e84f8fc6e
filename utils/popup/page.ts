import { signal } from '@preact/signals';
import { portals } from '../portals';
import { portalOfPage } from '../portals/urls';
import type { Busy } from './busy';
import type { PopupDependencies } from './dependencies';
import type { Newsroom } from './news';

/** The docs page in the tab under the popup. */
export type PageState =
  | { readonly page: 'other' }
  /** A docs page that has not answered yet. */
  | { readonly page: 'asking' }
  /** A docs page without our script: it was open before the extension was installed or updated. */
  | { readonly page: 'silent' }
  /** `environment`: what its selected server means, `null` for a server that we don't know. */
  | { readonly page: 'docs'; readonly environment: string | null; readonly authorized: boolean };

/** How often the page is asked anew while the popup is open. ms. */
const LOOK_EVERY_MS = 2000;
/** How long a page that is being reloaded may stay silent. ms. */
const RELOAD_MS = 20_000;

/** Whether two states look the same, so that asking again and again redraws nothing. */
const same = (one: PageState, other: PageState): boolean =>
  one.page === 'docs' && other.page === 'docs'
    ? one.environment === other.environment && one.authorized === other.authorized
    : one.page === other.page;

/**
 * Finds the docs page under the popup, follows what it shows, and hands over the person's click.
 *
 * @param dependencies tabs and clock
 * @param newsroom where results are told
 * @param busy marks the click as under way
 */
export function createPageControl(
  { tabs, clock }: Pick<PopupDependencies, 'tabs' | 'clock'>,
  newsroom: Newsroom,
  busy: Busy,
) {
  const state = signal<PageState>({ page: 'other' });
  let tabId: number | undefined;
  let lookedAt = -Infinity;
  let reloadedAt = -Infinity;

  async function look(): Promise<PageState> {
    if (tabId === undefined) return state.value;
    lookedAt = clock.now();
    const answer = await tabs
      .ask(tabId)('tab.describe', {})
      .catch(() => undefined);
    const reloading = clock.now() - reloadedAt < RELOAD_MS;
    const next: PageState | undefined = answer
      ? { page: 'docs', ...answer }
      : reloading
        ? undefined
        : { page: 'silent' };
    if (next && !same(next, state.value)) state.value = next;
    return state.value;
  }

  async function handOver(id: number): Promise<void> {
    newsroom.clear();
    const told = await tabs
      .ask(id)('tab.authorize', {})
      .catch(() => undefined);
    const after = await look();
    if (!told || after.page !== 'docs') newsroom.raise({ alarm: 'pageSilent' });
    else if (after.authorized && after.environment !== null) {
      newsroom.tell({ news: 'pageAuthorized', environment: after.environment });
    } else newsroom.tell({ news: 'pageAsked' });
  }

  return {
    state,
    look,

    /** Finds the tab. @returns its id if it shows a docs page */
    async find(): Promise<number | undefined> {
      const tab = await tabs.current().catch(() => undefined);
      if (!tab || !portalOfPage(portals, tab.url)) return undefined;
      if (tabId !== tab.id) state.value = { page: 'asking' };
      tabId = tab.id;
      return tabId;
    },

    /** To be called each second. */
    tick() {
      if (clock.now() - lookedAt >= LOOK_EVERY_MS) void look();
    },

    /** The person clicked "Authorize this page". */
    async authorize(): Promise<void> {
      const id = tabId;
      if (id !== undefined) await busy.during('page', () => handOver(id));
    },

    /** The person clicked "Reload the page". */
    async reload(): Promise<void> {
      if (tabId === undefined) return;
      reloadedAt = clock.now();
      state.value = { page: 'asking' };
      newsroom.tell({ news: 'pageReloading' });
      await tabs.reload(tabId).catch(() => newsroom.raise({ alarm: 'pageSilent' }));
    },
  };
}
