import { computed, signal } from '@preact/signals';
import { type Portal, portals } from '../portals';
import { portalOfPage } from '../portals/urls';
import type { Busy } from './busy';
import type { PopupDependencies } from './dependencies';
import type { Newsroom } from './news';
import type { PopupData } from './view';

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
 * @param dependencies tabs, clock, background
 * @param newsroom where results are told
 * @param busy marks the click as under way
 * @param settings what the person has set; to be read inside a computed signal
 */
export function createPageControl(
  { tabs, clock, ask, addedPortals }: Pick<PopupDependencies, 'tabs' | 'clock' | 'ask' | 'addedPortals'>,
  newsroom: Newsroom,
  busy: Busy,
  settings: () => PopupData['settings'],
) {
  const state = signal<PageState>({ page: 'other' });
  const portal = signal<Portal | null>(null);
  /** What is hidden where; `null`: not known. */
  const hidden = () => {
    const all = settings();
    return all.ok ? all.value.pillHidden : null;
  };
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
    /** Whose docs it is. */
    portal,
    look,
    /** Whether the person wants no pill on the page. */
    hidesPill: computed(() => portal.value !== null && hidden()?.[portal.value.id] === true),

    /** Finds the tab. @returns its id if it shows a docs page */
    async find(): Promise<number | undefined> {
      const [tab] = await Promise.all([tabs.current().catch(() => undefined), addedPortals]);
      portal.value = portalOfPage(portals, tab?.url) ?? null;
      if (!tab || !portal.value) return undefined;
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

    /** The person wants the pill back. */
    async showPill(): Promise<void> {
      const all = hidden();
      const id = portal.value?.id;
      if (!all || id === undefined) return;
      const pillHidden = { ...all, [id]: false };
      const done = await busy.during('page', () => newsroom.attempt(() => ask('settings.set', { pillHidden })));
      if (done) newsroom.tell({ news: 'pillShown' });
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

export type PageControl = ReturnType<typeof createPageControl>;
