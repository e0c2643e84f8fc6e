import { safeParse } from '../schema';
import type { AtRest } from './at-rest';
import { type Keyring, keyringSchema, noKeys } from './keyring';
import { NotOpenedError, unseal } from './seal';

/**
 * What a sealed keyring is bound to: moved to another environment's place, or to another version's, it doesn't open. It is still that of
 * version 2: what keys have had since then `keySchema` puts in.
 */
export const placeOf = (environment: string): string => `authorizer keyring 2 ${environment}`;
export const CHECK_PLACE = 'authorizer keyring 2 check';

type SealedKeys = Extract<AtRest, { protection: 'passphrase' }>;

export type Unseal = (sealed: SealedKeys, key: string) => Promise<Keyring>;

/**
 * @param sealed keys under a passphrase
 * @param key what opens them
 * @returns all of them
 * @throws NotOpenedError if one of them doesn't open, or isn't what was sealed
 */
export async function unsealKeyring({ environments }: SealedKeys, key: string): Promise<Keyring> {
  const parts = await Promise.all(
    Object.entries(environments).map(async ([environment, part]) => {
      const parsed = safeParse(keyringSchema, JSON.parse(await unseal(key, part, placeOf(environment))));
      if (!parsed.success) throw new NotOpenedError('Not a keyring');
      return parsed.data;
    }),
  );
  return parts.reduce(
    (all, part) => ({ keys: [...all.keys, ...part.keys], active: { ...all.active, ...part.active } }),
    noKeys(),
  );
}
