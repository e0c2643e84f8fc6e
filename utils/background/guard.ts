import type { PolicyRecord } from '../managed';
import { isShown, type Policy } from '../policy';
import type { Opened } from '../vault/read';

/**
 * @param opened the keys, as far as they can be had now
 * @param policy the organization's
 * @returns the same without the keys of environments that aren't there for the person: no token is made of them
 */
export const shownOnly = (opened: Opened, policy: Policy): Opened =>
  opened.vault === 'open'
    ? {
        ...opened,
        keyring: { ...opened.keyring, keys: opened.keyring.keys.filter((key) => isShown(policy, key.environment)) },
      }
    : opened;

/**
 * Refuses what the organization doesn't allow, whoever asks for it.
 *
 * @param policy the organization's
 * @param read the keys
 */
export function createGuard({ read: readPolicy }: Pick<PolicyRecord, 'read'>, read: () => Promise<Opened>) {
  const unless = (isAllowed: boolean) => {
    if (!isAllowed) throw new Error('The organization forbids it');
  };
  return {
    /** @param part of the settings page that does it */
    allow: async (part: string): Promise<void> => unless(!(await readPolicy()).hide?.includes(part)),

    /**
     * A key is about to be kept.
     *
     * @param environment where it is for; `null` if that decides nothing
     * @param protection how; as keys are kept now, if it isn't said
     */
    async allowKey(environment: string | null, protection?: string): Promise<void> {
      const policy = await readPolicy();
      // Locked ones are under a passphrase, and take no key anyway.
      const kept = protection ?? { protection: 'passphrase', ...(await read()) }.protection;
      unless((environment === null || isShown(policy, environment)) && kept === (policy.protection ?? kept));
    },
  };
}

export type Guard = ReturnType<typeof createGuard>;
