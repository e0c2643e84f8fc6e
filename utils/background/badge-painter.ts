import { ALARM_FLOOR_MS } from '../alarms';
import { badgeOf, type Badge, withoutCountdown } from '../badge';
import { detach } from '../log';
import { findEnvironment, type Environment } from '../portals';
import type { TokenState } from '../token-state';
import type { Pages } from '../tokens/pages';

/** One badge to paint: on a tab, or (`tabId` undefined) everywhere else. */
export interface Painting extends Pick<Badge, 'text' | 'colour'> {
  readonly tabId: number | undefined;
  readonly title: string;
}

export interface BadgePainterDependencies {
  /** Open docs pages. */
  readonly pages: () => Promise<Pages>;
  /** An environment's state now. */
  readonly stateOf: (environment: string) => Promise<TokenState>;
  /** Whether the badge counts down. */
  readonly counts: () => Promise<boolean>;
  /** The title in words, and whether it is only of today; `null`: no environment yet. */
  readonly titleOf: (
    environment: Environment | null,
    state: TokenState,
  ) => Promise<{ readonly title: string; readonly isOfToday: boolean }>;
  /** Puts a badge on the toolbar; a tab that is gone is no error. */
  readonly paint: (painting: Painting) => Promise<void>;
  /** Arms the badge's one alarm: see `armAlarm`. */
  readonly arm: (due: number | null) => Promise<void>;
  /** Calls back once after so many ms, unless the worker is stopped before. */
  readonly after: (ms: number, then: () => void) => void;
  /** ms since the epoch. */
  readonly now: () => number;
}

/**
 * Keeps the toolbar badge true, to the minute: on a docs tab its own environment, elsewhere the one last used.
 *
 * @param dependencies what to show, where to paint, clock and alarm
 * @returns `repaint`: to be called after each change and at the badge's alarm; calls that come while one is painted share the next
 */
export function createBadgePainter(dependencies: BadgePainterDependencies) {
  const { pages, stateOf, counts, titleOf, paint, arm, after, now } = dependencies;

  async function paintOne(tabId: number | undefined, environmentId: string | null): Promise<number | null> {
    const environment = (environmentId === null ? undefined : findEnvironment(environmentId)) ?? null;
    const state: TokenState = environment ? await stateOf(environment.id) : { state: 'none' };
    const whole = badgeOf(environment?.kind ?? 'sandbox', state, now());
    const { text, colour, changesAt } = (await counts()) ? whole : withoutCountdown(whole);
    const { title, isOfToday } = await titleOf(environment, state);
    await paint({ tabId, text, colour, title });
    return isOfToday ? Math.min(changesAt ?? Infinity, new Date(now()).setHours(24, 0, 0, 0)) : changesAt;
  }

  async function paintAll(): Promise<void> {
    const { tabs, last } = await pages();
    const places: [number | undefined, string | null][] = [[undefined, last]];
    for (const [tabId, environment] of Object.entries(tabs)) places.push([Number(tabId), environment]);
    const changes = (await Promise.all(places.map(([tabId, environment]) => paintOne(tabId, environment)))).filter(
      (at) => at !== null,
    );
    const due = changes.length > 0 ? Math.min(...changes) : null;
    await arm(due);
    if (due !== null && due < now() + ALARM_FLOOR_MS) after(due - now(), () => detach(repaint(), 'The badge'));
  }

  let painting: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  /** Whoever calls while one is being painted shares the next one, which begins after it. */
  const repaint = (): Promise<void> => {
    const begin = () => {
      next = null;
      return paintAll();
    };
    next ??= painting = painting.then(begin, begin);
    return next;
  };
  return { repaint };
}
