import * as z from '../schema';
import { keyringSchema, keySchema } from '../vault/keyring';
import { derivationSchema, sealedSchema } from '../vault/sealed';

/**
 * A file of keys: JSON, with the secrets sealed by a passphrase of the file's own, or without them.
 *
 *     { format, version, createdAt, derivation: { salt, rounds }, sealed: { iv, data } }    data: a keyring, as JSON
 *     { format, version, createdAt, entries: [{ environment, label, organization, validUntil, permissions }] }
 *
 * Version 1 has no permissions.
 * A version that was released never changes; tests/unit/transfer/examples has files of each, which stay readable.
 */

export const FORMAT = 'novapost-authorizer-keys';
/** Grows with the file's shape, also with that of a key. */
export const VERSION = 2;
/** Some 2,000 keys. Bytes; whoever chooses a video by mistake learns it before all of that is read. */
export const LARGEST_FILE = 1024 * 1024;

/** ms since the epoch, within what a `Date` holds (ECMA-262, 21.4.1.1): others would break every list that shows them. */
const time = z.number((ms) => Math.abs(ms) <= 8.64e15);

const head = { format: z.literal(FORMAT), version: z.literal([1, VERSION]), createdAt: time };

export const sealedFileSchema = z.object({ ...head, derivation: derivationSchema, sealed: sealedSchema });

/** What is told of a key without its secret. */
const entrySchema = z.object({
  environment: z.string(),
  label: z.string(),
  organization: z.string(),
  validUntil: z.nullable(time),
  permissions: keySchema.shape.permissions,
});

export const plainFileSchema = z.object({ ...head, entries: z.array(entrySchema) });

/** What is sealed. */
export const contentSchema = z.object({
  ...keyringSchema.shape,
  keys: z.array(
    z.object({ ...keySchema.shape, addedAt: time, createdAt: z.nullable(time), validUntil: z.nullable(time) }),
  ),
});

export type SealedFile = z.infer<typeof sealedFileSchema>;
export type Entry = z.infer<typeof entrySchema>;
export type PlainFile = z.infer<typeof plainFileSchema>;

/**
 * @param text a file
 * @returns its size in bytes
 */
export const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Everything outside the seal that isn't bound to it by the derivation, so that none of it can be changed.
 *
 * @param version the file's
 * @param createdAt the file's, ms since the epoch
 * @returns where a text was sealed, for `seal` and `unseal`
 */
export const placeOf = (version: number, createdAt: number): string => `${FORMAT}/${version}/${createdAt}`;
