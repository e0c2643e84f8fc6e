import type { Failure } from '../failure';
import type { Environment, IssuingField, Portal } from '../portals';
import type { Draft } from '../popup/drafts';
import type { Translate } from './translate';
import { environmentName, hostOf, linkTo, quote, type Notice } from './words';

/** What became of a request for a key of a portal that was added, in words. Pure. */

export interface IssuingContext {
  readonly t: Translate;
  readonly portal: Portal;
  /** The environment that the key is for. */
  readonly environment: Environment;
  /** A time (ms since the epoch) as people read it: "tomorrow, 14:32". */
  readonly when: (at: number) => string;
}

export interface IssuingWords {
  /** What is wrong with a field, by the field's name. */
  readonly fields: Readonly<Record<string, string>>;
  /** What is said of the whole; `null` where the fields say it all. */
  readonly notice: Notice | null;
}

type Unmade = NonNullable<Draft['outcome']>;
type Refused = 'invalid' | 'refusedKey' | 'mayNot' | 'notFound' | 'conflict';

/** 401 and 403 are about the key that the request carries, where it carries one. */
const byStatus: Readonly<Record<number, Refused>> = {
  401: 'refusedKey',
  403: 'mayNot',
  404: 'notFound',
  409: 'conflict',
};

/** Those after which nobody knows whether there is a key have one way to go on, and no `next` of their own. */
const unsure = {
  timeout: 'timeout',
  unreachable: 'unreachable',
  'server-error': 'serverError',
  'unexpected-answer': 'unexpected',
} as const;

const sure = {
  offline: 'offline',
  'no-permission': 'noPermission',
  'rate-limited': 'limit',
  ended: 'noToken',
} as const satisfies Partial<Record<Failure['kind'], string>>;

type Unsure = Extract<Failure, { kind: keyof typeof unsure }>;

const isUnsure = (failure: Failure): failure is Unsure => failure.kind in unsure;

function caseOf(failure: Exclude<Failure, Unsure>, { issuing }: Portal) {
  if (failure.kind !== 'refused') return sure[failure.kind];
  const which = byStatus[failure.status] ?? 'invalid';
  const isOfKey = which === 'refusedKey' || which === 'mayNot';
  return isOfKey && issuing?.authorized !== true ? 'invalid' : which;
}

/** What we found wrong, before anything was sent. */
function ownWords({ t, portal }: IssuingContext, outcome: Unmade): Readonly<Record<string, string>> | null {
  const isPhone = ({ rule }: IssuingField) => rule.is === 'phone';
  const atPhones = (words: string) =>
    Object.fromEntries((portal.issuing?.fields ?? []).filter(isPhone).map(({ name }) => [name, words]));
  switch (outcome.outcome) {
    case 'bad-field':
      return { [outcome.field]: t(outcome.problem === 'empty' ? 'issue.empty' : 'issue.tooLong') };
    case 'bad-phone':
      return atPhones(t('issue.badPhone'));
    case 'refused-country':
      return atPhones(t('issue.refusedCountry', [environmentName(t, outcome.use)]));
    case 'too-early':
    case 'not-sent':
    case 'failed':
      return null;
  }
}

function earlyNotice(
  { t, portal, environment, when }: IssuingContext,
  { mayExist, again }: Extract<Unmade, { outcome: 'too-early' }>,
): Notice {
  const which = mayExist ? 'tooEarlyUnsure' : 'tooEarly';
  const next = t(mayExist ? 'issue.mayExist' : 'issue.tooEarly.next');
  return {
    title: t(`issue.${which}.title`),
    text: t(`issue.${which}.text`, [portal.name]),
    next: `${next} ${t('issue.again', [when(again)])}`,
    said: '',
    link: mayExist && environment.keysPage !== null ? linkTo(t, environment.keysPage) : null,
  };
}

function failureNotice(context: IssuingContext, failure: Failure, wasSent: boolean, elsewhere: string): Notice {
  const { t, portal, environment } = context;
  const { keysPage } = environment;
  const page = keysPage === null ? null : linkTo(t, keysPage);
  const words = 'said' in failure && failure.said ? failure.said : elsewhere;
  const said = words && quote(t, words, portal.name);
  const isOurs = failure.kind === 'offline' || failure.kind === 'no-permission';
  if (!wasSent && !isOurs)
    return {
      title: t('issue.noToken.title'),
      text: t('issue.noToken.text'),
      next: t('issue.noToken.next'),
      said,
      link: null,
    };
  if (isUnsure(failure)) {
    const which = unsure[failure.kind];
    return {
      title: t(`issue.${which}.title`, [portal.name]),
      text: t(`issue.${which}.text`, [portal.name]),
      next: t('issue.mayExist'),
      said,
      link: page,
    };
  }
  const which = caseOf(failure, portal);
  const name = which === 'noPermission' ? hostOf(environment.baseUrl) : portal.name;
  return {
    title: t(`issue.${which}.title`, [name]),
    text: t(`issue.${which}.text`, [name]),
    next: t(`issue.${which}.next`),
    said,
    link: which === 'mayNot' || which === 'refusedKey' ? page : null,
  };
}

/**
 * Why there is no new key, what that means, and what to do next.
 *
 * @param context translator, portal, environment and how to say a time
 * @param outcome what became of the request
 */
export function issuingWords(context: IssuingContext, outcome: Unmade): IssuingWords {
  const own = ownWords(context, outcome);
  if (own) return { fields: own, notice: null };
  if (outcome.outcome === 'too-early') return { fields: {}, notice: earlyNotice(context, outcome) };
  if (outcome.outcome === 'not-sent') return { fields: {}, notice: failureNotice(context, outcome.failure, false, '') };
  if (outcome.outcome !== 'failed') return { fields: {}, notice: null };
  const { t, portal } = context;
  const known = new Set(portal.issuing?.fields.map(({ name }) => name));
  const all = Object.entries(outcome.fields).filter(([, said]) => said !== '');
  const [elsewhere = ''] = all.filter(([name]) => !known.has(name)).map(([, said]) => said);
  const fields = all.filter(([name]) => known.has(name)).map(([name, said]) => [name, quote(t, said, portal.name)]);
  return {
    fields: Object.fromEntries(fields),
    notice: failureNotice(context, outcome.failure, true, elsewhere),
  };
}
