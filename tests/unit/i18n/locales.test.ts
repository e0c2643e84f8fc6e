import { describe, expect, it } from 'vitest';
import { languages } from '../../../utils/i18n/languages';
import { localeNames, readLocale } from '../support/locales';

/** The locale files, compared with the English one, which all are made from. */

const english = readLocale('en');

/** Opening and closing. CLDR's, but for Polish and the like, where it agrees with the printed norm. */
const quotes: Readonly<Record<string, readonly [string, string]>> = {
  en: ['“', '”'],
  uk: ['«', '»'],
  pl: ['„', '”'],
  de: ['„', '“'],
  es: ['«', '»'],
  it: ['«', '»'],
  cs: ['„', '“'],
  ro: ['„', '”'],
  lt: ['„', '“'],
  fr: ['«\u00A0', '\u00A0»'],
  hu: ['„', '”'],
};

/** Names, which may be the same in every language. */
const NAMES = /^copyAs\.shells\.|^environment\.\w+\.name$/;

const FORMS = ['one', 'few', 'many', 'other'] as const;
const stems = [...english.keys()].filter((key) => key.endsWith('.one')).map((key) => key.slice(0, -'.one'.length));

const placeholders = (message: string) => [...new Set(message.match(/\$\d/g))].toSorted();
/** Words of two letters or more, placeholders and names aside: what is left in a sentence. */
const wordCount = (message: string) =>
  message.replaceAll(/\$\d|Nova Post|JWT|API/g, '').match(/\p{L}{2,}/gu)?.length ?? 0;
/** What a sentence ends with; a heading or a button ends with none of these. */
const ending = (message: string) => /[.…:?!]?(?=[”“»"'\s]*$)/u.exec(message)?.[0] ?? '';
const count = (text: string, part: string) => text.split(part).length - 1;

it('each language that can be chosen has its file, and there is no other', () => {
  expect(localeNames.toSorted()).toEqual(Object.keys(languages).toSorted());
});

it.each(Object.entries(languages))('%s is called %s by its speakers', (language, name) => {
  const own = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? '';
  expect(name.toLocaleLowerCase(language)).toBe(own.toLocaleLowerCase(language));
  expect(name).toMatch(/^\p{Lu}/u);
});

it('a message with a count has all four forms, and says the count in each', () => {
  expect(stems.length).toBeGreaterThan(3);
  for (const stem of stems)
    for (const form of FORMS) expect(english.get(`${stem}.${form}`), `${stem}.${form}`).toContain('$1');
});

it('hu has no article before a name that is not known: it would be "a" or "az", by the name’s first sound', () => {
  // Only of the built-in portals, which say how they are called.
  const known = /^options\.|^portals\.text$|^welcome\.subtitle$/;
  const bad = [...readLocale('hu')].filter(([key, text]) => /(^|[ „])az? „?\$\d/i.test(text) && !known.test(key));
  expect(bad).toEqual([]);
});

describe.each(localeNames)('%s.yml', (name) => {
  const messages = readLocale(name);
  /** The keys of those that break a rule, so that a failure names all of them at once. */
  const wrong = (breaks: (message: string, key: string) => boolean) =>
    [...messages].filter(([key, message]) => breaks(message, key)).map(([key]) => key);
  const original = (key: string) => english.get(key) ?? '';

  it('has every message, in the order of the English file, and no other', () => {
    expect([...messages.keys()]).toEqual([...english.keys()]);
  });

  it('says which language it is, for screen readers, plurals and times', () => {
    expect(messages.get('popup.language')).toBe(name);
    expect(Intl.PluralRules.supportedLocalesOf(name)).toEqual([name]);
  });

  it('has the same placeholders in each message', () => {
    expect(wrong((message, key) => placeholders(message).join() !== placeholders(original(key)).join())).toEqual([]);
    // Anything else after a dollar sign means something to browsers.
    expect(wrong((message) => /\$(?!\d)|\$\d\d/.test(message))).toEqual([]);
  });

  it('has no empty message, and no space or line break that nobody sees', () => {
    expect(wrong((message) => message === '' || message !== message.trim() || /[\t\n\r]|  /.test(message))).toEqual([]);
  });

  it('ends each message as the English one ends', () => {
    expect(wrong((message, key) => ending(message) !== ending(original(key)))).toEqual([]);
  });

  it('quotes as the language does', () => {
    const [open, close] = quotes[name] ?? ['', ''];
    expect(open).not.toBe('');
    const others = ['"', '“', '”', '„', '‟', '«', '»', '‹', '›'].filter(
      (mark) => !open.includes(mark) && !close.includes(mark),
    );
    expect(wrong((message) => others.some((mark) => message.includes(mark)))).toEqual([]);
    expect(wrong((message) => open !== close && count(message, open.trim()) !== count(message, close.trim()))).toEqual(
      [],
    );
    expect(wrong((message) => /[«»]/.test(message) && count(message, open) !== count(message, open.trim()))).toEqual(
      [],
    );
    expect(wrong((message) => /[«»]/.test(message) && count(message, close) !== count(message, close.trim()))).toEqual(
      [],
    );
  });

  it('has each form that a count takes in the language, and says the same as "other" where it has none', () => {
    const own = new Intl.PluralRules(name).resolvedOptions().pluralCategories;
    const lacking = FORMS.filter((form) => !own.includes(form));
    const forms = stems.flatMap((stem) => lacking.map((form) => [`${stem}.${form}`, `${stem}.other`] as const));
    expect(forms.filter(([form, other]) => messages.get(form) !== messages.get(other))).toEqual([]);
  });

  it('is called and described within what the stores take', () => {
    expect(messages.get('extension.name')?.length).toBeLessThanOrEqual(45);
    expect(messages.get('extension.description')?.length).toBeLessThanOrEqual(132);
    expect(messages.get('extension.name')).toContain('Nova Post');
  });

  it('has apostrophes that are typeset, and spells out no ellipsis', () => {
    // The English file has both kinds of apostrophe.
    expect(wrong((message) => /\.{3}/.test(message) || (name !== 'en' && message.includes("'")))).toEqual([]);
  });

  it.runIf(name !== 'en')('has no sentence left in English', () => {
    const isLeft = (message: string, key: string) => message === original(key) && wordCount(message) > 1;
    expect(wrong((message, key) => isLeft(message, key) && !NAMES.test(key))).toEqual([]);
  });
});
