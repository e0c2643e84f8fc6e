import { checkPhone } from '../api/phone';
import type { IssueResult } from '../api/portal-api';
import type { Failure } from '../failure';
import type { SandboxKeyOutcome } from '../messaging/popup-protocol';
import { portalOf, portals } from '../portals';
import type { StoredRecord } from '../storage';
import type { NewKey } from '../vault/keys';
import type { SandboxRequests } from './sandbox-requests';

export interface SandboxKeyDependencies {
  readonly requests: StoredRecord<SandboxRequests>;
  /** Asks the API for a key; never rejects. */
  readonly issueKey: (environment: string, phone: string) => Promise<IssueResult>;
  /** Stores a key and makes it active. */
  readonly addKey: (key: NewKey) => Promise<{ readonly id: string }>;
  /** `false` only if it is certain that nothing can be sent. */
  readonly isOnline: () => boolean;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** The longest that a portal lets a number wait for its next key. ms. */
const LONGEST_INTERVAL_MS = Math.max(...portals.map(({ issuing }) => issuing.intervalMs));

/** Whether the API may have made a key although we have none: it never answered, or not so that it could be read. */
const mayExist = ({ kind }: Failure): boolean =>
  kind === 'timeout' || kind === 'unreachable' || kind === 'unexpected-answer' || kind === 'server-error';

const wasNotSent = ({ kind }: Failure): boolean => kind === 'offline' || kind === 'no-permission';

/**
 * New sandbox keys from a phone number: at most one request a day per phone, recorded before it is sent and never repeated by
 * itself, so that neither a double click nor a killed worker asks twice.
 *
 * @param dependencies storage, API, clock
 * @returns `request`
 */
export function createSandboxKeys({ requests, issueKey, addKey, isOnline, now }: SandboxKeyDependencies) {
  const stillForbidding = (all: SandboxRequests, intervalMs: number): SandboxRequests =>
    Object.fromEntries(Object.entries(all).filter(([, { at }]) => at <= now() && now() < at + intervalMs));

  /** Records the request unless an earlier one forbids it, in one step; drops entries that forbid nothing any more. */
  async function reserve(phone: string, intervalMs: number): Promise<SandboxRequests[string] | null> {
    let earlier: SandboxRequests[string] | null = null;
    await requests.update((all) => {
      // A time ahead of ours was recorded before the clock was set back, and would forbid too much.
      const recent = stillForbidding(all, intervalMs);
      earlier = recent[phone] ?? null;
      return earlier ? all : { ...recent, [phone]: { at: now(), answered: false } };
    });
    return earlier;
  }

  /** Nothing was sent: the day is not used up. */
  const release = (phone: string) => requests.update(({ [phone]: _request, ...others }) => others);

  const markAnswered = (phone: string) =>
    requests.update((all) => {
      const request = all[phone];
      return request ? { ...all, [phone]: { ...request, answered: true } } : all;
    });

  return {
    /** Forgets the numbers whose request forbids nothing any more. Called at each start. */
    prune: () =>
      requests.update((all) => {
        const recent = stillForbidding(all, LONGEST_INTERVAL_MS);
        return Object.keys(recent).length < Object.keys(all).length ? recent : all;
      }),

    /**
     * Asks for a sandbox key and stores it, active, with what the API says of it.
     *
     * @param environment an environment whose portal issues keys
     * @param phoneText the number as a person writes it
     * @returns what became of it
     * @throws Error if the environment's keys are not issued this way, or if storage fails
     */
    async request(environment: string, phoneText: string): Promise<SandboxKeyOutcome> {
      const { issuing } = portalOf(environment);
      if (environment !== issuing.environment) throw new Error('No keys are issued for this environment');
      const check = checkPhone(phoneText, issuing);
      if (!check.ok) {
        return check.problem === 'bad-phone'
          ? { outcome: 'bad-phone' }
          : { outcome: 'refused-country', use: check.use };
      }
      if (!isOnline()) return { outcome: 'not-sent', failure: { kind: 'offline' } };
      const { phone } = check;
      const earlier = await reserve(phone, issuing.intervalMs);
      if (earlier) {
        return { outcome: 'too-early', mayExist: !earlier.answered, again: earlier.at + issuing.intervalMs };
      }
      const again = now() + issuing.intervalMs;
      const result = await issueKey(environment, phone);
      if (!result.ok) {
        if (wasNotSent(result.failure)) {
          await release(phone);
          return { outcome: 'not-sent', failure: result.failure };
        }
        const unsure = mayExist(result.failure);
        if (!unsure) await markAnswered(phone);
        return { outcome: 'failed', failure: result.failure, mayExist: unsure, again };
      }
      const { id } = await addKey({ environment, source: 'phone', label: '', organization: '', ...result.key });
      await markAnswered(phone);
      return { outcome: 'made', keyId: id, again };
    },
  };
}
