import { describe, expect, it } from 'vitest';
import { tokenView } from '../../../utils/popup/token-view';
import type { Token, TokenRecord } from '../../../utils/tokens/record';
import { ENDLESS } from '../../../utils/token-state';
import { keyOf } from '../support/keys';

const NOW = 1_000_000_000;
const MINUTE = 60_000;
const key = keyOf('k');
const token = (leftMs: number) => ({
  id: 't',
  value: 'v',
  receivedAt: NOW + leftMs - 60 * MINUTE,
  expiresAt: NOW + leftMs,
});
const view = (record?: TokenRecord) => tokenView(key, record ? { k: record } : {}, NOW);
const failure = { kind: 'timeout' } as const;
const waiting = (retryInMs: number, mustWait: boolean, old: Token | null = null): TokenRecord => ({
  state: 'unavailable',
  token: old,
  failure,
  attempt: 1,
  retryAt: NOW + retryInMs,
  mustWait,
});

const refreshing = (ago: number) =>
  view({ state: 'refreshing', token: token(4 * MINUTE), since: NOW - ago, attempt: 1 });

describe('tokenView', () => {
  it('has nothing to show without a key', () => expect(tokenView(undefined, {}, NOW)).toEqual({ show: 'no-key' }));
  it('says so if the tokens cannot be read', () => expect(tokenView(key, null, NOW)).toEqual({ show: 'unknown' }));
  it('is empty for a key that never had one', () => expect(view()).toEqual({ show: 'empty' }));

  it('never shows more than the whole life of a token that came after the last tick', () => {
    expect(view({ state: 'ready', token: token(60 * MINUTE + 900) })).toMatchObject({ leftMs: 60 * MINUTE, share: 1 });
  });

  it.each<[number, string]>([
    [0, 'fetching'],
    [14_999, 'fetching'],
    [15_000, 'empty'],
  ])('shows an exchange that began %i ms ago as %s', (ago, show) => {
    expect(view({ state: 'fetching', since: NOW - ago, attempt: 1 }).show).toBe(show);
  });

  it.each<[number, string]>([
    [60 * MINUTE, 'calm'],
    [5 * MINUTE + 1, 'calm'],
    [5 * MINUTE, 'soon'],
    [MINUTE + 1, 'soon'],
    [MINUTE, 'last'],
    [1, 'last'],
  ])('with %i ms left is %s', (left, need) => {
    expect(view({ state: 'ready', token: token(left) })).toMatchObject({ show: 'live', leftMs: left, need });
  });

  it('has no end where the token has none', () => {
    const endless = { ...token(0), expiresAt: ENDLESS };
    expect(view({ state: 'ready', token: endless })).toMatchObject({ show: 'live', endless: true, need: 'calm' });
    expect(view({ state: 'ready', token: token(MINUTE) })).toMatchObject({ endless: false });
  });

  it('is empty the moment a token ends', () => {
    expect(view({ state: 'ready', token: token(0) })).toEqual({ show: 'empty' });
  });

  it('keeps the old token while a new one is fetched, and stops saying so when nobody fetches any more', () => {
    expect(refreshing(1000)).toMatchObject({ show: 'live', refreshing: true });
    expect(refreshing(16_000)).toMatchObject({ show: 'live', refreshing: false });
  });

  it('counts down to the next try, and lets a click come first unless the API asked to wait', () => {
    expect(view(waiting(5000, false))).toEqual({ show: 'failed', trouble: { failure, retryInMs: 5000, waits: false } });
    expect(view(waiting(5000, true))).toEqual({ show: 'failed', trouble: { failure, retryInMs: 5000, waits: true } });
    expect(view(waiting(0, true))).toEqual({ show: 'failed', trouble: { failure, retryInMs: null, waits: false } });
  });

  it('shows both the trouble and the old token that is still good', () => {
    expect(view(waiting(5000, false, token(9 * MINUTE)))).toMatchObject({ show: 'live', trouble: { failure } });
  });

  it('waits for the person after a refusal', () => {
    expect(view({ state: 'rejected', failure })).toEqual({
      show: 'failed',
      trouble: { failure, retryInMs: null, waits: false },
    });
  });
});
