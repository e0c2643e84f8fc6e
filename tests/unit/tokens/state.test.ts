import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { parse } from '../../../utils/schema';
import { tokenStateSchema } from '../../../utils/token-state';
import { tokenRecordSchema, type TokenRecord } from '../../../utils/tokens/record';
import {
  abandonFlight,
  begin,
  dropToken,
  dueAt,
  environmentState,
  fail,
  lapse,
  rest,
  stateOf,
  succeed,
  usableToken,
} from '../../../utils/tokens/state';
import { ENDLESS } from '../../../utils/token-state';
import { keyOf, keyringOf } from '../support/keys';
import { opened } from '../support/open-vault';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 10 * HOUR;
const failure: Failure = { kind: 'timeout' };
const good = { id: 'good', value: 'value-good', receivedAt: NOW, expiresAt: NOW + HOUR };
const over = { id: 'over', value: 'value-over', receivedAt: NOW - HOUR, expiresAt: NOW };
const unavailable = { state: 'unavailable', failure, attempt: 2, retryAt: NOW + MINUTE, mustWait: false } as const;

const records = {
  expired: { state: 'expired' },
  fetching: { state: 'fetching', since: NOW - 1, attempt: 2 },
  ready: { state: 'ready', token: good },
  readyOver: { state: 'ready', token: over },
  refreshing: { state: 'refreshing', token: good, since: NOW - 1, attempt: 1 },
  refreshingOver: { state: 'refreshing', token: over, since: NOW - 1, attempt: 1 },
  rejected: { state: 'rejected', failure },
  unavailable: { ...unavailable, token: null },
  unavailableGood: { ...unavailable, token: good },
  unavailableOver: { ...unavailable, token: over },
} satisfies Record<string, TokenRecord>;

type Name = keyof typeof records;

// One row a record: its usable token, what is left of it once the time of tokens is looked at, without its token,
// without its exchange, what an exchange makes of it, what people see. A cell with a name is that record, unchanged where it is the row's own.
const rows: [Name, string | null, Name | TokenRecord, Name | TokenRecord, Name | TokenRecord, string, string][] = [
  ['expired', null, 'expired', 'expired', 'expired', 'fetching 1', 'expired'],
  ['fetching', null, 'fetching', 'fetching', 'expired', 'fetching 1', 'fetching'],
  ['ready', 'good', 'ready', 'expired', 'ready', 'refreshing 1', 'ready'],
  ['readyOver', null, 'expired', 'expired', 'readyOver', 'fetching 1', 'expired'],
  ['refreshing', 'good', 'refreshing', { ...records.fetching, attempt: 1 }, 'ready', 'refreshing 1', 'refreshing'],
  [
    'refreshingOver',
    null,
    { ...records.fetching, attempt: 1 },
    { ...records.fetching, attempt: 1 },
    'readyOver',
    'fetching 1',
    'fetching',
  ],
  ['rejected', null, 'rejected', 'rejected', 'rejected', 'fetching 1', 'rejected'],
  ['unavailable', null, 'unavailable', 'unavailable', 'unavailable', 'fetching 3', 'unavailable'],
  ['unavailableGood', 'good', 'unavailableGood', 'unavailable', 'unavailableGood', 'refreshing 3', 'unavailable'],
  ['unavailableOver', null, 'unavailable', 'unavailable', 'unavailableOver', 'fetching 3', 'unavailable'],
];

describe.each(rows)('a record that is %s', (name, token, lapsed, dropped, abandoned, begun, shown) => {
  const record: TokenRecord = records[name];
  const same = (actual: TokenRecord, expected: Name | TokenRecord) => {
    expect(actual).toEqual(typeof expected === 'string' ? records[expected] : expected);
    if (expected === name) expect(actual).toBe(record);
  };

  it('fits its schema', () => expect(parse(tokenRecordSchema, record)).toEqual(record));
  it('gives its usable token', () => expect(usableToken(record, NOW)?.id ?? null).toBe(token));
  it('lapses', () => same(lapse(record, NOW), lapsed));
  it('loses its token', () => same(dropToken(record), dropped));
  it('loses its exchange', () => same(abandonFlight(record), abandoned));
  it('begins an exchange', () => {
    const next = begin(record, NOW);
    expect(`${next.state} ${'attempt' in next ? next.attempt : ''}`).toBe(begun);
    expect(next).toMatchObject({ since: NOW });
    expect(usableToken(next, NOW)?.id ?? null).toBe(token);
  });
  it('is shown without its token', () => {
    const state = stateOf(record, NOW);
    expect(state.state).toBe(shown);
    expect(parse(tokenStateSchema, state)).toEqual(state);
    expect(JSON.stringify(state)).not.toContain('value-');
    if ('expiresAt' in state) expect(state.expiresAt).toBe(token === null ? null : good.expiresAt);
  });
  it('makes way for a success', () => expect(succeed(good)).toEqual({ state: 'ready', token: good }));
  it('is rejected for good, without its token', () => {
    expect(fail(record, failure, null)).toEqual({ state: 'rejected', failure });
  });
  it('is unavailable after a failure, and keeps a token that it has', () => {
    const next = fail(lapse(record, NOW), failure, { retryAt: NOW + 5, mustWait: true });
    expect(next).toMatchObject({ state: 'unavailable', failure, retryAt: NOW + 5, mustWait: true });
    expect(usableToken(next, NOW)?.id ?? null).toBe(token);
  });
});

