import { describe, expect, it } from 'vitest';
import { alarmWords } from '../../../utils/i18n/alarm';
import { newsWords } from '../../../utils/i18n/news';
import { sourceWords } from '../../../utils/i18n/sources';
import { storedWords } from '../../../utils/i18n/stored';
import { environments, portals } from '../../../utils/portals';
import type { Alarm, News } from '../../../utils/popup/news';
import { createTimeWords } from '../../../utils/popup/time';
import { english as t } from '../support/english';

const [portal] = portals;
if (!portal) throw new Error('There is a portal');
const now = new Date(2025, 10, 21, 10, 0).getTime();
const voice = { t, time: createTimeWords(t, 'en-GB') };

const news: readonly [News, string][] = [
  [{ news: 'keySaved' }, 'Key saved.'],
  [{ news: 'keyRemoved' }, 'Key removed from this browser.'],
  [{ news: 'keyCopied' }, 'Key copied. It stays on the clipboard until you copy something else.'],
  [{ news: 'keyChosen', label: 'Shop' }, '“Shop” is now in use.'],
  [{ news: 'tokenCopied' }, 'Token copied. It stays on the clipboard until you copy something else.'],
  [{ news: 'clipboardEmptied' }, 'The 60 seconds are over. The clipboard is empty now.'],
  [{ news: 'tokenReady', expiresAt: now + 3_600_000 }, 'Token ready. Good until 11:00.'],
  [
    { news: 'tokenReady', expiresAt: now + 50 * 3_600_000 },
    `Token ready. Good until ${voice.time.moment(now + 50 * 3_600_000, now)}.`,
  ],
  [{ news: 'inUse' }, 'In use now.'],
  [{ news: 'keyMade', inUse: true }, 'Key made and in use.'],
  [{ news: 'keyMade', inUse: false }, "Key made. It isn't in use yet. To use it, choose it in the list."],
  [{ news: 'codeCopied', names: ['A', 'B'] }, 'Copied. It holds no secret: set A and B where it runs.'],
  [{ news: 'pageAuthorized', environment: 'production' }, 'The page is authorized for Production.'],
  [{ news: 'pageAsked' }, 'The page has been told. It shows there what comes of it.'],
  [{ news: 'locked' }, 'Keys locked. Tokens are gone until you unlock them.'],
  [{ news: 'pageReloading' }, 'The page is loading again.'],
  [{ news: 'pillShown' }, 'The control on the docs is back.'],
  [{ news: 'allowed' }, 'Allowed. Open docs pages go on by themselves.'],
  [
    { news: 'sandboxKeyMade', again: now + 86_400_000 },
    'Sandbox key made and in use. Next request for this number: tomorrow, 10:00.',
  ],
  [{ news: 'fills', environment: 'sandbox', on: true }, 'Docs pages set to Sandbox are now filled by themselves.'],
  [{ news: 'fills', environment: 'sandbox', on: false }, 'Docs pages set to Sandbox now wait for your click.'],
];

describe('newsWords', () => {
  it.each(news)('%o reads "%s"', (told, sentence) => expect(newsWords(voice, told, now)).toBe(sentence));
});

const alarms: readonly [Alarm, string][] = [
  [{ alarm: 'noAnswer' }, "The extension didn't answer"],
  [{ alarm: 'storageFull' }, 'The browser has no room left for this'],
  [{ alarm: 'copyFailed' }, 'Nothing was copied'],
  [{ alarm: 'tokenGone' }, 'There is no token to copy'],
  [{ alarm: 'tokenNoKey' }, 'There is no token to copy'],
  [{ alarm: 'tokenLocked' }, 'There is no token to copy'],
  [{ alarm: 'unwritable' }, "This can't be written for that shell"],
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
  const troubles = ['newer', 'unreadable', 'aside', 'lost'] as const;
  it.each(records.flatMap((what) => troubles.map((trouble) => ({ what, trouble }))))(
    'says of $what that is $trouble what it means and what to do',
    (told) => {
      const { title, text, next } = storedWords(t, told, portal);
      expect(title).toMatch(/^The .+ (?:can't be read|were damaged|are gone)$|^A newer version wrote the .+$/);
      expect(text).not.toBe('');
      expect(next).not.toBe('');
    },
  );
});

describe('sourceWords', () => {
  it.each(environments)('names the site where keys of $id come from', (environment) => {
    expect(sourceWords(t, environment, portal)).toMatch(/\b(?:my\.novapost\.com|new\.novaposhta\.ua)\b/);
  });

  it('has words for an environment that is added later', () => {
    const [first] = environments;
    if (!first) throw new Error('There are environments');
    const later = { ...first, id: 'later', keysPage: 'https://keys.example/' };
    expect(sourceWords(t, later, portal)).toBe('Keys are made at keys.example.');
  });
});
