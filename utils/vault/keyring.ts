import * as z from '../schema';

/** A key as a person was issued it. All times are ms since the epoch. */
export const keySchema = z.object({
  /** Ours, random; names the key everywhere that the secret must not be. */
  id: z.string(),
  environment: z.string(),
  label: z.string(),
  secret: z.string(),
  /** `phone`, `issued`: the portal made it for us. */
  source: z.literal(['pasted', 'phone', 'issued']),
  addedAt: z.number(),
  /** What the issuer says of it; `null` or empty where it didn't. */
  createdAt: z.nullable(z.number()),
  validUntil: z.nullable(z.number()),
  status: z.nullable(z.literal(['active', 'expired'])),
  organization: z.string(),
  /** What it is allowed, in its portal's words; empty where that isn't known. Keys of before have none, sealed ones as well. */
  permissions: z.withDefault(z.array(z.string()), []),
});

export const keyringSchema = z.object({
  keys: z.array(keySchema),
  /** The id of the active key, by environment. */
  active: z.dictionary(z.string()),
});

export type Key = z.infer<typeof keySchema>;
export type Keyring = z.infer<typeof keyringSchema>;

/** @returns an empty keyring */
export const noKeys = (): Keyring => ({ keys: [], active: {} });

/**
 * @param keyring all keys
 * @param environment an environment's id
 * @returns the environment's active key, or `undefined` if it has none
 */
export const activeKey = (keyring: Keyring, environment: string): Key | undefined =>
  keyring.keys.find((key) => key.environment === environment && key.id === keyring.active[environment]);
