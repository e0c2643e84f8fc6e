import { areAlike } from '../alike';
import { activeKey, type Key, type Keyring } from './keyring';

/** A key is its secret: the same one may have other ids and labels elsewhere. */
const isSame = (a: Key) => (b: Key) => a.environment === b.environment && a.secret === b.secret;

/** @returns our key with what only theirs knows; where both know something, ours stays */
const completed = (ours: Key, theirs: Key): Key => ({
  ...ours,
  label: ours.label || theirs.label,
  organization: ours.organization || theirs.organization,
  createdAt: ours.createdAt ?? theirs.createdAt,
  validUntil: ours.validUntil ?? theirs.validUntil,
  status: ours.status ?? theirs.status,
  permissions: ours.permissions.length > 0 ? ours.permissions : theirs.permissions,
});

/** @returns the active keys: as they were, and in each environment that had no key, the file's active one, or else its first */
function activeOf(keyring: Keyring, keys: readonly Key[], incoming: Keyring): Keyring['active'] {
  const had = new Set(keyring.keys.map(({ environment }) => environment));
  const fresh = keys.filter(({ environment }) => !had.has(environment));
  const chosen = fresh.filter((key) => {
    const theirs = activeKey(incoming, key.environment);
    return theirs !== undefined && isSame(theirs)(key);
  });
  // Of several that are set, the last one stays.
  const inTurn = [...chosen, ...fresh].toReversed();
  return { ...keyring.active, ...Object.fromEntries(inTurn.map(({ environment, id }) => [environment, id])) };
}

/**
 * Merges keys of a file into the keys that are here. No key that is here goes, and none gets another secret, label or fact than the
 * one it has.
 *
 * @param keyring the keys that are here
 * @param incoming the file's, as `openFile` returns them
 * @param newId makes the ids of added keys; the file's own are anyone's text, and go nowhere
 * @param now ms since the epoch: no key was added later than that
 * @returns all keys; the very same object if nothing changed
 */
export function mergeKeys(keyring: Keyring, incoming: Keyring, newId: () => string, now: number): Keyring {
  const keys = [...keyring.keys];
  let isChanged = false;
  for (const theirs of incoming.keys) {
    const at = keys.findIndex(isSame(theirs));
    const ours = keys[at];
    const both = ours && completed(ours, theirs);
    if (both && areAlike(ours, both)) continue;
    isChanged = true;
    if (both) keys[at] = both;
    else keys.push({ ...theirs, id: newId(), addedAt: Math.min(theirs.addedAt, now) });
  }
  return isChanged ? { keys, active: activeOf(keyring, keys, incoming) } : keyring;
}
