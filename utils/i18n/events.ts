import type { Happening } from '../events';
import { findEnvironment, portalOf } from '../portals';
import type { Program } from '../popup/lately';
import { failureWords } from './failures';
import type { Translate } from './translate';
import { environmentName } from './words';

/** What happened lately, in words. Pure. */

/**
 * @param language a BCP 47 tag
 * @returns `brief`: the clock with its seconds, and the date if it isn't today's; `whole`: always with the date. ms since the epoch
 */
export function createEventTimes(language: string) {
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const whole = (at: number): string => day.format(at);
  const isSameDay = (one: number, other: number) => new Date(one).toDateString() === new Date(other).toDateString();
  return { whole, brief: (at: number, now: number): string => (isSameDay(at, now) ? clock.format(at) : whole(at)) };
}

type EventTimes = ReturnType<typeof createEventTimes>;

export interface EventWords {
  /** Whose token it was; '' of what concerns all. */
  readonly environment: string;
  readonly what: string;
  /** Why, if there is a reason; a headline without a full stop. */
  readonly why: string;
}

/**
 * @param t the translator
 * @param event what happened
 */
export function eventWords(t: Translate, { what, environment, failure }: Happening): EventWords {
  const known = environment === null ? undefined : findEnvironment(environment);
  return {
    environment: environment === null ? '' : environmentName(t, environment),
    what: t(`events.what.${what}`),
    why: failure && known ? failureWords(t, failure, known, portalOf(known.id)).title : '',
  };
}

/** For whoever reads reports in another language. */
function codes({ what, environment, failure }: Happening): string {
  const status = failure && 'status' in failure ? failure.status : '';
  return [what, environment, failure?.kind, status].filter(Boolean).join(' ');
}

/**
 * @param t the translator
 * @param times how times are written
 * @param events what happened, in the order in which it is to be told
 * @param program what it happened in
 * @returns plain text, a line each, with nothing secret in it
 */
export function report(t: Translate, times: EventTimes, events: readonly Happening[], program: Program): string {
  const lines = events.map((event) => {
    const { environment, what, why } = eventWords(t, event);
    return `${[times.whole(event.at), environment, what, why].filter(Boolean).join(' · ')} [${codes(event)}]`;
  });
  const head = [`${t('extension.name')} ${program.version}`, program.browser].filter(Boolean);
  return `${[...head, '', ...lines].join('\n')}\n`;
}
