import { createPolicyRecord, underPolicy } from '../managed';
import { settingsRecord } from '../settings';
import { localAsideRecord, sessionAsideRecord } from '../stored-aside';
import { pagesRecord } from '../tokens/pages';
import { tokensRecord } from '../tokens/record';
import { sandboxRequestsRecord } from '../tokens/sandbox-requests';
import { keptRecord, keyringRecord, sessionKeysRecord, unlockedRecord } from '../vault/at-rest';
import { createVaultReader } from '../vault/read';
import type { PopupRecords } from './dependencies';

/** The policy, and the settings under it, followed as records are. */
function managed(): Pick<PopupRecords, 'policy' | 'settings'> {
  const policy = createPolicyRecord();
  const { read } = underPolicy(settingsRecord, policy);
  return {
    policy: {
      read: policy.read,
      condition: async () => 'good',
      watch(listener) {
        policy.watch(listener);
        return () => undefined;
      },
    },
    settings: {
      read,
      condition: () => settingsRecord.condition(),
      watch(listener) {
        // What can't be read is told to whoever reads it next.
        const look = () => void read().then(listener, () => undefined);
        policy.watch(look);
        return settingsRecord.watch(look);
      },
    },
  };
}

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
  ...managed(),
});
