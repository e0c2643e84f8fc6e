import { signal } from '@preact/signals';
import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { Voice } from '../../../utils/i18n/news';
import { followLanguage } from '../../../utils/popup/voice';

const files: Record<string, Promise<unknown>> = {};
let isSilent: boolean;
let said: Voice[];
const speak = (voice: Voice) => void said.push(voice);
const titles = () => said.map(({ t }) => t('popup.title'));

beforeEach(() => {
  isSilent = false;
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((key: string) =>
    isSilent ? '' : key === 'popup_language' ? 'en' : `browser's ${key}`,
  );
  said = [];
  for (const language of ['uk', 'pl'])
    files[language] = Promise.resolve({
      popup_title: { message: language },
      popup_language: { message: language },
    });
  vi.stubGlobal('fetch', async (path: string) => ({ json: () => files[path.split('/')[2] ?? ''] }));
});

it("speaks the browser's language at once, in the times of its variety", () => {
  followLanguage(signal(null), 'en-GB', speak);
  expect(titles()).toEqual(["browser's popup_title"]);
  expect(said[0]?.time.clock(new Date(2025, 10, 21, 14, 32).getTime())).toBe('14:32');
});

it('speaks the chosen one as soon as it is there, and follows what is chosen next', async () => {
  const language = signal<string | null>('uk');
  followLanguage(language, 'en', speak);
  expect(said).toEqual([]);
  await vi.waitFor(() => expect(titles()).toEqual(['uk']));
  expect(said[0]?.time.date(new Date(2026, 6, 24).getTime())).toMatch(/^24 лип\. 2026/);
  language.value = 'pl';
  await vi.waitFor(() => expect(titles()).toEqual(['uk', 'pl']));
  language.value = null;
  expect(titles()).toEqual(['uk', 'pl', "browser's popup_title"]);
});

it('says nothing in a language that is not wanted any more when its words arrive', async () => {
  const late = Promise.withResolvers<unknown>();
  files.uk = late.promise;
  const language = signal<string | null>('uk');
  followLanguage(language, 'en', speak);
  language.value = 'pl';
  await vi.waitFor(() => expect(titles()).toEqual(['pl']));
  late.resolve({ popup_title: { message: 'late' } });
  await vi.dynamicImportSettled();
  expect(titles()).toEqual(['pl']);
});

it("speaks the browser's language from our own file where the browser has no words yet", async () => {
  isSilent = true;
  followLanguage(signal(null), 'uk-UA', speak);
  await vi.waitFor(() => expect(titles()).toEqual(['uk']));
});

it('is drawn even where there are no words at all', async () => {
  isSilent = true;
  followLanguage(signal(null), 'hr', speak);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  expect(said[0]?.time.clock(new Date(2025, 10, 21, 14, 32).getTime())).toBe('14:32');
});
