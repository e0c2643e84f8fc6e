import { ENDLESS, type TokenState } from './token-state';

const MINUTE_MS = 60_000;
const SOON_MS = 5 * MINUTE_MS;

/** White text on each of them has a contrast of at least 4.5:1. */
const COLOURS = {
  sandbox: '#0f766e',
  production: '#5b21b6',
  soon: '#b45309',
  alarming: '#b91c1c',
} as const;

export interface Badge {
  /** '' for none. */
  readonly text: string;
  readonly colour: string;
  /** When the badge is out of date by the clock alone, ms since the epoch; `null` for never. */
  readonly changesAt: number | null;
}

/** One that the clock alone doesn't change. */
const still = (text: string, colour: string): Badge => ({ text, colour, changesAt: null });

/** Whole minutes that are left, so that they change exactly at full minutes before the end: 60:00 and 59:01 are 59. */
const minutesLeft = (expiresAt: number, now: number): number =>
  Math.max(Math.ceil((expiresAt - now) / MINUTE_MS) - 1, 0);

const FIRST_DAYS = 100 * 60;

/** Four characters are all that fits. A pasted token may be good for days. @returns the text, and the fewest minutes that have it */
function unitsOf(minutes: number): readonly [text: string, atLeast: number] {
  if (minutes < 120) return [minutes > 0 ? `${minutes}m` : '<1m', minutes];
  if (minutes < FIRST_DAYS) return [`${Math.floor(minutes / 60)}h`, minutes - (minutes % 60)];
  const days = Math.min(Math.floor(minutes / 1440), 999);
  return [`${days}d`, Math.max(days * 1440, FIRST_DAYS)];
}

function countdown(kind: 'sandbox' | 'production', expiresAt: number, now: number): Badge {
  if (expiresAt === ENDLESS) return still('✓', COLOURS[kind]);
  const minutes = minutesLeft(expiresAt, now);
  const left = expiresAt - now;
  const [text, atLeast] = unitsOf(minutes);
  return {
    text,
    colour: minutes === 0 ? COLOURS.alarming : left <= SOON_MS ? COLOURS.soon : COLOURS[kind],
    changesAt: expiresAt - atLeast * MINUTE_MS,
  };
}

/**
 * The toolbar badge of an environment: minutes left of its token (`✓` where it has no end; hours and days from two hours on), `!` when nothing can be had, nothing without a key. Colour tells
 * the environment, and how urgent it is (amber under 5 min, red under 1 min and when the person must act).
 *
 * @param kind the environment's kind
 * @param state its token's state
 * @param now ms since the epoch
 */
export function badgeOf(kind: 'sandbox' | 'production', state: TokenState, now: number): Badge {
  switch (state.state) {
    case 'none':
    case 'expired':
      return still('', COLOURS[kind]);
    case 'fetching':
      return still('…', COLOURS[kind]);
    case 'ready':
    case 'refreshing':
      return countdown(kind, state.expiresAt, now);
    case 'unavailable':
      return state.expiresAt === null ? still('!', COLOURS.soon) : countdown(kind, state.expiresAt, now);
    case 'locked':
      return still('!', COLOURS.soon);
    case 'rejected':
      return still('!', COLOURS.alarming);
  }
}

/**
 * The badge for who doesn't want it to count: nothing but `!`. That one stays, since it says that nothing works until the person acts, which
 * whoever wants peace and quiet would otherwise learn from a call that fails.
 *
 * @param badge as it would be
 */
export const withoutCountdown = (badge: Badge): Badge =>
  badge.text === '!' ? badge : { ...badge, text: '', changesAt: null };
