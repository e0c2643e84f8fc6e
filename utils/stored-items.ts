import { portalsRecord } from './added-portals';
import { eventsRecord } from './events';
import { policyRecord } from './managed';
import { settingsRecord } from './settings';
import type { StoredItem } from './storage';
import { areas } from './storage-areas';
import { localAsideRecord, sessionAsideRecord } from './stored-aside';
import { pagesRecord } from './tokens/pages';
import { renewalsRecord, tokensRecord } from './tokens/record';
import { sandboxRequestsRecord } from './tokens/sandbox-requests';
import { keptRecord, keyringRecord, sessionKeysRecord, unlockedRecord } from './vault/at-rest';

/** Everything that is stored anywhere. A test compares it with the declarations, so that none is forgotten. */
export const storedItems: readonly StoredItem[] = [
  keyringRecord,
  sessionKeysRecord,
  unlockedRecord,
  keptRecord,
  tokensRecord,
  renewalsRecord,
  sandboxRequestsRecord,
  settingsRecord,
  portalsRecord,
  policyRecord,
  pagesRecord,
  eventsRecord,
  localAsideRecord,
  sessionAsideRecord,
];

/**
 * Removes everything that is stored: each item that there is, and whatever else an earlier version may have left in either area.
 *
 * @throws whatever the browser's storage throws
 */
export async function forgetStored(): Promise<void> {
  // One after the other, and each in turn with its own updates: none of them is written again by what was under way.
  for (const item of storedItems) await item.reset();
  await areas.local.clear();
  await areas.session.clear();
}
