import type { StoredRecord } from '../../../utils/storage';

/** A stored record without a browser, under the same contract as `defineRecord` (tests/unit/storage.test.ts holds both to it). */
export function memoryRecord<T>(initial: T) {
  let value = structuredClone(initial);
  let writes = 0;
  let refusal: Error | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const listeners = new Set<(record: T) => void>();

  const write = (next: T): void => {
    if (refusal) throw refusal;
    value = structuredClone(next);
    writes += 1;
    for (const listener of listeners) listener(structuredClone(next));
  };

  const record: StoredRecord<T> = {
    read: async () => structuredClone(value),
    update(change) {
      const next = last.then(async () => {
        const current = await record.read();
        const changed = change(current);
        if (changed !== current) write(changed);
        return changed;
      });
      last = next.catch(() => undefined);
      return next;
    },
    look: async () => ({ ok: true, newer: false, value: await record.read() }),
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    ...record,
    /** What is stored now. */
    current: () => value,
    /** How often it was written. */
    writes: () => writes,
    /** Lets every write fail from now on, as a full disk does; `null` ends that. */
    refuseWrites(error: Error | null): void {
      refusal = error;
    },
  };
}

export type MemoryRecord<T> = ReturnType<typeof memoryRecord<T>>;
