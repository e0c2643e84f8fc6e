import { checkPhone } from '../api/phone';
import type { IssueResult } from '../api/portal-api';
import type { Failure } from '../failure';
import type { IssuingOutcome } from '../messaging/popup-protocol';
import { pick } from '../pick';
import { portalOf, type KeyIssuing } from '../portals';
import type { StoredRecord } from '../storage';
import type { NewKey } from '../vault/keys';
import { intervalOf, requestName, type SandboxRequests } from './sandbox-requests';
import type { TokenAnswer } from './service';

export interface IssuingDependencies {
  readonly requests: StoredRecord<SandboxRequests>;
  /** Asks the API for a key; never rejects. */
  readonly issueKey: (
    environment: string,
    values: Readonly<Record<string, string>>,
    token: string,
  ) => Promise<IssueResult>;
  /** The environment's token, where the portal wants it with the request; never rejects for what network or API do. */
  readonly tokenOf: (environment: string) => Promise<TokenAnswer>;
  /** Stores a key. */
  readonly addKey: (key: NewKey, makesActive: boolean) => Promise<{ readonly id: string }>;
  /** `false` only if it is certain that nothing can be sent. */
  readonly isOnline: () => boolean;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** Whether the API may have made a key although we have none: it never answered, or not so that it could be read. */
const mayExist = ({ kind }: Failure): boolean =>
  kind === 'timeout' || kind === 'unreachable' || kind === 'unexpected-answer' || kind === 'server-error';

const wasNotSent = ({ kind }: Failure): boolean => kind === 'offline' || kind === 'no-permission';

type Refusal = Extract<IssuingOutcome, { outcome: 'bad-phone' | 'refused-country' | 'bad-field' }>;

/** What a person entered, as the API takes it; or what is wrong with it. */
function checkFields(
  { fields }: KeyIssuing,
  entered: Readonly<Record<string, string>>,
): { readonly values: Readonly<Record<string, string>> } | { readonly refusal: Refusal } {
  const values: Record<string, string> = {};
  for (const { name, rule } of fields) {
    const text = (entered[name] ?? '').trim();
    if (rule.is === 'phone') {
      const check = checkPhone(text, rule);
      if (!check.ok) {
        return {
          refusal:
            check.problem === 'bad-phone' ? { outcome: 'bad-phone' } : { outcome: 'refused-country', use: check.use },
        };
      }
      values[name] = check.phone;
    } else {
      if (!text || text.length > rule.longest)
        return { refusal: { outcome: 'bad-field', field: name, problem: text ? 'too-long' : 'empty' } };
      values[name] = text;
    }
  }
  return { values };
}

/** Why there is no token to ask with. */
const failureOf = ({ state }: TokenAnswer): Failure =>
  state.state === 'rejected' || state.state === 'unavailable' ? state.failure : { kind: 'ended' };

/**
 * New keys that a portal makes: at most one request for the same values in the portal's time, recorded before it is sent and never repeated
 * by itself, so that neither a double click nor a killed worker asks twice.
 *
 * @param dependencies storage, API, clock
 * @returns `request`
 */
export function createIssuing({ requests, issueKey, tokenOf, addKey, isOnline, now }: IssuingDependencies) {
  // A time ahead of ours was recorded before the clock was set back, and would forbid too much.
  const stillForbidding = (all: SandboxRequests): SandboxRequests =>
    pick(all, ({ at }, name) => at <= now() && now() < at + intervalOf(name));

  /** Records the request unless an earlier one forbids it, in one step; drops entries that forbid nothing any more. */
  async function reserve(whose: string): Promise<SandboxRequests[string] | null> {
    let earlier: SandboxRequests[string] | null = null;
    await requests.update((all) => {
      const recent = stillForbidding(all);
      earlier = recent[whose] ?? null;
      return earlier ? all : { ...recent, [whose]: { at: now(), answered: false } };
    });
    return earlier;
  }

  /** Nothing was sent: the day is not used up. */
  const release = (whose: string) => requests.update(({ [whose]: _request, ...others }) => others);

  const markAnswered = (whose: string) =>
    requests.update((all) => {
      const request = all[whose];
      return request ? { ...all, [whose]: { ...request, answered: true } } : all;
    });

  return {
    /** Forgets the requests that forbid nothing any more. Called at each start. */
    prune: () =>
      requests.update((all) => {
        const recent = stillForbidding(all);
        return Object.keys(recent).length < Object.keys(all).length ? recent : all;
      }),

    /**
     * Asks for a key and stores it, with what the API says of it, before anybody is told.
     *
     * @param environment an environment whose portal issues keys
     * @param entered the fields' values as a person writes them, by name
     * @returns what became of it
     * @throws Error if the environment's keys are not issued this way, or if storage fails
     */
    async request(environment: string, entered: Readonly<Record<string, string>>): Promise<IssuingOutcome> {
      const { issuing } = portalOf(environment);
      if (environment !== issuing?.environment) throw new Error('No keys are issued here');
      const checked = checkFields(issuing, entered);
      if ('refusal' in checked) return checked.refusal;
      if (!isOnline()) return { outcome: 'not-sent', failure: { kind: 'offline' } };
      const { values } = checked;
      const answer = issuing.authorized ? await tokenOf(environment) : null;
      if (answer && !answer.token) return { outcome: 'not-sent', failure: failureOf(answer) };
      const whose = requestName(environment, values);
      const { intervalMs } = issuing;
      const again = now() + intervalMs;
      const earlier = intervalMs > 0 ? await reserve(whose) : null;
      if (earlier) return { outcome: 'too-early', mayExist: !earlier.answered, again: earlier.at + intervalMs };
      const result = await issueKey(environment, values, answer?.token?.value ?? '');
      if (!result.ok) {
        const { failure, fields } = result;
        if (wasNotSent(failure)) {
          await release(whose);
          return { outcome: 'not-sent', failure };
        }
        const unsure = mayExist(failure);
        if (!unsure) await markAnswered(whose);
        return { outcome: 'failed', failure, mayExist: unsure, again, fields: { ...fields } };
      }
      const source = issuing.fields.some(({ rule }) => rule.is === 'phone') ? 'phone' : 'issued';
      // First of all: until the write is handed over, a worker that is killed takes with it a key that can't be shown again. Only what the
      // write needs lies between: the vault's turn and its reads, before the first key the note that there are some, and under a
      // passphrase the sealing, since no key of theirs may be written legibly even for a moment.
      const { id } = await addKey(
        { environment, source, organization: '', permissions: [], ...result.key },
        issuing.makesActive,
      );
      await markAnswered(whose);
      return { outcome: 'made', keyId: id, again };
    },
  };
}
