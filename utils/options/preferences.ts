import { computed, type ReadonlySignal } from '@preact/signals';
import type { Ask } from '../messaging/client';
import type { PopupProtocol } from '../messaging/popup-protocol';
import type { Busy } from '../popup/busy';
import type { LiveRecords } from '../popup/records';
import type { Portal } from '../portals';
import { isShown } from '../policy';
import { fillsByItself, type Settings } from '../settings';
import type { OptionsDependencies } from './dependencies';
import { createSectionNews } from './news';

/** A setting as it is drawn. */
export interface Preference<T> {
  readonly value: T;
  /** The organization has decided it. */
  readonly forced: boolean;
}

/**
 * What a person sets with one click: filling, docs pages and toolbar, language.
 *
 * @param dependencies background, clock
 * @param records the stored records
 * @param busy marks what is under way
 * @param portals all that there are
 */
export function createPreferences(
  { ask, now }: OptionsDependencies,
  records: LiveRecords,
  busy: Busy,
  portals: ReadonlySignal<readonly Portal[]>,
) {
  const newsrooms = { filling: createSectionNews(now), docs: createSectionNews(now), language: createSectionNews(now) };

  /** `null` while the settings can't be read. */
  const settings = computed((): Settings | null => {
    const { settings: loaded } = records.snapshot();
    return loaded.ok ? loaded.value : null;
  });
  const preference = <T>(of: (current: Settings) => T, isForced: () => boolean) =>
    computed((): Preference<T> | null => settings.value && { value: of(settings.value), forced: isForced() });
  const { policy } = records;

  async function set(section: 'docs' | 'language', change: Ask<PopupProtocol, 'settings.set'>): Promise<void> {
    const newsroom = newsrooms[section];
    const done = await newsroom.attempt(() => ask('settings.set', change));
    if (done) newsroom.tell({ news: 'saved' });
  }

  return {
    filling: {
      news: newsrooms.filling.news,
      alarm: newsrooms.filling.alarm,
      /** Each environment that is there, with whether its docs pages are filled without a click. */
      all: computed(() => {
        const { value: current } = settings;
        if (!current) return null;
        return portals.value.flatMap((portal) =>
          portal.environments
            .filter(({ id }) => isShown(policy.value, id))
            .map((environment) => ({
              portal,
              environment,
              value: fillsByItself(current, environment.id),
              forced: environment.id in (policy.value.fillsByItself ?? {}),
            })),
        );
      }),
      async set(environment: string, on: boolean): Promise<void> {
        const { filling } = newsrooms;
        const done = await busy.during('fill', () => filling.attempt(() => ask('settings.fill', { environment, on })));
        if (done) filling.tell({ news: 'saved' });
      },
    },
    docs: {
      news: newsrooms.docs.news,
      alarm: newsrooms.docs.alarm,
      refresh: preference(
        ({ refresh }) => refresh,
        () => policy.value.refresh !== undefined,
      ),
      badge: preference(
        ({ badge }) => badge,
        () => policy.value.badge !== undefined,
      ),
      /** Each portal, with whether its docs pages show the pill. */
      pills: computed(() => {
        const { value: current } = settings;
        if (!current) return null;
        return portals.value.map((portal) => ({
          portal,
          value: !current.pillHidden[portal.id],
          forced: portal.id in (policy.value.pillHidden ?? {}),
        }));
      }),
      setRefresh: (refresh: Settings['refresh']): Promise<void> => set('docs', { refresh }),
      setBadge: (badge: boolean): Promise<void> => set('docs', { badge }),
      async setPill(portal: string, shown: boolean): Promise<void> {
        if (settings.value) await set('docs', { pillHidden: { ...settings.value.pillHidden, [portal]: !shown } });
      },
    },
    language: {
      news: newsrooms.language.news,
      alarm: newsrooms.language.alarm,
      /** A locale's name; `null`: the browser's. */
      chosen: preference(
        ({ language }) => language,
        () => policy.value.language !== undefined,
      ),
      set: (language: string | null): Promise<void> => set('language', { language }),
    },
    clear(): void {
      for (const newsroom of Object.values(newsrooms)) newsroom.clear();
    },
  };
}
