import { computed, signal } from '@preact/signals';
import { createBusy } from '../popup/busy';
import { createLiveRecords } from '../popup/records';
import type { OptionsDependencies, Part } from './dependencies';
import { createExport } from './export';
import { createImport } from './import';
import { createKeeping } from './keeping';
import { createSectionNews } from './news';
import { createPortals } from './portals';
import { createPreferences } from './preferences';
import { createShortcuts } from './shortcuts';
import { createStoredCare } from './stored';

const parts: readonly Part[] = [
  'keeping',
  'forgotten',
  'portals',
  'filling',
  'docs',
  'language',
  'shortcuts',
  'take',
  'stored',
  'forget',
  'about',
];

/**
 * The settings page's state and what can be done with it. It reads stored records and follows them, changes things by asking the
 * background, and touches the browser through `dependencies` only.
 *
 * @param dependencies records, background, clock, files
 * @returns signals to draw and actions for the person's clicks, a section each
 */
export function createOptionsStore(dependencies: OptionsDependencies) {
  const { ask, now } = dependencies;
  const records = createLiveRecords(dependencies.records);
  const busy = createBusy();
  const part = signal<Part | null>(null);
  const keeping = createKeeping(dependencies, records, busy);
  const exporting = createExport(dependencies, records, busy);
  const importing = createImport(dependencies, records, busy);
  const portals = createPortals(dependencies, records, busy);
  const stored = createStoredCare(dependencies, records, busy, portals.read);
  const preferences = createPreferences(dependencies, records, busy, portals.known);
  const shortcuts = createShortcuts(dependencies);
  const newsroom = createSectionNews(now);
  const askingForget = signal(false);

  return {
    busy: busy.tasks,
    /** See `followLanguage`. */
    language: records.language,
    /** The part that the person was led to. */
    part,
    keeping,
    portals,
    exporting,
    importing,
    stored,
    filling: preferences.filling,
    docs: preferences.docs,
    languages: preferences.language,
    shortcuts,
    version: dependencies.version,
    /** Whether the organization leaves a part of the page there. */
    has: (what: string): boolean => !records.policy.value.hide?.includes(what),
    /** `null` while they are locked or can't be read. */
    keys: computed(() => records.keyring.value?.keys.length ?? null),
    forgetting: {
      news: newsroom.news,
      alarm: newsroom.alarm,
      /** Whether the person is asked. */
      asking: askingForget,
      ask(asks: boolean): void {
        newsroom.clear();
        askingForget.value = asks;
      },

      /** The person has confirmed. @returns whether everything is gone */
      async forget(): Promise<boolean> {
        const done = await busy.during('forget', () => newsroom.attempt(() => ask('stored.forget', {})));
        askingForget.value = false;
        if (!done) return false;
        for (const section of [keeping, portals, exporting, importing, stored, preferences]) section.clear();
        newsroom.tell({ news: 'nothingLeft' });
        return true;
      },
    },

    /** @param hash the address's, with its `#` */
    go(hash: string): void {
      part.value = parts.find((each) => `#${each}` === hash) ?? null;
    },

    /** Reads what is stored and begins to follow it. @returns once there is something to draw; stops with the document */
    async open(): Promise<void> {
      // What is stored of environments means something only once they are known.
      await portals.open();
      await Promise.all([records.open(), shortcuts.look()]);
      // Whatever an earlier worker left behind is mended; nothing here waits for it.
      void ask('popup.hello', {}).catch(() => undefined);
    },
  };
}

export type OptionsStore = ReturnType<typeof createOptionsStore>;
