import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { issuingWords } from '../../../utils/i18n/issuing';
import type { IssuingOutcome } from '../../../utils/messaging/popup-protocol';
import type { IssuingField, Portal } from '../../../utils/portals';
import { shelf } from '../popup/added-portals';
import { english as t } from '../support/english';

type Unmade = Exclude<IssuingOutcome, { outcome: 'made' }>;

const [live] = shelf.environments;
if (!live || !shelf.issuing) throw new Error('The portal makes keys');
const phone: IssuingField = {
  name: 'phone',
  in: 'json',
  label: 'Phone',
  rule: { is: 'phone', refusedPrefixes: [] },
};
const withPhone: Portal = { ...shelf, issuing: { ...shelf.issuing, fields: [...shelf.issuing.fields, phone] } };
const open: Portal = { ...shelf, issuing: { ...shelf.issuing, authorized: false } };

const words = (outcome: Unmade, portal: Portal = shelf) =>
  issuingWords({ t, portal, environment: live, when: () => 'tomorrow, 14:32' }, outcome);
const failed = (failure: Failure, fields: Record<string, string> = {}): Unmade => ({
  outcome: 'failed',
  failure,
  mayExist: !['refused', 'rate-limited'].includes(failure.kind),
  again: 1,
  fields,
});
const refused = (status: number, said = '') => ({ kind: 'refused', status, said }) as const;
const KEYS = 'https://app.shelf.test/keys';

describe('what is wrong with a field is said at the field', () => {
  it.each<[Unmade, string, RegExp]>([
    [{ outcome: 'bad-field', field: 'label', problem: 'empty' }, 'label', /^Nothing is entered here yet\. /],
    [{ outcome: 'bad-field', field: 'project', problem: 'too-long' }, 'project', /^This is longer than it may be\. /],
    [{ outcome: 'bad-phone' }, 'phone', /^This isn't a whole phone number\. /],
    [{ outcome: 'refused-country', use: 'sandbox' }, 'phone', /Sandbox/],
  ])('%o', (outcome, field, said) => {
    const { fields, notice } = words(outcome, withPhone);
    expect(Object.keys(fields)).toEqual([field]);
    expect(fields[field]).toMatch(said);
    expect(notice).toBeNull();
  });

  it('also what the API says of it; what it says of others stands with the whole', () => {
    const { fields, notice } = words(failed(refused(422), { label: 'Is taken', ttl: 'Is too short' }));
    expect(fields).toEqual({ label: 'Shelf says: “Is taken”' });
    expect(notice).toMatchObject({ title: "Shelf didn't take what you entered", said: 'Shelf says: “Is too short”' });
  });
});

const cases: readonly [Unmade, string, string | null, Portal?][] = [
  [{ outcome: 'too-early', mayExist: false, again: 1 }, 'This was asked for a short while ago', null],
  [{ outcome: 'too-early', mayExist: true, again: 1 }, 'The last request was never answered', KEYS],
  [{ outcome: 'not-sent', failure: { kind: 'offline' } }, 'You are offline', null],
  [{ outcome: 'not-sent', failure: { kind: 'no-permission' } }, 'api.shelf.test may not be called', null],
  [{ outcome: 'not-sent', failure: refused(401) }, "The key in use doesn't work now", null],
  [{ outcome: 'not-sent', failure: { kind: 'timeout' } }, "The key in use doesn't work now", null],
  [failed(refused(400)), "Shelf didn't take what you entered", null],
  [failed(refused(401)), 'Shelf refused the key in use', KEYS],
  [failed(refused(401)), "Shelf didn't take what you entered", null, open],
  [failed(refused(403)), 'The key in use may not make keys', KEYS],
  [failed(refused(404)), "Shelf doesn't know what you entered", null],
  [failed(refused(409)), 'Shelf has this already', null],
  [failed({ kind: 'rate-limited', said: '' }), 'Shelf wants a pause', null],
  [failed({ kind: 'server-error', status: 503, said: '' }), 'Shelf has trouble on its side', KEYS],
  [failed({ kind: 'timeout' }), 'Shelf took too long', KEYS],
  [failed({ kind: 'unreachable' }), 'The connection to Shelf broke', KEYS],
  [failed({ kind: 'unexpected-answer' }), 'The answer had no key in it', KEYS],
];

it.each(cases)('%j is headed “%s”', (outcome, title, page, portal = shelf) => {
  const { fields, notice } = words(outcome, portal);
  expect(fields).toEqual({});
  expect(notice?.title).toBe(title);
  expect(notice?.link?.href ?? null).toBe(page);
  expect(notice?.text).toMatch(/\.$/);
  expect(notice?.next).toMatch(/\.$/);
  const unsure = 'mayExist' in outcome && outcome.mayExist;
  expect(notice?.next.includes('may have been made all the same')).toBe(unsure);
});

it('the API’s own words are quoted', () => {
  expect(words(failed(refused(403, 'Admins only'))).notice?.said).toBe('Shelf says: “Admins only”');
});
