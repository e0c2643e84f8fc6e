import { browser } from 'wxt/browser';
import { logProblem } from './log';
import { effectiveSettings, type Policy, policyOf } from './policy';
import type { Settings } from './settings';
import type { StoredRecord } from './storage';

/** Read and followed like a record; nobody writes it but the organization's administrators. */
export interface PolicyRecord {
  read(): Promise<Policy>;
  watch(listener: (policy: Policy) => void): void;
}

/**
 * The organization's policy, `storage.managed`. Whoever makes this is to watch it at once: what was read is kept until it changes.
 *
 * @returns the policy's reader
 */
export function createPolicyRecord(): PolicyRecord {
  let known: Promise<Policy> | null = null;
  // Firefox rejects where there is no policy; whatever the reason, nothing is decided for the person then.
  const read = () => (known ??= browser.storage.managed.get(null).then(policyOf, () => ({})));
  return {
    read,
    watch: (listener) =>
      browser.storage.onChanged.addListener((_changes, area) => {
        if (area !== 'managed') return;
        known = null;
        void read().then(listener);
      }),
  };
}

/**
 * Settings under a policy. What the person had set stays stored as it was, for when the policy is gone.
 *
 * @param settings what the person sets
 * @param policy the organization's
 * @returns the settings that are in force; an update that would have them other than the policy is refused
 */
export function underPolicy(
  settings: Pick<StoredRecord<Settings>, 'read' | 'update'>,
  policy: Pick<PolicyRecord, 'read'>,
): Pick<StoredRecord<Settings>, 'read' | 'update'> {
  return {
    read: async () => effectiveSettings(await settings.read(), await policy.read()),
    async update(change) {
      const rules = await policy.read();
      return settings.update((own) => {
        const wanted = change(effectiveSettings(own, rules));
        if (JSON.stringify(effectiveSettings(wanted, rules)) !== JSON.stringify(wanted))
          throw new Error('The organization has set this');
        return change(own);
      });
    },
  };
}

/** Logs that a part of the policy can't be understood; never which, or what it says. For the settings page: the background has no room. */
export async function tellIgnored(): Promise<void> {
  const raw = await browser.storage.managed.get(null).catch(() => ({}));
  const policy = policyOf(raw);
  if (Object.keys(raw).some((name) => !(name in policy)))
    logProblem("A part of the organization's policy can't be understood, and counts as not said");
}
