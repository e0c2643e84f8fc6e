import { describe, expect, it } from 'vitest';
import { clockTime, minutesAndSeconds, timeLanguage } from '../../../utils/i18n/time';

describe('a duration', () => {
  it.each([
    [-5, '00:00'],
    [0, '00:00'],
    [1, '00:01'],
    [1000, '00:01'],
    [1001, '00:02'],
    [59_000, '00:59'],
    [59_001, '01:00'],
    [60_000, '01:00'],
    [3_599_999, '60:00'],
    [7_200_000, '120:00'],
    [7_201_000, '2:00:01'],
    [199_993_000, '55:33:13'],
  ])('%i ms: %s', (ms, expected) => {
    expect(minutesAndSeconds(ms)).toBe(expected);
  });
});

it.each([
  ['en-GB', '14:32'],
  ['en', '2:32 PM'],
  ['uk', '14:32'],
])('a clock time is hours and minutes as people write them: %s', (language, words) => {
  const at = new Date(2025, 10, 21, 14, 32, 59);
  // Versions of ICU differ in which space they take.
  expect(clockTime(at.getTime(), language).replaceAll(/\s/gu, ' ')).toBe(words);
});

describe('timeLanguage', () => {
  it.each([
    ['en', 'en-GB', 'en-GB'],
    ['en', 'en', 'en'],
    ['en', 'uk', 'en'],
    ['uk', 'uk-UA', 'uk-UA'],
  ])('text in %s, browser in %s: %s', (text, browser, language) => {
    expect(timeLanguage(text, browser)).toBe(language);
  });
});
