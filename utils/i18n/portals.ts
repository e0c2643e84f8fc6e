import type { DescribedRequest } from '../options/describe-request';
import type { TryKeyProblem, TryResult } from '../options/dry-run';
import type { FieldProblem } from '../options/portal-form';
import type { PortalTrouble } from '../options/portal-editor';
import { durationWords } from './duration';
import { failureWords } from './failures';
import { listed } from './lists';
import type { Translate } from './translate';
import { hostOf, type Notice } from './words';

/** The settings page's portals in words. Pure. */

const problems = {
  'not-an-address': 'notAnAddress',
  'not-https': 'notHttps',
  'has-login': 'hasLogin',
  'has-more': 'hasMore',
  'has-star': 'hasStar',
  'other-server': 'otherServer',
  twice: 'twice',
  name: 'name',
  'environment-name': 'environmentName',
  'scheme-name': 'schemeName',
  'field-label': 'fieldLabel',
  'header-name': 'headerName',
  prefix: 'prefix',
  path: 'path',
  'path-outside': 'pathOutside',
  'key-name': 'keyName',
  permissions: 'permissions',
  place: 'place',
  places: 'places',
} as const satisfies Record<FieldProblem['problem'], string>;

/**
 * @param t the translator
 * @param found what is wrong with a field
 * @returns one or two sentences
 */
export function fieldProblemWords(t: Translate, found: FieldProblem): string {
  if (!('text' in found)) return t(`portals.problem.${problems[found.problem]}`);
  return found.text === ''
    ? t('portals.problem.noAddress')
    : t(`portals.problem.${problems[found.problem]}`, [found.text]);
}

const notice = (title: string, text: string, next: string): Notice => ({ title, text, next, said: '', link: null });

const refusedTitle = (t: Translate, sites: readonly string[]): string =>
  t('portals.trouble.refused.title', [listed(t, sites.map(hostOf))]);

const troubles = {
  taken: 'taken',
  'too-many': 'tooMany',
  'has-keys': 'hasKeys',
  unreachable: 'unreachable',
  'too-large': 'tooLarge',
  'not-json': 'notJson',
  foreign: 'foreign',
  newer: 'newer',
  damaged: 'damaged',
} as const;

/**
 * @param t the translator
 * @param found why a portal isn't saved, or a file isn't taken
 * @param isThere whether the portal is there already, and only lacks its sites
 */
export function portalTroubleWords(t: Translate, found: PortalTrouble, isThere: boolean): Notice {
  if (found.trouble === 'refused') {
    const which = isThere ? 'refusedThere' : 'refused';
    return notice(refusedTitle(t, found.sites), t(`portals.trouble.${which}.text`), t(`portals.trouble.${which}.next`));
  }
  const which = troubles[found.trouble === 'file' ? found.problem : found.trouble];
  return notice(
    t(`portals.trouble.${which}.title`),
    t(`portals.trouble.${which}.text`),
    t(`portals.trouble.${which}.next`),
  );
}

/**
 * @param t the translator
 * @param problem why nothing can be tried with a key
 */
export const tryKeyWords = (t: Translate, problem: TryKeyProblem): string =>
  t(problem === 'empty' ? 'portals.try.keyEmpty' : 'portals.try.keyBroken');

/** A request as HTTP writes one, but for the whole address. */
export const requestText = ({ method, url, headers, body }: DescribedRequest): string =>
  [
    `${method} ${url}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === null ? [] : ['', body]),
  ].join('\n');

const MINUTE_MS = 60_000;

/**
 * @param t the translator
 * @param found what came of a try
 * @returns a sentence for a success, a notice for anything else
 */
export function tryResultWords(t: Translate, found: TryResult): string | Notice {
  switch (found.result) {
    case 'token': {
      const place = [String(found.status), found.at];
      return found.lifetimeMs > 0
        ? t('portals.try.tokenFound', [
            ...place,
            durationWords(t, Math.max(1, Math.round(found.lifetimeMs / MINUTE_MS))),
          ])
        : t('portals.try.tokenOver', place);
    }
    case 'good':
      return t('portals.try.good', [String(found.status)]);
    case 'no-token':
      return notice(
        t('portals.try.noToken.title', [found.at]),
        t('portals.try.noToken.text', [String(found.status)]),
        t('portals.try.noToken.next'),
      );
    case 'refused':
      return notice(
        refusedTitle(t, found.sites),
        t('portals.trouble.refusedTry.text'),
        t('portals.trouble.refusedTry.next'),
      );
    case 'failed': {
      const { title, text, said } = failureWords(t, found.failure, found.environment, found.portal);
      const next = found.status > 0 ? t('portals.try.status', [String(found.status)]) : '';
      return { title, text, next, said, link: null };
    }
  }
}
