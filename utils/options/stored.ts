import { computed, signal } from '@preact/signals';
import type { Busy } from '../popup/busy';
import type { LiveRecords } from '../popup/records';
import { type RecordName, storedTroubles } from '../popup/view';
import type { OptionsDependencies } from './dependencies';
import { fileName } from './file-name';
import { createSectionNews } from './news';

/** What can be copied and let go: a record, or all that was set aside. */
export type Loss = RecordName | 'aside' | 'lost';

/** The stored names that a loss comes to. Letting the keyring go takes all that belongs to it. */
const names: Readonly<Record<Loss, { readonly copied: readonly string[]; readonly reset: string }>> = {
  vault: { copied: ['keyring', 'keys'], reset: 'keyring' },
  tokens: { copied: ['tokens'], reset: 'tokens' },
  settings: { copied: ['settings'], reset: 'settings' },
  requests: { copied: ['sandboxRequests'], reset: 'sandboxRequests' },
  aside: { copied: ['aside'], reset: 'aside' },
  lost: { copied: [], reset: 'kept' },
};

/**
 * What is stored and can't be used.
 *
 * @param dependencies stored items, background, clock, files
 * @param records the stored records
 * @param busy marks what is under way
 */
export function createStoredCare({ items, ask, now, save }: OptionsDependencies, records: LiveRecords, busy: Busy) {
  const newsroom = createSectionNews(now);
  const asking = signal<Loss | null>(null);

  return {
    news: newsroom.news,
    alarm: newsroom.alarm,
    troubles: computed(() => storedTroubles(records.snapshot())),
    /** Whether anything is left that could be copied. */
    canCopy: (loss: Loss): boolean => names[loss].copied.length > 0,
    /** What the person is asked about. */
    asking,
    askAbout(loss: Loss | null): void {
      newsroom.clear();
      asking.value = loss;
    },

    /** "Save a copy": as it is stored, so that nothing of it gets lost. */
    async copy(loss: Loss): Promise<void> {
      newsroom.clear();
      const found = items.filter(({ name }) => names[loss].copied.includes(name));
      const read = found.map(async ({ area, name, raw }) => [`${area}:${name}`, await raw()] as const);
      const values = await Promise.all(read).catch(() => null);
      if (values) save(fileName(`copy-${loss}`, now()), `${JSON.stringify(Object.fromEntries(values), null, 2)}\n`);
      newsroom.tell({ news: values ? 'copySaved' : 'noCopy' });
    },

    /** The person has confirmed. @returns whether it is gone */
    async letGo(loss: Loss): Promise<boolean> {
      const name = names[loss].reset;
      const done = await busy.during('forget', () => newsroom.attempt(() => ask('stored.reset', { name })));
      asking.value = null;
      if (!done) return false;
      newsroom.tell({ news: 'letGo' });
      return true;
    },

    clear: (): void => newsroom.clear(),
  };
}
