import { createTurns } from '../in-turn';
import type { StoredRecord } from '../storage';
import type { AtRest, Protection, Unlocked } from './at-rest';
import { type Keyring, noKeys } from './keyring';
import { createVaultReader, openingKey } from './read';
import { type deriveKey, newDerivation, NotOpenedError, seal, unseal } from './seal';
import { CHECK_PLACE, placeOf, unsealKeyring } from './unseal-keyring';

/** The keys are under a passphrase that has yet to be entered. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** What the person chooses; the passphrase as typed. */
export type Choice =
  | { readonly protection: Exclude<Protection, 'passphrase'> }
  | { readonly protection: 'passphrase'; readonly passphrase: string };

export interface VaultDependencies {
  readonly stored: StoredRecord<AtRest>;
  readonly session: StoredRecord<Keyring>;
  readonly unlocked: StoredRecord<Unlocked>;
  readonly kept: StoredRecord<boolean>;
  /** ms since the epoch. */
  readonly now: () => number;
  /** How long keys under a passphrase stay open without use, ms; `null`: for as long as the browser runs. */
  readonly lockAfter: () => Promise<number | null>;
  /** Makes a key of a passphrase; handed in because it takes its time. */
  readonly derive: typeof deriveKey;
}

type Sealed = Extract<AtRest, { protection: 'passphrase' }>;

/** Uses are noted at most this often: each is a write, and wakes whoever watches. ms. */
const USE_STEP_MS = 10_000;

/** @returns a keyring's environments, each with its own part of it */
function parts({ keys, active }: Keyring): [string, Keyring][] {
  const names = [...new Set(keys.map(({ environment }) => environment))];
  return names.map((name) => {
    const id = active[name];
    return [
      name,
      { keys: keys.filter(({ environment }) => environment === name), active: id === undefined ? {} : { [name]: id } },
    ];
  });
}

/** Every part gets a fresh IV: what hasn't changed looks changed too. */
async function sealKeyring(keyring: Keyring, key: string): Promise<Record<string, Awaited<ReturnType<typeof seal>>>> {
  const sealed = parts(keyring).map(
    async ([name, part]) => [name, await seal(key, JSON.stringify(part), placeOf(name))] as const,
  );
  return Object.fromEntries(await Promise.all(sealed));
}

/**
 * The keys and their protection. For the background, the only writer. Each change is one write of one record that decides: a worker
 * killed at any moment leaves the old or the new.
 *
 * @param dependencies storage and clock
 * @returns the vault; where it says nothing else, it rejects only if storage does, or with NotOpenedError for damaged sealed keys
 */
