import type { Environment, Portal } from '../portals';
import type { TestResult } from '../popup/key-details';
import type { Voice } from './news';
import { failureCase, failureWords } from './failures';
import type { Notice } from './words';

/**
 * Why a key that was tested gave no token.
 *
 * @param voice translator and times
 * @param result what came of the test
 * @param environment whose key it is
 * @param portal the environment's portal
 * @param now ms since the epoch
 */
export function keyTestWords(
  { t, time }: Voice,
  { failure, retryAt }: Extract<TestResult, { result: 'failed' }>,
  environment: Environment,
  portal: Portal,
  now: number,
): Notice {
  const next =
    retryAt === null
      ? t(`keyDetails.next.${failureCase(failure, portal)}`)
      : t('keyDetails.waitUntil', [portal.name, time.moment(retryAt, now)]);
  return { ...failureWords(t, failure, environment, portal), next };
}
