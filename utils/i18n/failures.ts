import type { Failure } from '../failure';
import type { Environment, Portal } from '../portals';
import type { Translate } from './translate';
import { hostOf, linkTo, quote, type Notice } from './words';

/** Why there is no new token, in words. Pure. */

/** Which sentences under `failure.` a failure gets. */
const cases = {
  offline: 'offline',
  unreachable: 'unreachable',
  timeout: 'timeout',
  'server-error': 'serverError',
  'rate-limited': 'rateLimited',
  'unexpected-answer': 'unexpected',
  'no-permission': 'noPermission',
  ended: 'ended',
} as const satisfies Record<Exclude<Failure['kind'], 'refused'>, string>;

/** 401 and 403 refuse the key, 404 doesn't know it; by any other status the API can't read it. */
const refusals: Readonly<Record<number, 'refusedKey' | 'unknownKey'>> = {
  401: 'refusedKey',
  403: 'refusedKey',
  404: 'unknownKey',
};

/**
 * @param failure what an exchange or a check ended with
 * @param portal whose: a pasted token is known to nobody, and can only be refused
 * @returns which of the sentences under `failure.` it gets
 */
export function failureCase(failure: Failure, { credential }: Pick<Portal, 'credential'>) {
  if (failure.kind !== 'refused') return cases[failure.kind];
  return credential.kind === 'bearer' ? 'refusedKey' : (refusals[failure.status] ?? 'brokenKey');
}

/**
 * Why there is no new token.
 *
 * @param t the translator
 * @param failure what the exchange ended with
 * @param environment whose key it was
 * @param portal the environment's portal
 */
export function failureWords(t: Translate, failure: Failure, environment: Environment, portal: Portal): Notice {
  const which = failureCase(failure, portal);
  const isForPerson = failure.kind === 'refused' || failure.kind === 'ended';
  const names = [portal.name, hostOf(environment.baseUrl)] as const;
  return {
    title: t(`failure.${which}.title`, [...names]),
    text: t(`failure.${which}.text`, [portal.name]),
    next: t(`failure.${which}.next`, [portal.name]),
    said: 'said' in failure ? quote(t, failure.said, portal.name) : '',
    link: isForPerson && environment.keysPage !== null ? linkTo(t, environment.keysPage) : null,
  };
}
