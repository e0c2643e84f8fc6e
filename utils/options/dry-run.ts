import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { createPortalApi } from '../api/portal-api';
import type { Failure } from '../failure';
import type { Busy } from '../popup/busy';
import type { Environment, Portal } from '../portals';
import { hostPatterns } from '../portals/urls';
import { expiryOf } from '../tokens/expiry';
import type { OptionsDependencies } from './dependencies';
import { describeRequest } from './describe-request';
import type { Sites } from './sites';

/** What came of a try. No key and no token is in it. `status`: the answer's; 0: there was none, or a redirect, which isn't followed. */
export type TryResult =
  /** `at`: where the token stood. `lifetimeMs`: how long it is used. */
  | { readonly result: 'token'; readonly status: number; readonly at: string; readonly lifetimeMs: number }
  | { readonly result: 'good'; readonly status: number }
  /** Answered well, and there is no token where it should be. */
  | { readonly result: 'no-token'; readonly status: number; readonly at: string }
  | {
      readonly result: 'failed';
      readonly status: number;
      readonly failure: Failure;
      readonly portal: Portal;
      readonly environment: Environment;
    }
  | { readonly result: 'refused'; readonly sites: readonly string[] };

export type TryKeyProblem = 'empty' | 'not-a-key';

/** What a header or a query takes as it is. */
const isSendable = (text: string): boolean => /^[\x21-\x7e]{1,8192}$/.test(text);

/**
 * One request of a portal that is being made, with a key that is kept nowhere but in its field.
 *
 * @param dependencies fetch, clock
 * @param sites the browser's permissions
 * @param busy marks what is under way
 * @param portal as the form says it; `null` while it isn't whole
 */
export function createDryRun(
  { api, now }: Pick<OptionsDependencies, 'api' | 'now'>,
  sites: Sites,
  busy: Busy,
  portal: ReadonlySignal<Portal | null>,
) {
  const key = signal('');
  const keyProblem = signal<TryKeyProblem | null>(null);
  /** Which environment, by its place. */
  const place = signal(0);
  const result = signal<TryResult | null>(null);
  /** Grows with each beginning: an answer that comes later is for a form that is gone. */
  let round = 0;

  const environment = computed(() => {
    const all = portal.value?.environments ?? [];
    return all[place.value] ?? all[0] ?? null;
  });

  /** Sends, by the same code as the background. */
  async function call(to: Portal, where: Environment, secret: string): Promise<TryResult> {
    const statuses: number[] = [];
    const watched: typeof fetch = async (...request) => {
      const response = await api.fetch(...request);
      statuses.push(response.status);
      return response;
    };
    const found = await createPortalApi({ ...api, now, fetch: watched }).obtain(to, where.baseUrl, secret);
    const [status = 0] = statuses;
    const { credential } = to;
    if (!found.ok) {
      const isWithout = found.failure.kind === 'unexpected-answer' && (status === 200 || status === 201);
      return isWithout && credential.kind === 'exchange'
        ? { result: 'no-token', status, at: credential.token }
        : { result: 'failed', status, failure: found.failure, portal: to, environment: where };
    }
    if (credential.kind !== 'exchange') return { result: 'good', status };
    const at = now();
    return { result: 'token', status, at: credential.token, lifetimeMs: expiryOf(found.token, found, at) - at };
  }

  function forgetResult(): void {
    round += 1;
    result.value = null;
  }

  return {
    key,
    keyProblem,
    place,
    result,
    environment,

    /** The request as it would be sent; `null` if nothing would be, or the form isn't whole. */
    described: computed(() => {
      const { value: to } = portal;
      const { value: where } = environment;
      return to && where && describeRequest(to, where);
    }),

    type(text: string): void {
      key.value = text;
      keyProblem.value = null;
    },

    choose(at: number): void {
      place.value = at;
      forgetResult();
    },

    /** An environment has gone from this place: the key that was typed isn't sent to the one that comes after the chosen one. */
    leave(at: number): void {
      if (at <= place.value) place.value = at === place.value ? 0 : place.value - 1;
    },

    /** "Send it". Call it within the click: the browser is asked for the site before anything is awaited. @returns the site, if it was asked for */
    async send(): Promise<readonly string[]> {
      const { value: to } = portal;
      const { value: where } = environment;
      const secret = key.value.trim();
      if (busy.tasks.value.has('test')) return [];
      forgetResult();
      if (!to || !where) return [];
      keyProblem.value = secret === '' ? 'empty' : isSendable(secret) ? null : 'not-a-key';
      if (keyProblem.value) return [];
      const mine = round;
      const hosts = hostPatterns([where]);
      await busy.during('test', async () => {
        const isAllowed = await sites.request(hosts);
        const found: TryResult = isAllowed ? await call(to, where, secret) : { result: 'refused', sites: hosts };
        if (mine === round) result.value = found;
      });
      return hosts;
    },

    /** The form has changed, or is gone. */
    forgetResult,

    /** Nothing that was typed stays. */
    clear(): void {
      forgetResult();
      key.value = '';
      keyProblem.value = null;
      place.value = 0;
    },
  };
}
