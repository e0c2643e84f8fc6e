import type { MessageKey, Translate } from '../i18n/translate';
import { nameOf } from '../i18n/words';
import type { PagePortal } from '../portals';
import { schemeName } from '../portals/scheme';
import { ENDLESS } from '../token-state';
import type { PageTokenState } from '../messaging/page-token-state';
import type { PageState } from './page-state';

/** What the pill's one button does. */
export type PillAction = 'authorize' | 'open-popup' | 'reload';

/** What the pill shows. */
export interface PillModel {
  /** `data-state` of the host. */
  readonly state: PageState['state'];
  /** `data-environment` of the host; '' for none. */
  readonly environment: string;
  readonly kind: 'sandbox' | 'production' | 'none';
  /** How it looks: all is well, a click is wanted, being worked on, something is wrong. */
  readonly tone: 'good' | 'idle' | 'busy' | 'bad';
  readonly text: string;
  /** What the countdown runs to, ms since the epoch; `null` for none. */
  readonly until: number | null;
  /** What the countdown tells: the time left, or when the next try is. */
  readonly untilName: string;
  readonly button: { readonly action: PillAction; readonly label: string } | null;
}

type Look = Pick<PillModel, 'tone'> & {
  readonly text: MessageKey;
  readonly button?: readonly [PillAction, MessageKey];
};

const LOOKS: Record<PageState['state'], Look> = {
  'no-renderer': { tone: 'idle', text: 'pill.noRenderer' },
  'nothing-to-fill': { tone: 'idle', text: 'pill.nothingToFill', button: ['open-popup', 'pill.open'] },
  'unknown-server': { tone: 'bad', text: 'pill.unknownServer' },
  orphaned: { tone: 'bad', text: 'pill.orphaned', button: ['reload', 'pill.reload'] },
  none: { tone: 'idle', text: 'pill.none', button: ['open-popup', 'pill.addKey'] },
  locked: { tone: 'idle', text: 'pill.locked', button: ['open-popup', 'pill.unlock'] },
  expired: { tone: 'idle', text: 'pill.clickNeeded', button: ['authorize', 'pill.authorize'] },
  ready: { tone: 'idle', text: 'pill.clickNeeded', button: ['authorize', 'pill.authorize'] },
  refreshing: { tone: 'idle', text: 'pill.clickNeeded', button: ['authorize', 'pill.authorize'] },
  fetching: { tone: 'busy', text: 'pill.fetching' },
  authorized: { tone: 'good', text: 'pill.authorized' },
  'no-access': { tone: 'bad', text: 'pill.noAccess', button: ['open-popup', 'pill.open'] },
  typed: { tone: 'idle', text: 'pill.typed', button: ['authorize', 'pill.replace'] },
  'no-scheme': { tone: 'bad', text: 'pill.noScheme', button: ['open-popup', 'pill.open'] },
  'not-applied': { tone: 'bad', text: 'pill.notApplied', button: ['reload', 'pill.reload'] },
  'no-answer': { tone: 'bad', text: 'pill.noAnswer', button: ['authorize', 'pill.again'] },
  rejected: { tone: 'bad', text: 'pill.rejected', button: ['open-popup', 'pill.open'] },
  unavailable: { tone: 'bad', text: 'pill.unreachable', button: ['authorize', 'pill.again'] },
};

/** Why there is no token. */
const FAILURES: Record<Extract<PageTokenState, { why: string }>['why'], MessageKey> = {
  offline: 'pill.offline',
  unreachable: 'pill.unreachable',
  timeout: 'pill.timeout',
  'server-error': 'pill.serverError',
  'rate-limited': 'pill.mustWait',
  'unexpected-answer': 'pill.unexpected',
  refused: 'pill.rejected',
  'no-permission': 'pill.noPermission',
  ended: 'pill.ended',
};

function lookOf(state: PageState): Look {
  const look = LOOKS[state.state];
  if (state.state === 'authorized' && state.renewed) return { ...look, text: 'pill.renewed' };
  // Before a server is known there is nothing that a click could ask a token for.
  if (state.state === 'no-answer' && !('environment' in state)) return { ...look, button: ['reload', 'pill.reload'] };
  if (state.state !== 'unavailable' && state.state !== 'rejected') return look;
  const text = FAILURES[state.why];
  // An API that asks to wait is not asked again by a click either.
  return state.state === 'unavailable' && state.mustWait ? { tone: 'bad', text } : { ...look, text };
}

const untilOf = (state: PageState): number | null => {
  if (state.state === 'authorized') return state.expiresAt === ENDLESS ? null : state.expiresAt;
  return state.state === 'unavailable' ? state.retryAt : null;
};

/**
 * What the pill shows of a page.
 *
 * @param t the words
 * @param portal whose docs the page is of
 * @param page the page's state
 */
export function pillModel(
  t: Translate,
  portal: Pick<PagePortal, 'name' | 'scheme' | 'header'>,
  page: PageState,
): PillModel {
  const environment = 'environment' in page ? page.environment : null;
  const { tone, text, button } = lookOf(page);
  return {
    state: page.state,
    environment: environment?.id ?? '',
    kind: environment?.kind ?? 'none',
    tone,
    text: t(text, [environment ? nameOf(t, environment) : '', portal.name, schemeName(portal)]),
    until: untilOf(page),
    untilName: t(page.state === 'unavailable' ? 'pill.nextTry' : 'pill.timeLeft'),
    button: button ? { action: button[0], label: t(button[1]) } : null,
  };
}
