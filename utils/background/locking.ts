import type { Note } from '../events';
import type { TokenService } from '../tokens/service';
import type { Vault } from '../vault/vault';

export interface LockingDependencies {
  readonly vault: Pick<Vault, 'unlock' | 'lock' | 'use' | 'locksAt'>;
  readonly tokens: Pick<TokenService, 'stop'>;
  /** Arms the one alarm that looks after locking: see `armAlarm`. ms since the epoch. */
  readonly arm: (due: number | null) => Promise<void>;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly note: Note;
}

/**
 * Locks keys that are under a passphrase: at once when the person wants it, and by itself without use.
 *
 * @param dependencies keys, tokens, clock, alarm
 * @returns what the messages and the alarm call; they reject only if storage does
 */
export function createLocking({ vault, tokens, arm, now, note }: LockingDependencies) {
  async function lock(): Promise<void> {
    // The keys first: from here on no new token can be had.
    await vault.lock();
    await tokens.stop();
    await arm(null);
    note('locked');
  }

  const armNext = async () => arm(await vault.locksAt());

  return {
    lock,

    /** Locks what is due, and sees to it that the rest will be. Called at each start, and when the alarm fires. */
    async look(): Promise<void> {
      const locksAt = await vault.locksAt();
      await (locksAt !== null && locksAt <= now() ? lock() : arm(locksAt));
    },

    /**
     * @param passphrase as typed
     * @returns whether it was the right one
     */
    async unlock(passphrase: string): Promise<boolean> {
      const isOpen = await vault.unlock(passphrase);
      if (isOpen) {
        note('unlocked');
        await armNext();
      }
      return isOpen;
    },

    /**
     * The person uses the extension.
     *
     * @param isNew whether the time without use was just set to another
     */
    async use(isNew = false): Promise<void> {
      await vault.use(isNew);
      await armNext();
    },
  };
}

export type Locking = ReturnType<typeof createLocking>;
