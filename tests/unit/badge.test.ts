import { describe, expect, it } from 'vitest';
import { badgeOf } from '../../utils/badge';
import { ENDLESS, type TokenState } from '../../utils/token-state';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NOW = Date.parse('2025-11-21T09:00:00Z');
const failure = { kind: 'timeout' } as const;

const badge = (state: TokenState, kind: 'sandbox' | 'production' = 'sandbox') => badgeOf(kind, state, NOW);
const ready = (left: number): TokenState => ({ state: 'ready', expiresAt: NOW + left });

const calm = badge({ state: 'none' }).colour;
const calmProduction = badge({ state: 'none' }, 'production').colour;
const amber = badge(ready(2 * MINUTE)).colour;
const red = badge(ready(1)).colour;

describe('a token with time left', () => {
  it.each([
    ['120:00', 120 * MINUTE, '119m', calm, MINUTE],
    ['60:00', 60 * MINUTE, '59m', calm, MINUTE],
    ['59:59', 60 * MINUTE - SECOND, '59m', calm, 59 * SECOND],
    ['59:00.001', 59 * MINUTE + 1, '59m', calm, 1],
    ['59:00', 59 * MINUTE, '58m', calm, MINUTE],
    ['5:00.001', 5 * MINUTE + 1, '5m', calm, 1],
    ['5:00', 5 * MINUTE, '4m', amber, MINUTE],
    ['1:00.001', MINUTE + 1, '1m', amber, 1],
    ['1:00', MINUTE, '<1m', red, MINUTE],
    ['0:00.001', 1, '<1m', red, 1],
    ['0:00', 0, '<1m', red, 0],
    ['less than nothing', -5, '<1m', red, -5],
  ])('%s', (_what, left, text, colour, changesIn) => {
    expect(badge(ready(left))).toEqual({ text, colour, changesAt: NOW + changesIn });
    expect(badge({ state: 'refreshing', expiresAt: NOW + left, since: 0 })).toEqual(badge(ready(left)));
  });

  it.each([
    ['3 hours', 3 * 60 * MINUTE, '2h', 60 * MINUTE],
    ['4 days', 4 * 24 * 60 * MINUTE, '95h', 60 * MINUTE],
    ['4 days and 5 hours', 101 * 60 * MINUTE, '4d', 60 * MINUTE],
    ['90 days', 90 * 24 * 60 * MINUTE, '89d', 24 * 60 * MINUTE],
    ['10 years', 3650 * 24 * 60 * MINUTE, '999d', 2651 * 24 * 60 * MINUTE],
  ])('%s: nothing is woken before the text changes', (_what, left, text, changesIn) => {
    expect(badge(ready(left))).toEqual({ text, colour: calm, changesAt: NOW + changesIn });
    expect(badgeOf('sandbox', ready(left), NOW + changesIn - 1).text).toBe(text);
    expect(badgeOf('sandbox', ready(left), NOW + changesIn).text).not.toBe(text);
  });

  it('without an end is a tick, which the clock never changes', () => {
    expect(badge({ state: 'ready', expiresAt: ENDLESS })).toEqual({ text: '✓', colour: calm, changesAt: null });
  });

  it('changes exactly when it says, from the first minute to the last', () => {
    let now = NOW;
    const seen: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      const { text, changesAt } = badgeOf('sandbox', ready(60 * MINUTE), now);
      seen.push(text);
      const next = changesAt ?? 0;
      expect(badgeOf('sandbox', ready(60 * MINUTE), next - 1).text).toBe(text);
      now = next;
    }
    expect(seen).toEqual([...Array.from({ length: 59 }, (_, n) => `${59 - n}m`), '<1m']);
    expect(now).toBe(NOW + 60 * MINUTE);
  });
});

describe('a token that', () => {
  it.each<[string, TokenState, string, string, number | null]>([
    ['needs a key first', { state: 'none' }, '', calm, null],
    ['is not there', { state: 'expired' }, '', calm, null],
    ['is on its way', { state: 'fetching', since: NOW }, '…', calm, null],
    ['was refused', { state: 'rejected', failure }, '!', red, null],
    [
      'cannot be had',
      { state: 'unavailable', failure, retryAt: NOW, mustWait: false, expiresAt: null },
      '!',
      amber,
      null,
    ],
    [
      'cannot be renewed',
      { state: 'unavailable', failure, retryAt: NOW, mustWait: false, expiresAt: NOW + 30 * MINUTE },
      '29m',
      calm,
      MINUTE,
    ],
  ])('%s', (_what, state, text, colour, changesIn) => {
    expect(badge(state)).toEqual({ text, colour, changesAt: changesIn === null ? null : NOW + changesIn });
  });
});

/** WCAG 2.2: relative luminance. */
const luminance = (colour: string) => {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\da-f]{2}/g) ?? []).map((hex) => {
    const c = Number.parseInt(hex, 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

describe('colours', () => {
  it('tell environment and need apart', () => {
    expect(new Set([calm, calmProduction, amber, red]).size).toBe(4);
    expect(badge(ready(30 * MINUTE), 'production').colour).toBe(calmProduction);
  });

  it.each([calm, calmProduction, amber, red])('%s carries white text', (colour) => {
    expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});
