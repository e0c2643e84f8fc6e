import { storedPolicy, underPolicy } from '../managed';
import { settingsRecord } from '../settings';
import { localAsideRecord, sessionAsideRecord } from '../stored-aside';
import { pagesRecord } from '../tokens/pages';
import { tokensRecord } from '../tokens/record';
import { sandboxRequestsRecord } from '../tokens/sandbox-requests';
import { keptRecord, keyringRecord, sessionKeysRecord, unlockedRecord } from '../vault/at-rest';
import { createVaultReader } from '../vault/read';
import type { PopupRecords } from './dependencies';

/** The settings under the policy, followed as records are. */
const settings: PopupRecords['settings'] = {
  read: underPolicy(settingsRecord, storedPolicy).read,
  condition: () => settingsRecord.condition(),
  watch(listener) {
    // What can't be read is told to whoever reads it next.
    const look = () => void settings.read().then(listener, () => undefined);
    storedPolicy.watch(look);
    return settingsRecord.watch(look);
  },
};

/**
 * What our own pages read.
 *
 * @param now the clock, ms since the epoch
 * @returns the records; what unseals keys is loaded once there are some to unseal
 */
export const createOwnRecords = (now: () => number): PopupRecords => ({
  vault: createVaultReader(
    { stored: keyringRecord, session: sessionKeysRecord, unlocked: unlockedRecord },
    now,
    (...sealed) => import('../vault/unseal-keyring').then((loaded) => loaded.unsealKeyring(...sealed)),
  ),
  kept: keptRecord,
  localAside: localAsideRecord,
  sessionAside: sessionAsideRecord,
  tokens: tokensRecord,
  requests: sandboxRequestsRecord,
  pages: pagesRecord,
  settings,
  policy: storedPolicy,
});
