import type { Failure } from '../failure';
import type { IssuingOutcome } from '../messaging/popup-protocol';
import { findEnvironment, type Environment, type Portal } from '../portals';
import type { Translate } from './translate';
import { environmentName, hostOf, linkTo, quote, type Notice } from './words';

/** What became of a request for a sandbox key, in words. Pure. */

export interface OutcomeContext {
  readonly t: Translate;
  readonly portal: Portal;
  /** The environment that the key is for. */
  readonly environment: Environment;
  /** A time (ms since the epoch) as people read it: "tomorrow, 14:32". */
  readonly when: (at: number) => string;
}

export type Unmade = Exclude<IssuingOutcome, { outcome: 'made' }>;

/** Each case has three sentences under `phone.` in the locales; here: the page that helps. */
const pages = {
  badPhone: null,
  refusedCountry: 'use',
  tooEarly: null,
  tooEarlyUnsure: 'form',
  offline: null,
  noPermission: null,
  invalid: 'registration',
  notFound: 'registration',
  several: 'registration',
  limit: null,
  refused: 'form',
  serverError: 'form',
  timeout: 'form',
  unreachable: 'form',
  unexpected: 'form',
} as const;

type Case = keyof typeof pages;

/** The API documents 400, 404 and 409 for this call. */
const byStatus: Readonly<Record<number, Case>> = { 400: 'invalid', 422: 'invalid', 404: 'notFound', 409: 'several' };

const byKind = {
  offline: 'offline',
  timeout: 'timeout',
  unreachable: 'unreachable',
  'no-permission': 'noPermission',
  'server-error': 'serverError',
  'rate-limited': 'limit',
  'unexpected-answer': 'unexpected',
  ended: 'refused',
} as const satisfies Record<Exclude<Failure['kind'], 'refused'>, Case>;

const caseOf = (outcome: Unmade): Case => {
  if (outcome.outcome === 'bad-phone' || outcome.outcome === 'bad-field') return 'badPhone';
  if (outcome.outcome === 'refused-country') return 'refusedCountry';
  if (outcome.outcome === 'too-early') return outcome.mayExist ? 'tooEarlyUnsure' : 'tooEarly';
  const { failure } = outcome;
  return failure.kind === 'refused' ? (byStatus[failure.status] ?? 'refused') : byKind[failure.kind];
};

/** The page that helps, and the site whose name the sentences carry. */
function pageOf({ portal: { issuing } }: OutcomeContext, outcome: Unmade, which: Case) {
  const { registrationPage = null, formPage = null } = issuing ?? {};
  const use = outcome.outcome === 'refused-country' ? findEnvironment(outcome.use)?.keysPage : undefined;
  const page = { use: use ?? null, form: formPage, registration: registrationPage, none: null }[pages[which] ?? 'none'];
  const where = use ?? registrationPage;
  return { page, site: where === null ? '' : hostOf(where) };
}

/**
 * Why there is no new sandbox key, what that means, and what to do next.
 *
 * @param context translator, portal, environment and how to say a time
 * @param outcome what became of the request
 */
export function outcomeWords(context: OutcomeContext, outcome: Unmade): Notice {
  const { t, portal, environment, when } = context;
  const which = caseOf(outcome);
  const { page, site } = pageOf(context, outcome, which);
  const name = which === 'noPermission' ? hostOf(environment.baseUrl) : portal.name;
  const use = outcome.outcome === 'refused-country' ? environmentName(t, outcome.use) : '';
  const unsure = 'mayExist' in outcome && outcome.mayExist;
  const next = [t(`phone.${which}.next`, [name, site, use])];
  if ('again' in outcome) next.push(t('phone.again', [when(outcome.again)]));
  if (unsure) next.push(t('phone.comesBack'));
  return {
    title: t(`phone.${which}.title`, [name]),
    text: t(`phone.${which}.text`, [name, site]) + (unsure ? ` ${t('phone.mayExist')}` : ''),
    next: next.join(' '),
    said: 'failure' in outcome && 'said' in outcome.failure ? quote(t, outcome.failure.said, portal.name) : '',
    link: page === null ? null : linkTo(t, page),
  };
}

/**
 * @param outcome what became of the request
 * @returns whether the phone number itself is what has to be changed
 */
export const isPhoneAtFault = (outcome: Unmade): boolean =>
  ['badPhone', 'refusedCountry', 'invalid', 'notFound', 'several'].includes(caseOf(outcome));
