import { signal } from '@preact/signals';
import type { Busy } from '../popup/busy';
import type { LiveRecords } from '../popup/records';
import { writeFile, writePlainFile } from '../transfer/write';
import type { Keyring } from '../vault/keyring';
import { checkPassphrase, type PassphraseProblem } from '../passphrase';
import type { OptionsDependencies } from './dependencies';
import { fileName } from './file-name';
import { createSectionNews } from './news';

interface Draft {
  readonly passphrase: string;
  readonly again: string;
  readonly weak: PassphraseProblem | null;
}

const EMPTY: Draft = { passphrase: '', again: '', weak: null };

/**
 * Keys into a file.
 *
 * @param dependencies clock, files
 * @param records the stored records
 * @param busy marks what is under way
 */
export function createExport({ now, save, derive }: OptionsDependencies, records: LiveRecords, busy: Busy) {
  const newsroom = createSectionNews(now);
  const draft = signal(EMPTY);

  /** Makes the file and hands it over. */
  async function deliver(what: string, make: (keyring: Keyring) => Promise<string> | string): Promise<boolean> {
    const keyring = records.keyring.value;
    if (!keyring || keyring.keys.length === 0) return false;
    try {
      save(fileName(what, now()), await make(keyring));
      return true;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      newsroom.tell({ news: 'tooMany' });
      return false;
    }
  }

  return {
    news: newsroom.news,
    draft,

    type(field: 'passphrase' | 'again', text: string): void {
      draft.value = { ...draft.value, [field]: text, weak: null };
    },

    /** "Export keys": sealed by a passphrase of the file's own. */
    async sealed(): Promise<void> {
      newsroom.clear();
      const { passphrase, again } = draft.value;
      const weak = checkPassphrase(passphrase, again);
      draft.value = { ...draft.value, weak };
      if (weak) return;
      const done = await busy.during('export', () =>
        deliver('keys', (keyring) => writeFile(keyring, passphrase, now(), derive)),
      );
      if (!done) return;
      draft.value = EMPTY;
      newsroom.tell({ news: 'exported' });
    },

    /** "Without the keys themselves". */
    async plain(): Promise<void> {
      newsroom.clear();
      if (await deliver('keys-without-secrets', ({ keys }) => writePlainFile(keys, now())))
        newsroom.tell({ news: 'exportedPlain' });
    },

    /** Nothing that was typed stays. */
    clear(): void {
      draft.value = EMPTY;
      newsroom.clear();
    },
  };
}
