import { browser } from 'wxt/browser';
import { areAlike } from './alike';
import { logProblem } from './log';
import { effectiveSettings, type Policy, policyOf } from './policy';
import * as z from './schema';
import type { Settings } from './settings';
import { defineRecord, type StoredRecord } from './storage';

/** Read and followed like a record; nobody writes it but the organization's administrators. */
export type PolicyRecord = Pick<StoredRecord<Policy>, 'read' | 'watch' | 'look'>;

/**
 * What the browser last told of the organization's policy. `storage.local`; written by the background. Chromium takes three seconds for its
 * first answer after it starts, and now and then gives none at all: nobody waits for it.
 */
export const policyRecord = defineRecord<Record<string, unknown>>({
  key: 'local:policy',
  schema: z.dictionary(z.unknown()),
  disposable: true,
  fallback: () => ({}),
});

/** The organization's policy; nothing while what is stored of it can't be read. */
export const storedPolicy: PolicyRecord = {
  read: () => policyRecord.read().then(policyOf, () => ({})),
  watch: (listener) => policyRecord.watch((raw) => listener(policyOf(raw))),
  look: async () => ({ ok: true, value: await storedPolicy.read() }),
};

/** Asks the browser for the policy and stores it, for the background: whenever it starts, and whenever the policy changes. */
export async function learnPolicy(): Promise<void> {
  // Firefox rejects where there is no policy; whatever the reason, nothing is decided for the person then.
  const policy = await browser.storage.managed.get(null).then(policyOf, () => ({}));
  await policyRecord.update((known) => (areAlike(known, policy) ? known : { ...policy }));
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
    async read() {
      // Both with one question: the popup waits for the answer.
      const [own, rules] = await Promise.all([settings.read(), policy.read()]);
      return effectiveSettings(own, rules);
    },
    async update(change) {
      const rules = await policy.read();
      return settings.update((own) => {
        const wanted = change(effectiveSettings(own, rules));
        if (!areAlike(effectiveSettings(wanted, rules), wanted)) throw new Error('The organization has set it');
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
