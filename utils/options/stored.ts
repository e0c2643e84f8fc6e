import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Busy } from '../popup/busy';
import type { LiveRecords } from '../popup/records';
import { type RecordName, type StoredTrouble, storedTroubles } from '../popup/view';
import type { Portal } from '../portals';
import type { OptionsDependencies } from './dependencies';
import { fileName } from './file-name';
import { createSectionNews } from './news';

/** What can be copied and let go: a record, all that was set aside, or keys of portals that are gone. */
export type Loss = RecordName | 'aside' | 'lost' | 'orphans';

/** The stored names that a loss comes to. Letting the keyring go takes all that belongs to it. `reset`: `null` for what is a part of a record. */
const names: Readonly<Record<Loss, { readonly copied: readonly string[]; readonly reset: string | null }>> = {
  vault: { copied: ['keyring', 'keys'], reset: 'keyring' },
  tokens: { copied: ['tokens'], reset: 'tokens' },
  settings: { copied: ['settings'], reset: 'settings' },
  requests: { copied: ['sandboxRequests'], reset: 'sandboxRequests' },
  aside: { copied: ['aside'], reset: 'aside' },
  lost: { copied: [], reset: 'kept' },
  orphans: { copied: ['keyring', 'keys'], reset: null },
};

/**
 * What is stored and can't be used.
 *
 * @param dependencies stored items, background, clock, files
 * @param records the stored records
 * @param busy marks what is under way
 * @param portals all that there are; `null` while that can't be read
 */
export function createStoredCare(
  { items, ask, now, save }: OptionsDependencies,
  records: LiveRecords,
  busy: Busy,
  portals: ReadonlySignal<readonly Portal[] | null>,
) {
  const newsroom = createSectionNews(now);
  const asking = signal<Loss | null>(null);
  /** Ids of keys that nobody sees elsewhere. Which they are is known only while they are open. */
  const orphans = computed(() => {
    const known = new Set(portals.value?.flatMap(({ environments }) => environments.map(({ id }) => id)));
    const keys = portals.value && records.keyring.value?.keys;
    return (keys ?? []).filter(({ environment }) => !known.has(environment)).map(({ id }) => id);
  });

  async function removeOrphans(): Promise<true> {
    for (const keyId of orphans.value) await ask('key.remove', { keyId });
    return true;
  }

  return {
    news: newsroom.news,
    alarm: newsroom.alarm,
    troubles: computed((): readonly StoredTrouble[] => [
      ...storedTroubles(records.snapshot()),
      ...(orphans.value.length > 0 ? [{ what: 'vault', trouble: 'orphans' } as const] : []),
    ]),
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
      const remove = () => (name === null ? removeOrphans() : ask('stored.reset', { name }));
      const done = await busy.during('forget', () => newsroom.attempt(remove));
      asking.value = null;
      if (!done) return false;
      newsroom.tell({ news: 'letGo' });
      return true;
    },

    clear: (): void => newsroom.clear(),
  };
}
