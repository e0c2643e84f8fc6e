import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../utils/failure';
import { isPhoneAtFault, outcomeWords, type Unmade } from '../../../utils/i18n/outcomes';
import { environments, portalOf } from '../../../utils/portals';
import { english as t } from '../support/english';

const [sandbox] = environments;
if (!sandbox) throw new Error('The portal has environments');

const words = (outcome: Unmade) =>
  outcomeWords({ t, portal: portalOf(sandbox.id), environment: sandbox, when: () => 'tomorrow, 14:32' }, outcome);

const failed = (failure: Failure, mayExist = false): Unmade => ({
  outcome: 'failed',
  failure,
  mayExist,
  again: 1,
  fields: {},
});
const refused = (status: number): Unmade => failed({ kind: 'refused', status, said: '' });

const REGISTER = 'https://my.novapost.com/';
const FORM = 'https://api-portal-stage.novapost.com/en/test-api-keys';

/** Each outcome: its headline, the page that helps, whether the number is at fault. */
const outcomes: readonly [Unmade, string, string | null, boolean][] = [
  [{ outcome: 'bad-phone' }, "This isn't a whole phone number", null, true],
  [
    { outcome: 'refused-country', use: 'production-ua' },
    'There are no sandbox keys for numbers of this country',
    'https://new.novaposhta.ua/dashboard/settings/developers',
    true,
  ],
  [{ outcome: 'too-early', mayExist: false, again: 1 }, 'This number was used less than a day ago', null, false],
  [{ outcome: 'too-early', mayExist: true, again: 1 }, 'The last request was never answered', FORM, false],
  [{ outcome: 'not-sent', failure: { kind: 'offline' } }, 'You are offline', null, false],
  [{ outcome: 'not-sent', failure: { kind: 'no-permission' } }, 'api-stage.novapost.pl may not be called', null, false],
  [refused(400), "Nova Post didn't accept this number", REGISTER, true],
  [refused(422), "Nova Post didn't accept this number", REGISTER, true],
  [refused(404), 'No account has this number', REGISTER, true],
  [refused(409), 'Several accounts have this number', REGISTER, true],
  [refused(401), 'Nova Post refused the request', FORM, false],
  [failed({ kind: 'rate-limited', said: '' }), "Today's request is used up", null, false],
  [failed({ kind: 'server-error', status: 503, said: '' }, true), 'Nova Post has trouble on its side', FORM, false],
  [failed({ kind: 'timeout' }, true), 'Nova Post took too long', FORM, false],
  [failed({ kind: 'unreachable' }, true), 'The connection to Nova Post broke', FORM, false],
  [failed({ kind: 'unexpected-answer' }, true), "The answer wasn't a key", FORM, false],
];

describe('outcomeWords', () => {
  it.each(outcomes)('%o is headed "%s"', (outcome, title, page, atFault) => {
    const notice = words(outcome);
    expect(notice.title).toBe(title);
    expect(notice.link?.href ?? null).toBe(page);
    expect(isPhoneAtFault(outcome)).toBe(atFault);
    expect(notice.text).toMatch(/\.$/);
    expect(notice.next).toMatch(/\.$/);
    expect(notice.next.includes('tomorrow, 14:32')).toBe('again' in outcome);
    expect(`${notice.text} ${notice.next}`.includes('may have been made all the same')).toBe(
      'mayExist' in outcome && outcome.mayExist,
    );
  });

  it('leads from a Ukrainian number to a key that works for it', () => {
    expect(words({ outcome: 'refused-country', use: 'production-ua' }).next).toBe(
      'Make a key at new.novaposhta.ua, and add it under Production Ukraine.',
    );
  });

  it("quotes the API's own words", () => {
    const outcome = failed({ kind: 'refused', status: 404, said: 'Client not found' });
    expect(words(outcome).said).toBe('Nova Post says: “Client not found”');
  });
});
