import { expect, it, vi } from 'vitest';
import { createWords } from '../../../utils/background/words';
import type { Translate } from '../../../utils/i18n/translate';

const speaks =
  (language: string): Translate =>
  () =>
    language;

it("reads a language once, and another when another is chosen; the browser's needs no file", async () => {
  const wordsIn = vi.fn(async (language: string) => speaks(language));
  const words = createWords(speaks("browser's"), 'en-GB', wordsIn);
  const said = async (language: string | null) => (await words(language))('popup.title');

  expect(await said(null)).toBe("browser's");
  expect(wordsIn).not.toHaveBeenCalled();
  expect(await Promise.all([said('uk'), said('uk'), said('uk')])).toEqual(['uk', 'uk', 'uk']);
  expect(wordsIn).toHaveBeenCalledTimes(1);
  expect(await said('pl')).toBe('pl');
  expect(await said(null)).toBe("browser's");
  expect(wordsIn).toHaveBeenCalledTimes(2);
});

it("reads the browser's language from our own file as long as the browser has no words", async () => {
  let silent = true;
  const wordsIn = vi.fn(async (language: string) => speaks(language));
  const words = createWords(() => (silent ? '' : "browser's"), 'pl-PL', wordsIn);
  expect((await words(null))('popup.title')).toBe('pl-PL');
  expect((await words(null))('popup.title')).toBe('pl-PL');
  expect(wordsIn).toHaveBeenCalledTimes(1);
  silent = false;
  expect((await words(null))('popup.title')).toBe("browser's");
});
