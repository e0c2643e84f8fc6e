import { areAlike } from '../alike';
import { activeKey, type Key, type Keyring } from './keyring';

/** What became of the keys of a file: each of them counts once. */
export interface MergeCounts {
  /** New here. */
  readonly added: number;
  /** New here too, and known in the file by an id that another key has here. That key stays as it is. */
  readonly addedBeside: number;
  /** Here already, and the file knew a label or a fact that was missing. */
  readonly completed: number;
  /** Here already. */
  readonly unchanged: number;
}

export interface Merged {
  /** The very same object if nothing changed. */
  readonly keyring: Keyring;
  readonly counts: MergeCounts;
}

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
 * @returns all keys, and what became of the file's
 */
export function mergeKeys(keyring: Keyring, incoming: Keyring, newId: () => string, now: number): Merged {
  const taken = new Set(keyring.keys.map(({ id }) => id));
  const counts = { added: 0, addedBeside: 0, completed: 0, unchanged: 0 };
  const keys = [...keyring.keys];
  for (const theirs of incoming.keys) {
    const at = keys.findIndex(isSame(theirs));
    const ours = keys[at];
    if (ours) {
      const both = completed(ours, theirs);
      counts[areAlike(ours, both) ? 'unchanged' : 'completed'] += 1;
      keys[at] = both;
    } else {
      counts[taken.has(theirs.id) ? 'addedBeside' : 'added'] += 1;
      keys.push({ ...theirs, id: newId(), addedAt: Math.min(theirs.addedAt, now) });
    }
  }
  if (counts.unchanged === incoming.keys.length) return { keyring, counts };
  return { keyring: { keys, active: activeOf(keyring, keys, incoming) }, counts };
}
