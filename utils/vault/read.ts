import type { StoredRecord } from '../storage';
import type { AtRest, Protection, Unlocked } from './at-rest';
import { type Key, type Keyring, activeKey, noKeys } from './keyring';
import type { Unseal } from './unseal-keyring';

/** The keys, as far as they can be had now. */
export type Opened =
  | { readonly vault: 'open'; readonly protection: Protection; readonly keyring: Keyring }
  /** Under a passphrase that has yet to be entered. `environments`: those that have keys. */
  | { readonly vault: 'locked'; readonly environments: readonly string[] };

type Readable<T> = Pick<StoredRecord<T>, 'read' | 'watch'>;

/** Where keys are kept: see `at-rest.ts`. */
export interface VaultRecords {
  readonly stored: Readable<AtRest>;
  readonly session: Readable<Keyring>;
  readonly unlocked: Readable<Unlocked>;
}

/** A clock that was set back by more than this makes "without use" unknowable: then it is locked. ms. */
const CLOCK_SLACK_MS = 60_000;

/**
 * @param unlocked what opens the keys, if they are open
 * @param salt of the derivation that the stored keys have
 * @param now ms since the epoch
 * @returns the key that opens them, or `null` if they are locked
 */
export function openingKey(unlocked: Unlocked, salt: string, now: number): string | null {
  if (!unlocked || unlocked.salt !== salt) return null;
  const { usedAt, locksAt, key } = unlocked;
  const isOver = locksAt !== null && (now >= locksAt || now < usedAt - CLOCK_SLACK_MS);
  return isOver ? null : key;
}

/**
 * Reads the keys, whatever protects them. For the background and the extension's own pages.
 *
 * @param records where keys are kept
 * @param now the clock, ms since the epoch
 * @param unsealAll `unsealKeyring`, or what loads it when it is needed
 * @returns `read`, which rejects like the records do, and with NotOpenedError for sealed keys that were damaged; `open`, and `watch`
 */
export function createVaultReader({ stored, session, unlocked }: VaultRecords, now: () => number, unsealAll: Unseal) {
  async function open(atRest: AtRest): Promise<Opened> {
    const { protection } = atRest;
    switch (protection) {
      case 'device':
        return { vault: 'open', protection, keyring: { keys: atRest.keys, active: atRest.active } };
      case 'session':
        return { vault: 'open', protection, keyring: await session.read() };
      case 'passphrase': {
        const key = openingKey(await unlocked.read(), atRest.derivation.salt, now());
        if (key === null) return { vault: 'locked', environments: Object.keys(atRest.environments) };
        return { vault: 'open', protection, keyring: await unsealAll(atRest, key) };
      }
    }
  }

  const read = async () => open(await stored.read());

  return {
    read,
    /** What `read` gives, of a record that was read already. */
    open,
    /**
     * @param listener called with the keys after each change by any context; not while they can't be read
     * @returns stops watching
     */
    watch(listener: (opened: Opened) => void): () => void {
      let latest = 0;
      const look = () => {
        latest += 1;
        const turn = latest;
        // A later change must not be followed by what an earlier one has read.
        void read().then(
          (opened) => turn === latest && listener(opened),
          () => undefined,
        );
      };
      const stops = [stored.watch(look), session.watch(look), unlocked.watch(look)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/**
 * @param opened the keys
 * @returns those that can be had; none while they are locked
 */
export const keyringOf = (opened: Opened): Keyring => (opened.vault === 'open' ? opened.keyring : noKeys());

/**
 * @param opened the keys
 * @param environment an environment's id
 * @returns the environment's active key; why there is none, otherwise
 */
export function keyFor(opened: Opened, environment: string): Key | 'none' | 'locked' {
  if (opened.vault === 'locked') return opened.environments.includes(environment) ? 'locked' : 'none';
  return activeKey(opened.keyring, environment) ?? 'none';
}
