import { describe, expect, it } from 'vitest';
import { alarmWords, storedWords } from '../../../utils/i18n/troubles';
import { portals } from '../../../utils/portals';
import type { Alarm } from '../../../utils/popup/news';
import { english as t } from '../support/english';

const [portal] = portals;
if (!portal) throw new Error('There is a portal');

const alarms: readonly [Alarm, string][] = [
  [{ alarm: 'noAnswer' }, "The extension didn't answer"],
  [{ alarm: 'copyFailed' }, 'Nothing was copied'],
  [{ alarm: 'tokenGone' }, 'There is no token to copy'],
  [{ alarm: 'keyGone' }, "This key isn't there any more"],
  [{ alarm: 'pageSilent' }, "The page didn't answer"],
  [{ alarm: 'notAllowed', environment: 'production-ua' }, 'Key saved, but api.novaposhta.ua may not be called'],
  [{ alarm: 'notAllowedToken', environment: 'production-ua' }, 'api.novaposhta.ua may not be called'],
];

describe('alarmWords', () => {
  it.each(alarms)('%o is headed "%s", and says what to do', (alarm, title) => {
    const notice = alarmWords(t, alarm);
    expect(notice.title).toBe(title);
    expect(notice.next).not.toBe('');
  });
});

describe('storedWords', () => {
  const records = ['vault', 'tokens', 'settings', 'requests', 'other'] as const;
  const troubles = ['newer', 'unreadable', 'aside'] as const;
  it.each(records.flatMap((what) => troubles.map((trouble) => ({ what, trouble }))))(
    'says of $what that is $trouble what it means and what to do',
    (told) => {
      const { title, text, next } = storedWords(t, told, portal);
      expect(title).toMatch(/^The .+ (?:can't be read|were damaged)$|^A newer version wrote the .+$/);
      expect(text).not.toBe('');
      expect(next).not.toBe('');
    },
  );
});
