import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';

/** A record that is there but isn't what this version understands. It is never overwritten. */
export class UnreadableRecordError extends Error {
  override readonly name = 'UnreadableRecordError';
}

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
  key: `local:${string}` | `session:${string}`;
  schema: z.ZodMiniType<T>;
  /** Made anew for each read, so that nobody can change another's copy. */
  fallback: () => T;
}

/**
 * Declares a stored record.
 *
 * @param declaration its key with its area, its schema and its fallback
 * @returns the record's reader and writer
 */
export function defineRecord<T>({ key, schema, fallback }: Declaration<T>): StoredRecord<T> {
  const item = storage.defineItem<unknown>(key, { version: 1, migrations: {} });
  const parse = (stored: unknown): T => {
    if (stored === null || stored === undefined) return fallback();
    const parsed = schema.safeParse(stored);
    // The parser's own message may quote the record: it holds secrets.
    if (!parsed.success) throw new UnreadableRecordError(`The stored record ${key} can't be read`);
    return parsed.data;
  };
  const read = async () => parse(await item.getValue());
  let last: Promise<unknown> = Promise.resolve();
  return {
    read,
    update(change) {
      const next = last.then(async () => {
        const current = await read();
        const changed = change(current);
        if (changed !== current) await item.setValue(changed);
        return changed;
      });
      last = next.catch(() => undefined);
      return next;
    },
    watch: (listener) =>
      item.watch((stored) => {
        try {
          listener(parse(stored));
        } catch {
          // An unreadable record is told to whoever reads it next.
        }
      }),
  };
}
