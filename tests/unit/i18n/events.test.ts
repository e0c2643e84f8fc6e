import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../utils/events';
import { createEventTimes, eventWords, report } from '../../../utils/i18n/events';
import { english as t } from '../support/english';

const at = new Date(2026, 10, 21, 14, 32, 5).getTime();
const times = createEventTimes('en-GB');
const event = (part: Partial<Happening>): Happening => ({
  at,
  what: 'fetched',
  environment: 'sandbox',
  failure: null,
  ...part,
});

const all: readonly Happening['what'][] = [
  'fetched',
  'refreshed',
  'rejected',
  'unavailable',
  'refused',
  'applied',
  'cleared',
  'locked',
  'unlocked',
];

describe('eventWords', () => {
  it.each(all)('%s is told in a sentence', (what) =>
    expect(eventWords(t, event({ what })).what).toMatch(/^[A-Z].+\.$/),
  );

  it('tells why, and whose token it was', () => {
    const failure = { kind: 'refused', status: 401, said: '' } as const;
    expect(eventWords(t, event({ what: 'rejected', environment: 'production', failure }))).toEqual({
      environment: 'Production',
      what: "No token. It isn't tried again by itself.",
      why: 'Nova Post refused this key',
    });
  });

  it('of an environment that this version does not know, tells its name alone', () => {
    const words = eventWords(t, event({ environment: 'elsewhere', failure: { kind: 'offline' } }));
    expect(words).toMatchObject({ environment: 'elsewhere', why: '' });
  });
});

it('times have their seconds, and a date if it is another day', () => {
  expect(times.brief(at, at + 1000)).toBe('14:32:05');
  expect(times.brief(at, at + 86_400_000)).toBe('21 Nov 2026, 14:32:05');
});

it('a report has program, browser and a line each', () => {
  const failure = { kind: 'server-error', status: 503, said: '' } as const;
  const events = [
    event({ what: 'unavailable', failure }),
    event({ what: 'locked', environment: null }),
    event({ what: 'unavailable', failure: { kind: 'offline' } }),
  ];
  expect(report(t, times, events, { version: '1.2.3', browser: 'Chrome 156' })).toBe(
    [
      'Authorizer for Nova Post API docs 1.2.3',
      'Chrome 156',
      '',
      '21 Nov 2026, 14:32:05 · Sandbox · No new token. It is tried again later. · Nova Post has trouble on its side [unavailable sandbox server-error 503]',
      '21 Nov 2026, 14:32:05 · Keys locked. [locked]',
      '21 Nov 2026, 14:32:05 · Sandbox · No new token. It is tried again later. · You are offline [unavailable sandbox offline]',
      '',
    ].join('\n'),
  );
});
