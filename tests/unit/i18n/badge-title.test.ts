import { describe, expect, it } from 'vitest';
import { badgeTitle, endingWords } from '../../../utils/i18n/badge-title';
import { clockTime } from '../../../utils/i18n/time';
import { environmentName } from '../../../utils/i18n/words';
import { environments } from '../../../utils/portals';
import { ENDLESS, type TokenState } from '../../../utils/token-state';
import { english as t } from '../support/english';

const END = Date.parse('2025-11-21T09:41:00Z');
const RETRY = Date.parse('2025-11-21T11:17:00Z');
const end = clockTime(END, 'en');
const retry = clockTime(RETRY, 'en');
const failure = { kind: 'timeout' } as const;
const unavailable = { state: 'unavailable', failure, retryAt: RETRY, mustWait: false } as const;

const states: [TokenState, string | null][] = [
  [{ state: 'none' }, null],
  [{ state: 'expired' }, null],
  [{ state: 'fetching', since: END }, null],
  [{ state: 'ready', expiresAt: END }, end],
  [{ state: 'refreshing', expiresAt: END, since: RETRY }, end],
  [{ state: 'rejected', failure }, null],
  [{ ...unavailable, expiresAt: null }, null],
  [{ state: 'rejected', failure: { kind: 'no-permission' } }, null],
  [{ ...unavailable, expiresAt: END }, end],
];

describe.each(environments.map((environment) => [environment.id, environment] as const))(
  'of %s',
  (_id, environment) => {
    it.each(states)('%j: names the environment and the time %s', (state, time) => {
      const title = badgeTitle(t, 'en', environment, state, END - 1);
      expect(title.startsWith(`${environmentName(t, environment.id)}: `)).toBe(true);
      expect(title).not.toMatch(/[$]\d|undefined/);
      for (const other of [end, retry]) expect(title.includes(other)).toBe(other === time);
    });

    it('says something else for each state', () => {
      expect(new Set(states.map(([state]) => badgeTitle(t, 'en', environment, state, END - 1))).size).toBe(
        states.length,
      );
    });
  },
);

it.each(['ready', 'refreshing'] as const)('of a token that ends days later says the day (%s)', (state) => {
  const [environment = null] = environments;
  const title = badgeTitle(t, 'en', environment, { state, expiresAt: END, since: 0 }, END - 3 * 86_400_000);
  expect(title).toContain('Nov 21, 2025');
});

it.each<TokenState>([
  { state: 'ready', expiresAt: ENDLESS },
  { state: 'refreshing', expiresAt: ENDLESS, since: 0 },
  { ...unavailable, expiresAt: ENDLESS },
])('of a token without an end names none: %j', (state) => {
  const [environment = null] = environments;
  expect(badgeTitle(t, 'en', environment, state, END)).toBe('Sandbox: authorized.');
});

it('of nothing yet', () => {
  expect(badgeTitle(t, 'en', null, { state: 'none' }, END)).toBe(t('badge.idle'));
});

it.each([
  ['Acme', 0, 'Key “Acme” ends today.'],
  ['Acme', 1, 'Key “Acme” ends tomorrow.'],
  ['Acme', 3, 'Key “Acme” ends in 3 days.'],
  ['', 7, 'A key for Production Ukraine ends in 7 days.'],
])('of a key labelled “%s” that ends %i days later', (label, days, words) => {
  const noon = new Date(2025, 9, 22, 12).getTime();
  // Across a change of the clocks, too.
  const validUntil = new Date(2025, 9, 22 + days, 23, 59).getTime();
  expect(endingWords(t, 'en', { label, environment: 'production-ua', validUntil }, noon)).toBe(words);
});
