import * as z from './schema';
import { checksum } from './checksum';
import { createTurns } from './in-turn';
import { areas, type AreaName } from './storage-areas';

/** A record as it was found. `newer`: a later version of the extension wrote it, and this one won't change it. Without `ok` it can't be understood. */
export type Loaded<T> = { readonly newer?: boolean | undefined } & (
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false }
);

/** A record that is there but that this version can't read or mustn't change. It is never overwritten. */
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
   * @returns the record, or its fallback if nothing is stored; one that a newer version wrote, if it can be understood all the same
   * @throws UnreadableRecordError if what is stored can't be understood
   */
  read(): Promise<T>;
  /**
   * Reads, changes and writes as one step: updates of a record in one context run one after the other.
   *
   * @param change gets the current record and returns the next one; returning the same object writes nothing
   * @returns the record as it is now
   * @throws UnreadableRecordError before anything is written, if what is stored is damaged or a newer version's
   * @throws StorageFullError if there is no room for the next record; the current one stays
   */
  update(change: (current: T) => T): Promise<T>;
  /**
   * @param listener called with the record after each change by any context; not called for one that can't be understood
   * @returns stops watching
   */
  watch(listener: (record: T) => void): () => void;
  /** @returns the record with what there is to know of it, in one go; rejects only if the browser can't read it */
  look(): Promise<Loaded<T>>;
}

/** What may be done with a record whatever it holds. */
export interface StoredItem {
  readonly area: AreaName;
  readonly name: string;
  /** The one that this version of the extension writes. */
  readonly version: number;
  /** @returns the stored value as it is: for a copy that the person keeps, and for nothing else */
  raw(): Promise<unknown>;
  /**
   * Brings an older version's record up to date, and takes one that is damaged out of the way. To be called by the background before it works.
   *
   * @param keep takes a damaged value that may still be worth something, before it is removed here
   */
  settle(keep: (value: unknown) => Promise<unknown>): Promise<void>;
  /** Removes the record, whatever it is. Only if the person says so. */
  reset(): Promise<void>;
}

/** What a record is: where it lives, what an empty one is, its shape and its history. */
interface Declaration<T> {
  /** Area and name, as they are written into the browser's storage. */
  key: `${AreaName}:${string}`;
  schema: z.Schema<T>;
  /** Made anew for each read, so that nobody can change another's copy. */
  fallback: () => T;
  /** From version 1 to 2, from 2 to 3, …: each takes the data of one version, as it was written, to the next. */
  migrations?: readonly ((data: unknown) => unknown)[];
  /** A damaged one is worth nothing to a person: it is dropped and not set aside. */
  disposable?: boolean;
  /** What a damaged one becomes, in its own place: for the record where the others are set aside, which would wait for itself. */
  salvage?: (damaged: unknown) => T;
}

/** Records on the disk carry a checksum beside their data; those of the first releases don't. */
const writtenSchema = z.union([z.object({ sum: z.number() }), z.object({})]);
const envelopeSchema = z.object({
  version: z.number((version) => Number.isInteger(version) && version >= 1),
  data: z.unknown(),
});

/** What a stored value turned out to be. */
interface Found<T> {
  readonly is: 'absent' | 'good' | 'older' | 'newer' | 'damaged';
  /** `undefined` if this version can't make anything of it. */
  readonly data: T | undefined;
}

/**
 * Declares a stored record. It is kept with its version beside it, from the first release on, so that a later one knows what it
 * finds. (Own code and not `wxt/utils/storage`: that one hands out the old shape when a migration fails, and takes 7 kB.)
 *
 * @param declaration its key with its area, its schema, its fallback and its migrations
 * @returns the record's reader and writer
 */
export function defineRecord<T>(declaration: Declaration<T>): StoredRecord<T> & StoredItem {
  const { key, schema, fallback, migrations = [], disposable = false, salvage } = declaration;
  const name = key.slice(key.indexOf(':') + 1);
  const areaName: AreaName = key.startsWith('local:') ? 'local' : 'session';
  const area = areas[areaName];
  const version = migrations.length + 1;

  const migrate = (from: number, data: unknown): unknown => {
    try {
      return migrations.slice(from - 1).reduce((older, step) => step(older), data);
    } catch {
      // What it throws may quote the record. What it makes of a damaged one is damaged.
      return undefined;
    }
  };

  const damaged = { is: 'damaged', data: undefined } as const;
  const recognize = (stored: unknown): Found<T> => {
    if (stored === undefined) return { is: 'absent', data: fallback() };
    const envelope = z.safeParse(envelopeSchema, stored);
    if (!envelope.success) return damaged;
    const written = z.parse(writtenSchema, stored);
    if ('sum' in written && written.sum !== checksum(envelope.data.data)) return damaged;
    const from = envelope.data.version;
    const parsed = z.safeParse(schema, migrate(from, envelope.data.data));
    if (from > version) return { is: 'newer', data: parsed.data };
    if (!parsed.success) return damaged;
    return { is: from < version ? 'older' : 'good', data: parsed.data };
  };

  const dataOf = ({ data }: Found<T>): T => {
    // The parser's own message may quote the record: it holds secrets.
    if (data === undefined) throw new UnreadableRecordError(`${key} can't be read`);
    return data;
  };

  const find = async () => recognize(await area.get(name));
  const write = async (data: T) => {
    try {
      await area.set(name, areaName === 'local' ? { version, data, sum: checksum(data) } : { version, data });
    } catch (error) {
      throw isFull(error) ? new StorageFullError(`No room for ${key}`) : error;
    }
  };

  const inTurn = createTurns();

  return {
    area: areaName,
    name,
    version,
    raw: () => area.get(name),
    read: async () => dataOf(await find()),
    update: (change) =>
      inTurn(async () => {
        const found = await find();
        if (found.is === 'newer') throw new UnreadableRecordError(`${key} is a newer version's`);
        const current = dataOf(found);
        const changed = change(current);
        if (changed !== current) await write(changed);
        return changed;
      }),
    watch: (listener) =>
      area.watch(name, (stored) => {
        const { data } = recognize(stored);
        // One that can't be understood is told to whoever reads it next.
        if (data !== undefined) listener(data);
      }),
    async look() {
      const { is, data } = await find();
      const newer = is === 'newer';
      return data === undefined ? { ok: false, newer } : { ok: true, newer, value: data };
    },
    settle: (keep) =>
      inTurn(async () => {
        const stored = await area.get(name);
        const found = recognize(stored);
        if (found.is === 'older') await write(dataOf(found));
        if (found.is !== 'damaged') return;
        if (salvage) return write(salvage(stored));
        if (!disposable) await keep(stored);
        await area.remove(name);
      }),
    reset: () => inTurn(() => area.remove(name)),
  };
}
