import type { Failure } from '../failure';
import type { SandboxKeyOutcome } from '../messaging/popup-protocol';
import { findEnvironment, type Environment, type Portal } from '../portals';
import { environmentName, hostOf, linkTo, quote, type Notice, type Translate } from './words';

/** What became of a request for a sandbox key, in words. Pure. */

export interface OutcomeContext {
  readonly t: Translate;
  readonly portal: Portal;
  /** The environment that the key is for. */
  readonly environment: Environment;
  /** A time (ms since the epoch) as people read it: "tomorrow, 14:32". */
  readonly when: (at: number) => string;
}

type Unmade = Exclude<SandboxKeyOutcome, { outcome: 'made' }>;
type Sentences = Omit<Notice, 'link' | 'said'> & { readonly page?: string };

/** What nobody can know yet: whether a key was made, and when to ask again. */
const afterSending = ({ t, when }: OutcomeContext, mayExist: boolean, again: number): string => {
  const next = t('phone.again', [when(again)]);
  return mayExist ? `${next} ${t('phone.comesBack')}` : next;
};

/** Refusals, by status: the API documents 400, 404 and 409 for this call. */
function refused({ t, portal }: OutcomeContext, status: number): Sentences {
  const { registrationPage, formPage } = portal.issuing;
  const site = hostOf(registrationPage);
  const said = { page: registrationPage };
  if (status === 400 || status === 422) {
    const next = t('phone.invalid.next', [site]);
    return { title: t('phone.invalid.title', [portal.name]), text: t('phone.invalid.text'), next, ...said };
  }
  if (status === 404) {
    const text = t('phone.notFound.text', [site]);
    return { title: t('phone.notFound.title'), text, next: t('phone.notFound.next'), ...said };
  }
  if (status === 409) {
    const text = t('phone.several.text', [portal.name]);
    return { title: t('phone.several.title'), text, next: t('phone.several.next'), ...said };
  }
  const title = t('phone.refused.title', [portal.name]);
  return { title, text: t('phone.refused.text'), next: t('phone.refused.next'), page: formPage };
}

function failed(context: OutcomeContext, failure: Failure): Sentences {
  const { t, portal, environment } = context;
  const { formPage } = portal.issuing;
  switch (failure.kind) {
    case 'offline':
      return { title: t('phone.offline.title'), text: t('phone.offline.text'), next: t('phone.offline.next') };
    case 'no-permission': {
      const title = t('phone.noPermission.title', [hostOf(environment.baseUrl)]);
      return { title, text: t('phone.noPermission.text'), next: t('phone.noPermission.next') };
    }
    case 'refused':
      return refused(context, failure.status);
    case 'rate-limited': {
      const text = t('phone.limit.text', [portal.name]);
      return { title: t('phone.limit.title'), text, next: t('phone.limit.next') };
    }
    case 'server-error': {
      const title = t('phone.serverError.title', [portal.name]);
      return { title, text: t('phone.serverError.text'), next: '', page: formPage };
    }
    case 'timeout':
      return { title: t('phone.timeout.title', [portal.name]), text: t('phone.timeout.text'), next: '', page: formPage };
    case 'unreachable': {
      const title = t('phone.unreachable.title', [portal.name]);
      return { title, text: t('phone.unreachable.text'), next: '', page: formPage };
    }
    case 'unexpected-answer':
      return { title: t('phone.unexpected.title'), text: t('phone.unexpected.text'), next: '', page: formPage };
  }
}

function tooEarly(context: OutcomeContext, mayExist: boolean, again: number): Sentences {
  const { t, portal } = context;
  const next = afterSending(context, mayExist, again);
  return mayExist
    ? { title: t('phone.tooEarlyUnsure.title'), text: t('phone.tooEarlyUnsure.text'), next, page: portal.issuing.formPage }
    : { title: t('phone.tooEarly.title'), text: t('phone.tooEarly.text'), next };
}

function refusedCountry({ t }: OutcomeContext, use: string): Sentences {
  const page = findEnvironment(use)?.keysPage;
  const where = page === undefined ? '' : hostOf(page);
  const next = t('phone.refusedCountry.next', [where, environmentName(t, use)]);
  return {
    title: t('phone.refusedCountry.title'),
    text: t('phone.refusedCountry.text'),
    next,
    ...(page === undefined ? {} : { page }),
  };
}

function sentencesOf(context: OutcomeContext, outcome: Unmade): Sentences {
  const { t } = context;
  switch (outcome.outcome) {
    case 'bad-phone':
      return { title: t('phone.badPhone.title'), text: t('phone.badPhone.text'), next: t('phone.badPhone.next') };
    case 'refused-country':
      return refusedCountry(context, outcome.use);
    case 'too-early':
      return tooEarly(context, outcome.mayExist, outcome.again);
    case 'not-sent':
      return failed(context, outcome.failure);
    case 'failed': {
      const { title, text, next, ...page } = failed(context, outcome.failure);
      const after = afterSending(context, outcome.mayExist, outcome.again);
      const unsure = outcome.mayExist ? ` ${t('phone.mayExist')}` : '';
      return { title, text: text + unsure, next: next ? `${next} ${after}` : after, ...page };
    }
  }
}

/**
 * Why there is no new sandbox key, what that means, and what to do next.
 *
 * @param context translator, portal, environment and how to say a time
 * @param outcome what became of the request
 */
export function outcomeWords(context: OutcomeContext, outcome: Unmade): Notice {
  const { page, ...sentences } = sentencesOf(context, outcome);
  const said = 'failure' in outcome && 'said' in outcome.failure ? outcome.failure.said : '';
  return {
    ...sentences,
    said: quote(context.t, said, context.portal.name),
    link: page === undefined ? null : linkTo(context.t, page),
  };
}

/**
 * @param outcome what became of the request
 * @returns whether the phone number itself is what has to be changed
 */
export const isPhoneAtFault = (outcome: Unmade): boolean =>
  outcome.outcome === 'bad-phone' ||
  outcome.outcome === 'refused-country' ||
  (outcome.outcome === 'failed' && outcome.failure.kind === 'refused');
