import { signal } from '@preact/signals';
import type { Busy } from '../popup/busy';
import type { LiveRecords } from '../popup/records';
import { LARGEST_FILE, type Entry, type SealedFile } from '../transfer/format';
import { type FileProblem, openFile, readFile } from '../transfer/read';
import type { OptionsDependencies } from './dependencies';
import { createSectionNews } from './news';

/** `unreachable`: the browser can't read it; it may have been moved since it was chosen. */
export type ImportProblem = FileProblem | 'unreachable';

/** The file that the person chose, and what it turned out to be. */
export type Chosen =
  | { readonly file: 'none' }
  | { readonly file: 'refused'; readonly problem: ImportProblem }
  | { readonly file: 'sealed'; readonly sealed: SealedFile; readonly problem: ImportProblem | null }
  /** `unknown`: how many more it has, of environments that we don't know. */
  | { readonly file: 'plain'; readonly entries: readonly Entry[]; readonly unknown: number };

/** The part of a `File` that is used. */
export interface SomeFile {
  /** Bytes. */
  readonly size: number;
  text(): Promise<string>;
}

const NONE: Chosen = { file: 'none' };

async function look(file: SomeFile): Promise<Chosen> {
  if (file.size > LARGEST_FILE) return { file: 'refused', problem: 'too-large' };
  const text = await file.text().catch(() => null);
  if (text === null) return { file: 'refused', problem: 'unreachable' };
  const read = readFile(text);
  switch (read.file) {
    case 'sealed':
      return { file: 'sealed', sealed: read.sealed, problem: null };
    case 'plain':
      return { file: 'plain', entries: read.entries, unknown: read.unknown };
    case 'unreadable':
      return { file: 'refused', problem: read.problem };
  }
}

/**
 * Keys from a file.
 *
 * @param dependencies background, clock
 * @param records the stored records
 * @param busy marks what is under way
 */
export function createImport({ ask, now, derive }: OptionsDependencies, records: LiveRecords, busy: Busy) {
  const newsroom = createSectionNews(now);
  const chosen = signal<Chosen>(NONE);
  const passphrase = signal('');
  /** How many fields for a file there were: each is for one import. */
  const inputs = signal(0);
  let latest = 0;

  function reset(): void {
    latest += 1;
    inputs.value += 1;
    chosen.value = NONE;
    passphrase.value = '';
  }

  /** @returns whether the keys are here now */
  async function take(sealed: SealedFile): Promise<boolean> {
    const mine = latest;
    const opened = await openFile(sealed, passphrase.value, derive);
    // Everything may have been forgotten meanwhile.
    if (latest !== mine) return false;
    if (!opened.ok) {
      chosen.value = { file: 'sealed', sealed, problem: opened.problem };
      return false;
    }
    const { keyring, unknown, unusable } = opened;
    const reply = await newsroom.attempt(() => ask('keys.import', { keyring }));
    if (!reply) return false;
    reset();
    newsroom.tell({ news: 'imported', ...reply, unknown, unusable });
    return true;
  }

  return {
    news: newsroom.news,
    alarm: newsroom.alarm,
    chosen,
    passphrase,
    inputs,

    /** The person chose a file, or none. */
    async choose(file: SomeFile | undefined): Promise<void> {
      newsroom.clear();
      passphrase.value = '';
      chosen.value = NONE;
      latest += 1;
      const mine = latest;
      const found = file ? await look(file) : NONE;
      // A slow one doesn't take the place of what was chosen later.
      if (latest === mine) chosen.value = found;
    },

    type(text: string): void {
      passphrase.value = text;
      if (chosen.value.file === 'sealed') chosen.value = { ...chosen.value, problem: null };
    },

    /** "Import keys". Not while the keys that are here are locked. @returns whether they were */
    async run(): Promise<boolean> {
      newsroom.clear();
      const { value: file } = chosen;
      if (file.file !== 'sealed' || !passphrase.value || !records.keyring.value) return false;
      return (await busy.during('import', () => take(file.sealed))) ?? false;
    },

    /** Nothing that was chosen or typed stays. */
    clear(): void {
      reset();
      newsroom.clear();
    },
  };
}
