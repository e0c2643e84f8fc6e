import { batch, computed, signal } from '@preact/signals';
import { isShown } from '../policy';
import { isBuiltIn, portalOf, type Environment, type Portal } from '../portals';
import { createAccess } from './access';
import { createBusy } from './busy';
import type { Copying } from './copying';
import type { PopupDependencies } from './dependencies';
import { createDrafts } from './drafts';
import { firstEnvironment } from './first-environment';
import { phoneField } from './issuing-form';
import { createKeyActions } from './keys';
import type { Lately } from './lately';
import { createLockActions } from './lock';
import { createNewsroom } from './news';
import type { OtherPortals } from './other-portals';
import { createPageControl } from './page';
import { createLiveRecords } from './records';
import { createSelection } from './selection';
import { createTokenActions } from './tokens';
import { environmentView, keyViews, storedTroubles, withChosen } from './view';

const MINUTE_MS = 60_000;

/**
 * The popup's state and what can be done with it. It reads stored records and follows them, changes things by asking the
 * background, and touches the browser through `dependencies` only.
 *
 * @param dependencies records, background, clock, clipboard, permissions, tabs
 * @returns signals to draw and actions for the person's clicks; nothing runs before `open`
 */
export function createPopupStore(dependencies: PopupDependencies) {
  const { clock, ask, wanted, portals, addedPortals } = dependencies;
  const [first] = portals.flatMap((portal) => portal.environments);
  if (!first) throw new Error('No portal is known');
  const now = signal(clock.now());
  const {
    environment: selected,
    revealed,
    removing,
    adding,
    details,
    search,
    made,
    ...selection
  } = createSelection(first);
  const records = createLiveRecords(dependencies.records);
  const newsroom = createNewsroom(clock.now);
  const busy = createBusy();
  /** The key that the person has just chosen, until the background has agreed. */
  const choosing = signal<string | null>(null);
  const minute = computed(() => now.value - (now.value % MINUTE_MS));
  const shown = computed(() =>
    withChosen(keyViews(records.vault.value, selected.value, revealed.value, minute.value), choosing.value),
  );
  const drafts = createDrafts();
  const portal = computed(() => portalOf(selected.value.id));
  const access = createAccess(dependencies, newsroom, () => portal.value);
  const page = createPageControl(dependencies, newsroom, busy, () => records.snapshot().settings);
  const locking = createLockActions(dependencies, newsroom, busy);
  const allowed = computed(() => {
    const all = portals.flatMap(({ environments }) => environments);
    const some = all.filter(({ id }) => isShown(records.policy.value, id));
    return some.length > 0 ? some : all;
  });
  const environmentsOf = ({ environments }: Portal): readonly Environment[] =>
    allowed.value.filter(({ id }) => environments.some((environment) => environment.id === id));
  const asksProtection = (environment: Environment) =>
    !records.policy.value.protection && environmentView(records.snapshot(), environment, null, 0).asksProtection;
  const keys = createKeyActions(dependencies, drafts, newsroom, busy, { ask: access.ask, asksProtection });
  const tokens = createTokenActions(dependencies, newsroom, busy, access);

  const lately = signal<Lately | null>(null);
  let copier: Copying | null = null;
  /** Loaded when something is copied. */
  const copying = async (): Promise<Copying> => {
    const { createCopying } = await import('./copying');
    return (copier ??= createCopying(dependencies, records, newsroom));
  };
  const copyToken = async (): Promise<void> => (await copying()).token(selected.value);

  /** `decides`: nothing better than the page's own answer is known of what to show. */
  const meetPage = async (decides: boolean) => {
    const answer = await page.look();
    if (decides && answer.page === 'docs' && allowed.value.some(({ id }) => id === answer.environment))
      selection.suggest(answer.environment);
  };
  /** Where the browser kept the page's address from us, it can be found now. */
  const seekPage = async () => {
    await page.find();
    await page.look();
  };
  /** What portals beside the built-in one need; loaded where there are some. */
  const others = signal<OtherPortals | null>(null);
  const openOthers = async () => {
    await addedPortals;
    if (portals.length < 2) return;
    const { createOtherPortals } = await import('./other-portals');
    others.value = createOtherPortals({ ask, clock, portals, records, page, selected, environmentsOf });
  };
  const show = (environment: string): void => {
    newsroom.clear();
    selection.choose(environment);
    others.value?.useAtOnce();
  };
  const tick = () =>
    batch(() => {
      now.value = clock.now();
      newsroom.tick();
      page.tick();
      copier?.tick();
    });

  return {
    now,
    selected,
    portal,
    /** Other words for portals that trade nothing; `null` where there is no other portal. */
    wording: computed(() => others.value?.ofKind ?? null),
    /** Those that have an environment which the organization leaves there. */
    portals: computed(() => portals.filter((each) => environmentsOf(each).length > 0)),
    removing,
    adding,
    made,
    details,
    search,
    busy: busy.tasks,
    /** Whether a token of the environment that is shown was asked for and hasn't come yet. */
    isFetching: computed(() => busy.tasks.value.has(`token:${selected.value.id}`)),
    news: newsroom.news,
    alarm: newsroom.alarm,
    page: page.state,
    hidesPill: page.hidesPill,
    /** Match patterns of the sites that the browser keeps us away from. */
    missing: access.missing,
    /** See `followLanguage`. */
    language: records.language,
    /** Whether there is anything to do about the docs page under the popup. */
    lacksDocs: computed(() => access.lacksDocs(page.portal.value ?? portal.value)),
    /** Whether the browser will ask about the host of the environment that is shown. */
    willAsk: computed(() => {
      const { hostAccess } = selected.value;
      return hostAccess === 'optional' && (isBuiltIn(portal.value) || access.lacks(selected.value));
    }),
    allow: (): Promise<void> => access.allow(),
    /** Those of the portal that is shown, as far as the organization leaves them there. */
    environments: computed(() => environmentsOf(portal.value)),
    /** The organization wants keys kept another way than they are: none is saved before. */
    mustProtect: computed(() => {
      const { vault } = records.snapshot();
      const { protection } = records.policy.value;
      return !!protection && vault.ok && vault.value.vault === 'open' && vault.value.protection !== protection;
    }),
    /** Whether the organization has decided which docs are filled without a click, for the environment that is shown. */
    fillForced: computed(() => selected.value.id in (records.policy.value.fillsByItself ?? {})),
    view: computed(() => ({
      ...environmentView(records.snapshot(), selected.value, revealed.value, now.value),
      keys: shown.value,
      asksProtection: asksProtection(selected.value),
    })),
    /** The view's keys: not new ones each second, nor with each token, since there may be hundreds. */
    keys: shown,
    /** The minute that has begun: for what is told in days. */
    minute,
    troubles: computed(() => storedTroubles(records.snapshot())),
    draft: computed(() => drafts.of(selected.value.id)),
    /** Environments that have a key. */
    withKeys: computed(() => {
      const { vault } = records.snapshot();
      if (!vault.ok) return new Set<string>();
      if (vault.value.vault === 'locked') return new Set(vault.value.environments);
      return new Set(vault.value.keyring.keys.map(({ environment }) => environment));
    }),
    copyKey: async (keyId: string): Promise<void> => (await copying()).key(keyId),
    copyToken,
    copying,
    /** What happened lately, while it is shown in place of the rest. */
    lately,
    async openLately(): Promise<void> {
      lately.value = await dependencies.openLately();
    },
    closeLately(): void {
      lately.value?.close();
      lately.value = null;
    },
    drafts,
    locking,
    /** Whether there is something to lock. */
    canLock: computed(() => {
      const { vault } = records.snapshot();
      return vault.ok && vault.value.vault === 'open' && vault.value.protection === 'passphrase';
    }),
    openSettings: (part: '' | 'keeping' | 'stored' | 'forgotten' = ''): void =>
      void dependencies.openSettings(part).catch(() => undefined),
    authorizePage: (): Promise<void> => page.authorize(),
    reloadPage: (): Promise<void> => page.reload(),
    showPill: (): Promise<void> => page.showPill(),

    /** Reads what is stored and begins to follow it. @returns once there is something to draw; stops with the document */
    async open(): Promise<void> {
      const [tabId] = await Promise.all([
        page.find(),
        records.open(),
        access.open(() => void seekPage()),
        openOthers(),
      ]);
      const pages = records.pages.value.ok ? records.pages.value.value : null;
      const keyring = records.keyring.value;
      const ofPage = tabId === undefined ? null : (pages?.tabs[tabId] ?? null);
      selection.show(firstEnvironment(allowed.value, { wanted, ofPage, portal: page.portal.value, pages, keyring }));
      // Who unlocks keys hasn't asked to see one.
      records.vault.subscribe((vault) => {
        if (vault.ok && vault.value.vault === 'locked') revealed.value = null;
      });
      // The organization's word may come late.
      allowed.subscribe((some) => {
        const [best] = some;
        if (best && !some.includes(selected.value)) show(best.id);
      });
      others.value?.useAtOnce();
      clock.tick(tick);
      dependencies.onOnline(() => void ask('popup.online', {}).catch(() => undefined));
      const met = meetPage(ofPage === null && wanted === null);
      // Whatever an earlier worker left behind is mended; nothing here waits for it. And a shortcut may have opened us to copy.
      const greet = async () => {
        const { copies } = await ask('popup.hello', {});
        await met;
        if (copies) await copyToken();
      };
      void greet().catch(() => undefined);
    },

    /** The person chose a tab. */
    select(environment: string): void {
      show(environment);
    },

    /** The person chose a portal: what they looked at in it last, else what is most likely wanted. */
    selectPortal(portalId: string): void {
      const found = others.value?.find(portalId);
      if (found !== undefined) show(found);
    },

    /** "Save key". Call it within the click. @returns whether the key was saved, and its form is still looked at */
    async saveKey(): Promise<boolean> {
      const { value: environment } = selected;
      const isOver = (await keys.add(environment)) && selected.value === environment;
      if (isOver) adding.value = false;
      return isOver;
    },

    /** "New sandbox key" and "New key". Call it within the click. @returns whether there is one, and its form is still looked at */
    async requestKey(): Promise<boolean> {
      const { value: environment } = selected;
      const isPhone = phoneField(portal.value.issuing) !== null;
      const keyId = await keys.request(environment);
      // Another environment's forms are none of its business.
      if (keyId === null || selected.value !== environment) return false;
      batch(() => {
        adding.value = false;
        made.value = isPhone ? null : keyId;
      });
      return true;
    },

    /** The person chose a key. `label`: as it is shown. */
    async activateKey(keyId: string, label: string): Promise<void> {
      choosing.value = keyId;
      await keys.activate(keyId, label);
      choosing.value = null;
      others.value?.useAtOnce();
      // Drawn anew in any case: the browser has moved the radio's dot already, and the background may not have agreed.
      now.value = clock.now();
    },

    /** The person has confirmed the removal. @returns whether the key is gone */
    async removeKey(keyId: string): Promise<boolean> {
      const gone = await keys.remove(keyId);
      removing.value = null;
      if (gone) details.value = null;
      return gone;
    },

    /** "Get token" and "Refresh token". Call it within the click. */
    getToken(): Promise<void> {
      const { environment, token } = environmentView(records.snapshot(), selected.value, null, clock.now());
      return tokens.get(environment, token);
    },

    /** Shows a key in full, or masks it again. */
    reveal(keyId: string): void {
      revealed.value = revealed.value === keyId ? null : keyId;
    },

    /** The person looks for keys. */
    seek(text: string): void {
      search.value = text;
    },

    /** Opens a key's details. Their code is loaded by the first. */
    async openDetails(keyId: string): Promise<void> {
      const { createKeyDetails } = await import('./key-details');
      newsroom.clear();
      details.value = createKeyDetails(
        { dependencies, records, newsroom, busy, access, drafts, adding, details },
        keyId,
      );
    },

    /** "Add key" opens the forms, or closes them. */
    toggleAdding(): void {
      drafts.change(selected.value.id, { renews: false });
      adding.value = !adding.value;
    },

    /** Asks whether to remove a key; `null`: the person keeps it. */
    askRemoval(keyId: string | null): void {
      removing.value = keyId;
    },

    /** Turns "Fill the docs by itself" on or off for the environment that is shown. */
    async setFill(on: boolean): Promise<void> {
      const environment = selected.value.id;
      const done = await busy.during('fill', () => newsroom.attempt(() => ask('settings.fill', { environment, on })));
      if (done) newsroom.tell({ news: 'fills', environment, on });
    },
  };
}

export type PopupStore = ReturnType<typeof createPopupStore>;
