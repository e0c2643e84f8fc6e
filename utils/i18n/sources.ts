import type { Environment, Portal } from '../portals';
import type { Translate } from './translate';
import { hostOf } from './words';

const sources = {
  sandbox: 'environment.sandbox.keys',
  production: 'environment.production.keys',
  'production-ua': 'environment.productionUa.keys',
} as const;

/**
 * Where an environment's keys come from.
 *
 * @param t the translator
 * @param environment which one
 * @param portal its portal
 */
export function sourceWords(t: Translate, { id, keysPage }: Environment, portal: Portal): string {
  const { issuing } = portal;
  const page = (id === issuing?.environment ? issuing.registrationPage : null) ?? keysPage;
  const site = page === null ? portal.name : hostOf(page);
  if (id === 'sandbox' || id === 'production' || id === 'production-ua') return t(sources[id], [site]);
  return t('environment.other.keys', [site]);
}
