import type { Keyring } from '../../../utils/vault/keyring';
import type { Opened } from '../../../utils/vault/read';
import type { MemoryRecord } from './memory-record';

/** @returns keys as they are while nothing protects them */
export const opened = (keyring: Keyring): Opened => ({ vault: 'open', protection: 'device', keyring });

/**
 * The keys of a test as readers of the vault get them.
 *
 * @param keyring the keys
 * @returns the reader; `lock(true)` locks it, and tells whoever watches
 */
export function openVault(keyring: MemoryRecord<Keyring>) {
  let locked = false;
  const listeners = new Set<(vault: Opened) => void>();
  const view = (keys: Keyring): Opened =>
    locked
      ? { vault: 'locked', environments: [...new Set(keys.keys.map(({ environment }) => environment))] }
      : opened(keys);
  return {
    read: async () => view(await keyring.read()),
    look: async () => ({ ok: true as const, value: view(await keyring.read()) }),
    watch(listener: (vault: Opened) => void) {
      listeners.add(listener);
      const stop = keyring.watch((keys) => listener(view(keys)));
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    lock(value: boolean): void {
      locked = value;
      for (const listener of listeners) listener(view(keyring.current()));
    },
  };
}
