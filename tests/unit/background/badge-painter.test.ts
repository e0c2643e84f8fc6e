import { beforeEach, describe, expect, it } from 'vitest';
import { armAlarm } from '../../../utils/alarms';
import { createBadgePainter, type Painting } from '../../../utils/background/badge-painter';
import type { TokenState } from '../../../utils/token-state';
import type { Pages } from '../../../utils/tokens/pages';
import { createAlarms } from '../support/alarms';
import { createClock, settle, type Clock } from '../support/clock';

const MINUTE = 60_000;

let clock: Clock;
let alarms: ReturnType<typeof createAlarms>;
let pages: Pages;
let counts: boolean;
let states: Record<string, TokenState>;
let painted: Painting[];
/** Holds back what is read of a state. */
let gate: Promise<void> | undefined;
/** Whether titles have to be made anew tomorrow. */
let isOfToday: boolean;
let painter: ReturnType<typeof createBadgePainter>;

beforeEach(() => {
  clock = createClock();
  alarms = createAlarms(clock, () => void painter.repaint());
  pages = { tabs: {}, last: null };
  counts = true;
  states = {};
  painted = [];
  gate = undefined;
  isOfToday = false;
  painter = createBadgePainter({
    pages: async () => pages,
    stateOf: async (id) => {
      const state = states[id] ?? { state: 'none' };
      await gate;
      return state;
    },
    counts: async () => counts,
    titleOf: async (environment, { state }) => ({ title: `${environment?.id ?? 'nothing'} ${state}`, isOfToday }),
    paint: async (painting) => void painted.push(painting),
    arm: (due) => armAlarm(alarms.port, 'badge', due, clock.now()),
    after: clock.after,
    now: clock.now,
  });
});

const ready = (left: number): TokenState => ({ state: 'ready', expiresAt: clock.now() + left });
/** The text at each place, as it is now. */
const texts = () => Object.fromEntries(painted.map(({ tabId, text }) => [tabId ?? 'elsewhere', text]));

it('is empty, with a title, before anything was used', async () => {
  await painter.repaint();
  expect(painted).toMatchObject([{ tabId: undefined, text: '', title: 'nothing none' }]);
  expect(alarms.names()).toEqual([]);
});

it('shows each docs tab its own environment, and the one last used elsewhere', async () => {
  pages = { tabs: { '7': 'sandbox', '8': 'production', '9': null }, last: 'production' };
  states = { sandbox: ready(30 * MINUTE), production: { state: 'rejected', failure: { kind: 'timeout' } } };
  await painter.repaint();
  expect(texts()).toEqual({ '7': '29m', '8': '!', '9': '', elsewhere: '!' });
  expect(painted.find(({ tabId }) => tabId === 9)?.title).toBe('nothing none');
  expect(painted.find(({ tabId }) => tabId === 7)?.title).toBe('sandbox ready');
});

it('shows nothing for an environment that no descriptor has any more', async () => {
  pages = { tabs: {}, last: 'gone' };
  await painter.repaint();
  expect(painted).toMatchObject([{ text: '', title: 'nothing none' }]);
});

it('is exact to the minute over a whole life, and then still', async () => {
  pages = { tabs: { '7': 'sandbox' }, last: 'production' };
  const end = clock.now() + 60 * MINUTE;
  const alive: TokenState = { state: 'ready', expiresAt: end };
  const other: TokenState = { state: 'ready', expiresAt: end - 20_000 };
  states = { sandbox: alive, production: other };
  await painter.repaint();
  for (let minute = 59; minute > 0; minute -= 1) {
    expect(texts()).toEqual({ '7': `${minute}m`, elsewhere: `${minute}m` });
    await clock.advance(MINUTE - 20_000);
    expect(texts()).toEqual({ '7': `${minute}m`, elsewhere: minute > 1 ? `${minute - 1}m` : '<1m' });
    await clock.advance(20_000);
  }
  expect(texts()).toEqual({ '7': '<1m', elsewhere: '<1m' });
  states = { sandbox: { state: 'expired' }, production: { state: 'expired' } };
  await clock.advance(MINUTE);
  expect(texts()).toEqual({ '7': '', elsewhere: '' });
  const before = painted.length;
  await clock.advance(10 * MINUTE);
  expect(painted.length).toBe(before);
  expect(alarms.names()).toEqual([]);
});

describe('calls that overlap', () => {
  it('are one after the other, so that the last one stands', async () => {
    pages = { tabs: {}, last: 'sandbox' };
    states = { sandbox: ready(30 * MINUTE) };
    const held = Promise.withResolvers<void>();
    gate = held.promise;
    const first = painter.repaint();
    await settle();
    gate = undefined;
    states = { sandbox: ready(20 * MINUTE) };
    const second = painter.repaint();
    await settle();
    held.resolve();
    await Promise.all([first, second]);
    expect(texts()).toEqual({ elsewhere: '19m' });
  });

  it('go on after one that failed', async () => {
    const good = pages;
    pages = { tabs: {}, last: 'sandbox' };
    gate = Promise.reject(new Error('no'));
    await expect(painter.repaint()).rejects.toThrow('no');
    gate = undefined;
    pages = good;
    await painter.repaint();
    expect(painted).toHaveLength(1);
  });
});

it('is painted anew after midnight where the title is of today, and before that where the time counts down', async () => {
  isOfToday = true;
  await painter.repaint();
  expect(new Date(alarms.at('badge') ?? 0).toTimeString()).toMatch(/^00:00:00/);
  const before = painted.length;
  await clock.advance(24 * 60 * MINUTE);
  expect(painted.length).toBe(before + 1);
  pages = { tabs: {}, last: 'sandbox' };
  states = { sandbox: ready(30 * MINUTE) };
  await painter.repaint();
  expect(alarms.at('badge')).toBe(clock.now() + MINUTE);
});

it('counts only for who wants it, and tells all the same that there is something to do', async () => {
  counts = false;
  pages = { tabs: { 1: 'sandbox', 2: 'production' }, last: null };
  states = { sandbox: ready(30 * MINUTE), production: { state: 'locked' } };
  await painter.repaint();
  expect(texts()).toEqual({ elsewhere: '', 1: '', 2: '!' });
  expect(painted.find(({ tabId }) => tabId === 1)?.title).toBe('sandbox ready');
  expect(alarms.names()).toEqual([]);
});
