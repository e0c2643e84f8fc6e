import { describe, expect, it, vi } from 'vitest';
import { wordsIn } from '../../../utils/i18n/chosen';
import { parseMessages } from '../../../utils/i18n/messages';
import type { Translate } from '../../../utils/i18n/translate';

const browsers: Translate = (key, substitutions = []) =>
  key === 'popup.language' ? 'en' : `browser's ${key} ${substitutions.join()}`.trim();

const packaged = (file: unknown) => vi.fn(async (_path: string) => ({ json: async () => file }));

const words = (language: string, fetch: ReturnType<typeof packaged>) =>
  wordsIn(language, browsers, parseMessages, fetch);

const ukrainian = packaged({
  popup_title: { message: 'Авторизатор' },
  pill_none: { message: '$1: ще немає ключа.' },
  time_dayAndClock: { message: '$2 – $1 – $2' },
});

describe('the words of a chosen language', () => {
  it('come from its packaged file', async () => {
    const t = await words('uk', ukrainian);
    expect(ukrainian).toHaveBeenCalledExactlyOnceWith('/_locales/uk/messages.json');
    expect(t('popup.title')).toBe('Авторизатор');
  });

  it('have their substitutions where the language puts them', async () => {
    const t = await words('uk', ukrainian);
    expect(t('pill.none', ['Пісочниця'])).toBe('Пісочниця: ще немає ключа.');
    expect(t('time.dayAndClock', ['завтра', '14:32'])).toBe('14:32 – завтра – 14:32');
    // What somebody typed is no pattern.
    expect(t('pill.none', ['$1$&'])).toBe('$1$&: ще немає ключа.');
  });

  it("are the browser's, message by message, where the file has none", async () => {
    const t = await words('uk', ukrainian);
    expect(t('keys.created', ['x'])).toBe("browser's keys.created x");
  });

  it("are the browser's where it speaks that language, without any file", async () => {
    const fetch = packaged({ popup_title: { message: 'never' } });
    expect((await words('en', fetch))('popup.title')).toBe("browser's popup.title");
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each([
    ['no file', vi.fn(async () => Promise.reject(new TypeError('Failed to fetch')))],
    ['no JSON', vi.fn(async () => ({ json: () => Promise.reject(new SyntaxError('cut')) }))],
    ['something else', packaged(['x'])],
    ['a message that is none', packaged({ popup_title: 'x' })],
  ])("are the browser's with %s there", async (_what, fetch) => {
    const t = await wordsIn('uk', browsers, parseMessages, fetch);
    expect(t('popup.title')).toBe("browser's popup.title");
  });

  describe('while the browser has none', () => {
    const silent: Translate = () => '';

    it("are those of the browser's language, whatever its variety", async () => {
      const t = await wordsIn('uk-UA', silent, parseMessages, ukrainian);
      expect(t('popup.title')).toBe('Авторизатор');
    });

    it('are English for a language that nobody has translated', async () => {
      const fetch = vi.fn(async (path: string) => {
        if (!path.includes('/en/')) throw new TypeError('Failed to fetch');
        return { json: async () => ({ popup_title: { message: 'Authorizer' } }) };
      });
      expect((await wordsIn('sv-SE', silent, parseMessages, fetch))('popup.title')).toBe('Authorizer');
    });

    it('are none, and it ends, where there is no file at all', async () => {
      const fetch = vi.fn(async () => Promise.reject(new TypeError('Failed to fetch')));
      expect((await wordsIn('en', silent, parseMessages, fetch))('popup.title')).toBe('');
    });
  });
});
