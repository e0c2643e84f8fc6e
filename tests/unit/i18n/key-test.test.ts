import { expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { keyTestWords } from '../../../utils/i18n/key-test';
import { ofKind } from '../../../utils/i18n/of-kind';
import { environments, portalOf } from '../../../utils/portals';
import { createTimeWords } from '../../../utils/popup/time';
import { pasted } from '../popup/added-portals';
import { english as t } from '../support/english';

const [sandbox] = environments;
if (!sandbox) throw new Error('There is an environment');
const NOW = new Date(2026, 1, 3, 12).getTime();
const voice = { t, time: createTimeWords(t, 'en-GB') };
const words = (failure: Failure, retryAt: number | null = null) =>
  keyTestWords(voice, { result: 'failed', failure, retryAt }, sandbox, portalOf(sandbox.id), NOW);

const failures: Failure[] = [
  { kind: 'offline' },
  { kind: 'unreachable' },
  { kind: 'timeout' },
  { kind: 'server-error', status: 503, said: '' },
  { kind: 'rate-limited', said: '' },
  { kind: 'refused', status: 401, said: '' },
  { kind: 'refused', status: 404, said: '' },
  { kind: 'refused', status: 400, said: '' },
  { kind: 'unexpected-answer' },
  { kind: 'no-permission' },
];

it.each(failures)('%j: says what to do next here, and not with a token', (failure) => {
  expect(words(failure).next).not.toMatch(/get a token|Get token|^$/);
});

it.each(failures)('%j, of a token that was pasted: names what is there', (failure) => {
  const [environment] = pasted.environments;
  if (!environment) throw new Error('It has an environment');
  const tokens = { t: ofKind(t, 'bearer'), time: voice.time };
  const { next } = keyTestWords(tokens, { result: 'failed', failure, retryAt: null }, environment, pasted, NOW);
  expect(next).not.toMatch(/\bkey|^$/i);
  for (const [, button] of next.matchAll(/“(.+?)”/g)) expect(button).toBe(tokens.t('keyDetails.test'));
});

it('a pause that the API asked for is said with its time', () => {
  const { title, next } = words({ kind: 'rate-limited', said: '' }, NOW + 10 * 60_000);
  expect(title).toBe('Nova Post wants a pause');
  expect(next).toBe('Nova Post takes the next test at 12:10. Until then none is sent.');
});
