import { activeKey, type Key, type Keyring } from './keyring';

/** How long before a key's end people are told on the toolbar. ms. */
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export type EndingKey = Key & { readonly validUntil: number };

/**
 * @param keyring all keys
 * @param environment the id of the one whose active key comes first; `undefined`: none does
 * @param now ms since the epoch
 * @returns the key whose end is told: the environment's active one if that ends within a week, else the next of all to end then
 */
export function endingKey(keyring: Keyring, environment: string | undefined, now: number): EndingKey | undefined {
  const ending = keyring.keys.filter(
    (key): key is EndingKey => key.validUntil !== null && key.validUntil > now && key.validUntil <= now + WEEK_MS,
  );
  const active = environment === undefined ? undefined : activeKey(keyring, environment);
  return ending.find((key) => key === active) ?? ending.toSorted((a, b) => a.validUntil - b.validUntil)[0];
}
