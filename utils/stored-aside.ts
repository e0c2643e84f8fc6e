import * as z from './schema';
import { defineRecord, type StoredItem, type StoredRecord } from './storage';

/** Damaged records, out of the way and as they were found, until the person has kept a copy or lets them go. */
const asideSchema = z.array(
  z.object({
    /** The record's name. */
    name: z.string(),
    /** When it was found, ms since the epoch. */
    at: z.number(),
    value: z.unknown(),
  }),
);

export type Aside = z.infer<typeof asideSchema>;

const declaration = {
  schema: asideSchema,
  fallback: (): Aside => [],
  // What was set aside may be damaged as well.
  salvage: (value: unknown): Aside => [{ name: 'aside', at: Date.now(), value }],
};

/** Of records on the disk. `storage.local`; written by the background; goes when the person says so. */
export const localAsideRecord = defineRecord<Aside>({ key: 'local:aside', ...declaration });
/** Of records that live until the browser closes, so that nothing of them gets onto the disk. `storage.session`. */
export const sessionAsideRecord = defineRecord<Aside>({ key: 'session:aside', ...declaration });

/**
 * Brings stored items up to date, and sets those aside that are damaged: their value is kept before it is removed, so that a worker
 * killed in between leaves it twice and never not at all.
 *
 * @param items all stored items
 * @param aside where damaged ones go, by area
 * @param now ms since the epoch
 * @throws whatever the browser's storage throws; the other items are settled all the same
 */
export async function settleStored(
  items: readonly StoredItem[],
  aside: Readonly<Record<StoredItem['area'], StoredRecord<Aside>>>,
  now: number,
): Promise<void> {
  const settled = await Promise.allSettled(
    items.map((item) =>
      item.settle((value) =>
        aside[item.area].update((all) => {
          const same = JSON.stringify(value);
          const isKept = all.some((other) => other.name === item.name && JSON.stringify(other.value) === same);
          return isKept ? all : [...all, { name: item.name, at: now, value }];
        }),
      ),
    ),
  );
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
