import { describe, expect, it } from 'vitest';
import { newsWords } from '../../../utils/i18n/news';
import type { News } from '../../../utils/popup/news';
import { createTimeWords } from '../../../utils/popup/time';
import { english as t } from '../support/english';

const now = new Date(2025, 10, 21, 10, 0).getTime();
const voice = { t, time: createTimeWords('en-GB') };

const news: readonly [News, string][] = [
  [{ news: 'keySaved' }, 'Key saved.'],
  [{ news: 'keyRemoved' }, 'Key removed from this browser.'],
  [{ news: 'keyCopied' }, 'Key copied. It stays on the clipboard until you copy something else.'],
  [{ news: 'keyChosen', label: 'Shop' }, '“Shop” is now in use.'],
  [{ news: 'tokenCopied' }, 'Token copied.'],
  [{ news: 'tokenReady', expiresAt: now + 3_600_000 }, 'Token ready. Good until 11:00.'],
  [{ news: 'pageAuthorized', environment: 'production' }, 'The page is authorized for Production.'],
  [{ news: 'pageAsked' }, 'The page has been told. It shows there what comes of it.'],
  [{ news: 'locked' }, 'Keys locked. Tokens are gone until you unlock them.'],
  [{ news: 'pageReloading' }, 'The page is loading again.'],
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