export function createVault({ stored, session, unlocked, kept, now, lockAfter, derive }: VaultDependencies) {
  const reader = createVaultReader({ stored, session, unlocked }, now, unsealKeyring);

  /** Sealing takes time: changes wait for each other. */
  const inTurn = createTurns();

  async function readOpen(): Promise<Keyring> {
    const opened = await reader.read();
    if (opened.vault === 'locked') throw new LockedError();
    return opened.keyring;
  }

  /** Notes that the keys are open, and in use. */
  async function noteUse(salt: string, key: string): Promise<void> {
    const after = await lockAfter();
    const usedAt = now();
    await unlocked.update(() => ({ salt, key, usedAt, locksAt: after === null ? null : usedAt + after }));
  }

  const openKey = async ({ derivation }: Sealed): Promise<string> => {
    const key = openingKey(await unlocked.read(), derivation.salt, now());
    if (key === null) throw new LockedError();
    return key;
  };

  /**
   * Notes whether there are keys on the disk: before they are written and after they are gone, so that the note lies ahead of them in the
   * log, where damage to them doesn't reach it.
   */
  async function noteKept(protection: Protection, { keys }: Keyring, act: () => Promise<unknown>): Promise<void> {
    const isKept = protection !== 'session' && keys.length > 0;
    if (isKept) await kept.update(() => true);
    await act();
    if (!isKept) await kept.update(() => false);
  }

  async function write(keyring: Keyring): Promise<void> {
    const atRest = await stored.read();
    await noteKept(atRest.protection, keyring, () => writeTo(atRest, keyring));
  }

  async function writeTo(atRest: AtRest, keyring: Keyring): Promise<void> {
    switch (atRest.protection) {
      case 'device':
        await stored.update(() => ({ protection: 'device', ...keyring }));
        break;
      case 'session':
        // The same check of who wrote it as for the other protections.
        await stored.update((current) => current);
        await session.update(() => keyring);
        break;
      case 'passphrase': {
        const environments = await sealKeyring(keyring, await openKey(atRest));
        await stored.update(() => ({ ...atRest, environments }));
      }
    }
  }

  async function convert(choice: Choice, keyring: Keyring): Promise<void> {
    switch (choice.protection) {
      case 'device':
        await stored.update(() => ({ protection: 'device', ...keyring }));
        break;
      case 'session':
        // What was kept before is only given up once they are kept here.
        await session.update(() => keyring);
        await stored.update(() => ({ protection: 'session' }));
        break;
      case 'passphrase': {
        const derivation = newDerivation();
        const key = await derive(choice.passphrase, derivation);
        const [check, environments] = await Promise.all([seal(key, '', CHECK_PLACE), sealKeyring(keyring, key)]);
        // Before the keys are sealed with it, or they would lock at once. Until then it opens nothing.
        await noteUse(derivation.salt, key);
        await stored.update(() => ({ protection: 'passphrase', derivation, check, environments }));
      }
    }
    if (choice.protection !== 'passphrase') await unlocked.update(() => null);
    if (choice.protection !== 'session') await session.update(noKeys);
  }

  return {
    ...reader,

    /**
     * @returns all keys
     * @throws LockedError while they are locked
     */
    readOpen,

    /**
     * Reads, changes and writes as one step.
     *
     * @param change gets the current keys and returns the next; returning the same object writes nothing
     * @throws LockedError while they are locked
     */
    update: (change: (current: Keyring) => Keyring): Promise<Keyring> =>
      inTurn(async () => {
        const current = await readOpen();
        const changed = change(current);
        if (changed !== current) await write(changed);
        return changed;
      }),

    /**
     * Changes how all keys are kept.
     *
     * @param choice the new protection; a passphrase anew, too
     * @throws LockedError while they are locked
     */
    protect: (choice: Choice): Promise<void> =>
      inTurn(async () => {
        const keyring = await readOpen();
        await noteKept(choice.protection, keyring, () => convert(choice, keyring));
      }),

    /**
     * Opens keys that are under a passphrase.
     *
     * @param passphrase as typed
     * @returns whether it was the right one; `true` where there is nothing to open
     */
    unlock: (passphrase: string): Promise<boolean> =>
      inTurn(async () => {
        const atRest = await stored.read();
        if (atRest.protection !== 'passphrase') return true;
        const key = await derive(passphrase, atRest.derivation);
        try {
          await unseal(key, atRest.check, CHECK_PLACE);
        } catch (error) {
          if (error instanceof NotOpenedError) return false;
          throw error;
        }
        await noteUse(atRest.derivation.salt, key);
        return true;
      }),

    /** Locks keys that are under a passphrase; others stay as they are. */
    lock: (): Promise<void> => inTurn(async () => void (await unlocked.update(() => null))),

    /**
     * The person has used the extension: keys that are open stay so for the whole time again.
     *
     * @param isNew whether the time without use was just set to another
     */
    use: (isNew = false): Promise<void> =>
      inTurn(async () => {
        const atRest = await stored.read();
        if (atRest.protection !== 'passphrase') return;
        const current = await unlocked.read();
        const key = openingKey(current, atRest.derivation.salt, now());
        if (key !== null && (isNew || now() - (current?.usedAt ?? 0) >= USE_STEP_MS))
          await noteUse(atRest.derivation.salt, key);
      }),

    /** @returns when open keys lock by themselves, ms since the epoch, in the past for what is late; `null` for never, and for locked ones */
    async locksAt(): Promise<number | null> {
      return (await unlocked.read())?.locksAt ?? null;
    },

    /** Removes what an interrupted change of protection left behind. To be called before anything else is. */
    tidy: (): Promise<void> =>
      inTurn(async () => {
        const atRest = await stored.read();
        if (atRest.protection !== 'passphrase') await unlocked.update((left) => left && null);
        if (atRest.protection === 'session' || (await session.read()).keys.length === 0) return;
        // Keys here and none there: the record that says where they are was lost, and they are not.
        const isLost = atRest.protection === 'device' && atRest.keys.length === 0;
        await (isLost ? stored.update(() => ({ protection: 'session' })) : session.update(noKeys));
      }),
  };
}

export type Vault = ReturnType<typeof createVault>;
