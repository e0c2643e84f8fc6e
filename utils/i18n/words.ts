import type { i18n } from '#i18n';
import type { Failure } from '../failure';
import type { KeyProblem } from '../messaging/popup-protocol';
import type { Environment, Portal } from '../portals';
import type { TokenState } from '../token-state';

/**
 * What the extension knows, made into sentences. Pure: the translator is handed in, so that tests read the locale files
 * themselves and a chosen language needs no other code. Only types are imported, to keep the docs page's script small.
 */

/** Finds a string by its key and puts the substitutions in. */
export type Translate = typeof i18n.t;

/** A page that helps; opened in a new tab. */
export interface Link {
  readonly href: string;
  readonly label: string;
}

/** Something that went wrong: what happened · what it means · what to do next. Parts may be empty. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly next: string;
  /** The API's own words, as a sentence of ours that quotes them; may be empty. */
  readonly said: string;
  readonly link: Link | null;
}

/**
 * @param url an absolute URL
 * @returns its host, as people write it
 */
export const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, '');

/**
 * @param t the translator
 * @param url the page
 * @returns a link that says which site it opens
 */
export const linkTo = (t: Translate, url: string): Link => ({ href: url, label: t('add.openPage', [hostOf(url)]) });

/** Only these have words of their own; the environment of a portal that is added later is called by its id until it has. */
const environmentNames = {
  sandbox: 'environment.sandbox.name',
  production: 'environment.production.name',
  'production-ua': 'environment.productionUa.name',
} as const;

const has = <T extends object>(table: T, key: PropertyKey): key is keyof T => Object.hasOwn(table, key);

/**
 * @param t the translator
 * @param id an environment's id
 * @returns its name: "Production Ukraine"
 */
export const environmentName = (t: Translate, id: string): string =>
  has(environmentNames, id) ? t(environmentNames[id]) : id;

const stateKeys = {
  none: 'state.none',
  expired: 'state.expired',
  fetching: 'state.fetching',
  ready: 'state.ready',
  refreshing: 'state.refreshing',
  rejected: 'state.rejected',
  unavailable: 'state.unavailable',
} as const satisfies Record<TokenState['state'], string>;

/**
 * @param t the translator
 * @param state a token's state
 * @returns the state in a few words, without a full stop
 */
export const stateWords = (t: Translate, state: TokenState['state']): string => t(stateKeys[state]);

const problemKeys = {
  empty: 'problem.empty',
  'has-spaces': 'problem.hasSpaces',
  'is-a-url': 'problem.isAUrl',
  'is-a-token': 'problem.isAToken',
  'too-long': 'problem.tooLong',
  'not-plain-text': 'problem.notPlainText',
  'already-saved': 'problem.alreadySaved',
} as const satisfies Record<KeyProblem, string>;

/**
 * @param t the translator
 * @param problem why a key isn't taken as it was entered
 * @returns what it is and what to do
 */
export const problemWords = (t: Translate, problem: KeyProblem): string => t(problemKeys[problem]);

/**
 * @param t the translator
 * @param said the API's own text, cleaned, may be empty
 * @param name who says it
 */
export const quote = (t: Translate, said: string, name: string): string => (said ? t('failure.said', [name, said]) : '');

/** Which sentences a refusal gets. 401 and 403 refuse the key, 404 doesn't know it, the others can't read it. */
const refusal = (status: number): 'refusedKey' | 'unknownKey' | 'brokenKey' => {
  if (status === 404) return 'unknownKey';
  return status === 401 || status === 403 ? 'refusedKey' : 'brokenKey';
};

const caseOf = (failure: Failure) => {
  switch (failure.kind) {
    case 'offline':
    case 'unreachable':
    case 'timeout':
      return failure.kind;
    case 'server-error':
      return 'serverError';
    case 'rate-limited':
      return 'rateLimited';
    case 'refused':
      return refusal(failure.status);
    case 'unexpected-answer':
      return 'unexpected';
    case 'no-permission':
      return 'noPermission';
  }
};

const ofKey = new Set<string>(['refusedKey', 'unknownKey', 'brokenKey']);

/**
 * Why there is no new token.
 *
 * @param t the translator
 * @param failure what the exchange ended with
 * @param environment whose key it was
 * @param portal the environment's portal
 */
export function failureWords(t: Translate, failure: Failure, environment: Environment, portal: Portal): Notice {
  const which = caseOf(failure);
  const name = which === 'noPermission' || which === 'unreachable' ? hostOf(environment.baseUrl) : portal.name;
  return {
    title: which === 'offline' ? t('failure.offline.title') : titleOf(t, which, name),
    text: which === 'unexpected' ? t('failure.unexpected.text', [portal.name]) : t(`failure.${which}.text`),
    next: t(`failure.${which}.next`),
    said: 'said' in failure ? quote(t, failure.said, portal.name) : '',
    link: ofKey.has(which) ? linkTo(t, environment.keysPage) : null,
  };
}

function titleOf(t: Translate, which: Exclude<ReturnType<typeof caseOf>, 'offline'>, name: string): string {
  return which === 'unexpected' ? t('failure.unexpected.title') : t(`failure.${which}.title`, [name]);
}
