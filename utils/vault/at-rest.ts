import * as z from '../schema';
import { keyringTo2 } from '../migrations/keyring-2';
import { keyringTo3 } from '../migrations/keyring-3';
import { defineRecord } from '../storage';
import { type Keyring, keyringSchema, noKeys } from './keyring';
import { derivationSchema, sealedSchema } from './sealed';

/**
 * How keys lie in storage. The person chooses one protection for all of them:
 * - `device`: as they are, on this device, where only the extension's own pages reach them.
 * - `passphrase`: sealed, environment by environment. Nothing but the environments' names is legible.
 * - `session`: not here at all, but in `sessionKeysRecord`.
 */
const atRestSchema = z.union([
  z.object({ protection: z.literal('device'), ...keyringSchema.shape }),
  z.object({
    protection: z.literal('passphrase'),
    derivation: derivationSchema,
    /** Nothing, sealed: what a passphrase is tried at, also where there are no keys yet. */
    check: sealedSchema,
    /** A sealed keyring of that environment's keys, by environment. */
    environments: z.dictionary(sealedSchema),
  }),
  z.object({ protection: z.literal('session') }),
]);

export type AtRest = z.infer<typeof atRestSchema>;
export type Protection = AtRest['protection'];

/**
 * All keys, or where they are. `storage.local`, closed to content scripts by the background before its first write; written by the
 * background alone; a key goes when the person removes it.
 */
export const keyringRecord = defineRecord<AtRest>({
  key: 'local:keyring',
  schema: atRestSchema,
  migrations: [keyringTo2, keyringTo3],
  fallback: () => ({ protection: 'device', ...noKeys() }),
});

/** All keys under the protection `session`. `storage.session`, never the disk; written by the background; goes with the browser. */
export const sessionKeysRecord = defineRecord<Keyring>({
  key: 'session:keys',
  schema: keyringSchema,
  fallback: noKeys,
});

const unlockedSchema = z.nullable(
  z.object({
    /** Of the derivation that it belongs to: a key of another one opens nothing. */
    salt: z.string(),
    /** What the passphrase became; base64. */
    key: z.string(),
    /** The last use, and when it locks without another one; ms since the epoch. `null`: not by itself. */
    usedAt: z.number(),
    locksAt: z.nullable(z.number()),
  }),
);

export type Unlocked = z.infer<typeof unlockedSchema>;

/** What opens the keys under a passphrase, while they are open. `storage.session`; written by the background; goes at locking. */
export const unlockedRecord = defineRecord<Unlocked>({
  key: 'session:unlocked',
  schema: unlockedSchema,
  fallback: () => null,
  disposable: true,
});

/**
 * Whether there are keys on the disk. `storage.local`; written by the background before the first of them and after the last. Chromium drops a
 * record whose place in its log was damaged, without a word: this one, ahead of them in that log, tells then that there were keys.
 */
export const keptRecord = defineRecord<boolean>({
  key: 'local:kept',
  schema: z.boolean(),
  fallback: () => false,
  disposable: true,
});
