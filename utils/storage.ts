import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

/** A record that is there but isn't what this version understands. It is never overwritten. */
export class UnreadableRecordError extends Error {
  override readonly name = 'UnreadableRecordError';
}

/** The browser has no room for what was to be written. Nothing was. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** Chrome: "Session storage quota bytes exceeded", "FILE_ERROR_NO_SPACE"; Firefox: "QuotaExceededError". No browser has a class or a code for it. */
const isFull = (error: unknown): boolean => error instanceof Error && /quota|no.?space/i.test(error.message);

/** One stored record, parsed whenever it is read. Handed to whoever needs it, so that tests pass their own. */
export interface StoredRecord<T> {
  /**
   * @returns the record, or its fallback if nothing is stored
   * @throws UnreadableRecordError if what is stored doesn't parse
   */
  read(): Promise<T>;
  /**
   * Reads, changes and writes as one step: updates of a record in one context run one after the other.
   *
   * @param change gets the current record and returns the next one; returning the same object writes nothing
   * @returns the record as it is now
   * @throws UnreadableRecordError before anything is written, if what is stored doesn't parse
   * @throws StorageFullError if there is no room for the next record; the current one stays
   */
  update(change: (current: T) => T): Promise<T>;
  /**
   * @param listener called with the record after each change by any context; not called for an unreadable one
   * @returns stops watching
   */
  watch(listener: (record: T) => void): () => void;
}

/** What a record is: where it lives, what an empty one is, and its shape. */
interface Declaration<T> {
  /** Area and name, as they are written into the browser's storage. */
  key: `local:${string}` | `session:${string}`;
  schema: z.ZodMiniType<T>;
  /** Made anew for each read, so that nobody can change another's copy. */
  fallback: () => T;
}

/** Grows when a record's shape changes; what another version wrote isn't touched. */
const VERSION = 1;

/**
 * Declares a stored record. It is kept with its version beside it, from the first release on, so that a later one knows what it
 * finds. (Own code and not `wxt/utils/storage`: that one hands out the old shape when a migration fails, and takes 7 kB.)
 *
 * @param declaration its key with its area, its schema and its fallback
 * @returns the record's reader and writer
 */
export function defineRecord<T>({ key, schema, fallback }: Declaration<T>): StoredRecord<T> {
  const name = key.slice(key.indexOf(':') + 1);
  const areaName = key.startsWith('local:') ? 'local' : 'session';
  const stored = z.object({ version: z.literal(VERSION), data: schema });

  const parse = (found: unknown): T => {
    if (found === undefined) return fallback();
    const parsed = stored.safeParse(found);
    // The parser's own message may quote the record: it holds secrets.
    if (!parsed.success) throw new UnreadableRecordError(`The stored record ${key} can't be read`);
    return parsed.data.data;
  };
  const read = async () => parse((await browser.storage[areaName].get(name))[name]);
  const write = async (data: T) => {
    try {
      await browser.storage[areaName].set({ [name]: { version: VERSION, data } });
    } catch (error) {
      throw isFull(error) ? new StorageFullError(`There is no room for the record ${key}`) : error;
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    read,
    update(change) {
      const next = last.then(async () => {
        const current = await read();
        const changed = change(current);
        if (changed !== current) await write(changed);
        return changed;
      });
      last = next.catch(() => undefined);
      return next;
    },
    watch(listener) {
      const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
        const change = changes[name];
        if (area !== areaName || !change) return;
        try {
          listener(parse(change.newValue));
        } catch {
          // An unreadable record is told to whoever reads it next.
        }
      };
      browser.storage.onChanged.addListener(onChanged);
      return () => browser.storage.onChanged.removeListener(onChanged);
    },
  };
}
