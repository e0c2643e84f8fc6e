import { storedPolicy, underPolicy } from '../managed';
import { effectiveSettings } from '../policy';
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
  async look() {
    // Both with one question: the popup waits for the answer.
    const [found, rules] = await Promise.all([settingsRecord.look(), storedPolicy.read()]);
    return found.ok ? { ...found, value: effectiveSettings(found.value, rules) } : found;
  },
  watch(listener) {
    // What can't be read is told to whoever reads it next.
    const look = () => void settings.read().then(listener, () => undefined);
    storedPolicy.watch(look);
    return settingsRecord.watch(look);
  },
};

/** The keys, followed as a record is. */
function vaultFrom(now: () => number): PopupRecords['vault'] {
  const { read, open, watch } = createVaultReader(
    { stored: keyringRecord, session: sessionKeysRecord, unlocked: unlockedRecord },
    now,
    (...sealed) => import('../vault/unseal-keyring').then((loaded) => loaded.unsealKeyring(...sealed)),
  );
  return {
    read,
    watch,
    async look() {
      const found = await keyringRecord.look();
      if (!found.ok) return found;
      return open(found.value).then(
        (value) => ({ ...found, value }),
        () => ({ ok: false, newer: found.newer }),
      );
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
  vault: vaultFrom(now),
  kept: keptRecord,
  localAside: localAsideRecord,
  sessionAside: sessionAsideRecord,
  tokens: tokensRecord,
  requests: sandboxRequestsRecord,
  pages: pagesRecord,
  settings,
  policy: storedPolicy,
});