it('a key that never had a token is as one whose token is over', () => {
  expect(lapse(undefined, NOW)).toEqual({ state: 'expired' });
  expect(stateOf(undefined, NOW)).toEqual({ state: 'expired' });
  expect(usableToken(undefined, NOW)).toBeNull();
});

describe('when something is to be done', () => {
  const late = { ...records.unavailable, retryAt: NOW - 1 };
  const tired = { ...late, attempt: 4 };
  it.each<[string, TokenRecord, boolean, number | null]>([
    ['nothing', records.expired, true, null],
    ['a look after an exchange under way', records.fetching, true, records.fetching.since + 30_000],
    ['a look after a refresh under way', records.refreshing, true, records.refreshing.since + 30_000],
    ['the person must act', records.rejected, true, null],
    ['the refresh', records.ready, false, good.expiresAt - 5 * MINUTE],
    ['the refresh', records.ready, true, good.expiresAt - 5 * MINUTE],
    [
      'the end, after the refresh point',
      { state: 'ready', token: { ...good, expiresAt: NOW + 4 * MINUTE, receivedAt: NOW - 56 * MINUTE } },
      false,
      NOW + 4 * MINUTE,
    ],
    [
      'a late refresh that is wanted',
      { state: 'ready', token: { ...good, expiresAt: NOW + 4 * MINUTE, receivedAt: NOW - 56 * MINUTE } },
      true,
      NOW - MINUTE,
    ],
    ['a try', records.unavailable, false, NOW + MINUTE],
    ['a late quick try', late, false, NOW - 1],
    ['a late try that is wanted', tired, true, NOW - 1],
    ['a late try that nobody wants', tired, false, null],
    ['the end of the old token, and no try', { ...tired, token: good }, false, good.expiresAt],
    ['a try before the end of the old token', records.unavailableGood, false, NOW + MINUTE],
    [
      'the end of the old token before a try',
      { ...records.unavailableGood, retryAt: NOW + 2 * HOUR },
      false,
      good.expiresAt,
    ],
  ])('%s', (_what, record, wanted, expected) => {
    expect(dueAt(record, NOW, wanted)).toBe(expected);
  });

  it('is never of a token without an end that can’t be asked about any more', () => {
    const token = { id: 't', value: 'v', receivedAt: NOW, expiresAt: ENDLESS };
    const record = { ...records.unavailable, token, attempt: 9, retryAt: NOW - 1 };
    expect(dueAt(record, NOW, false)).toBeNull();
    expect(dueAt({ ...record, retryAt: NOW + 1 }, NOW, false)).toBe(NOW + 1);
  });
});

describe('a wait', () => {
  const asked = { ...records.unavailable, mustWait: true };
  it.each<[string, TokenRecord, { readonly mustWait: false; readonly retryAt: number } | null]>([
    ['of our own', { ...asked, mustWait: false, retryAt: NOW }, null],
    ['that is not over', asked, null],
    ['that is over, after a quick try', { ...asked, retryAt: NOW }, { mustWait: false, retryAt: NOW }],
    [
      'that is over, after many',
      { ...asked, attempt: 4, retryAt: NOW - 1 },
      { mustWait: false, retryAt: NOW + 5 * MINUTE },
    ],
    ['of nobody', records.ready, null],
  ])('%s ends', (_what, record, change) => {
    if (change) expect(rest(record, NOW)).toEqual({ ...record, ...change });
    else expect(rest(record, NOW)).toBe(record);
  });

  it.each([
    [HOUR, true],
    [HOUR + MINUTE, true],
    [HOUR + MINUTE + 1, false],
    [4 * HOUR, false],
  ])('that lasts %i ms more is believed: %s', (ms, believed) => {
    const record: TokenRecord = { ...asked, retryAt: NOW + ms };
    if (believed) expect(lapse(record, NOW)).toBe(record);
    else expect(lapse(record, NOW)).toEqual({ ...record, retryAt: NOW, mustWait: false });
  });
});

it.each([
  ['no key', keyringOf(), 'none'],
  ['a key of another environment', keyringOf(keyOf('k1', { environment: 'production' })), 'none'],
  ['a key without a token', keyringOf(keyOf('k2')), 'expired'],
  ['a key with a token', keyringOf(keyOf('k1')), 'ready'],
  ['a key with a token that is not the active one', keyringOf(keyOf('k1'), keyOf('k2')), 'expired'],
])('an environment with %s is %s', (_what, keyring, state) => {
  expect(environmentState(opened(keyring), { k1: records.ready }, 'sandbox', NOW).state).toBe(state);
});

it.each([
  ['sandbox', 'locked'],
  ['production', 'none'],
])('while the keys are locked, %s is %s', (environment, state) => {
  const locked = { vault: 'locked', environments: ['sandbox'] } as const;
  expect(environmentState(locked, { k1: records.ready }, environment, NOW).state).toBe(state);
});
