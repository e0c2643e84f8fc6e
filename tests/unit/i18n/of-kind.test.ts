import { expect, it } from 'vitest';
import { failureWords } from '../../../utils/i18n/failures';
import { ofKind } from '../../../utils/i18n/of-kind';
import { pasted, shelf } from '../popup/added-portals';
import { english, messages } from '../support/english';

/** The messages of a section that stand in place of others, by those. */
const replaced = (section: string) =>
  [...messages.keys()]
    .filter((key) => key.startsWith(`${section}.`))
    .map((key) => key.slice(section.length + 1))
    .filter((key) => messages.has(key));

const spoken = (kind: 'static' | 'bearer') => {
  const keys: string[] = [];
  const t = ofKind((key) => {
    keys.push(key);
    return '';
  }, kind);
  return { t, keys };
};

it('where keys are traded the words are the usual ones', () => {
  expect(ofKind(english, 'exchange')).toBe(english);
});

it.each(['static', 'bearer'] as const)(
  '%s: each message of its own, or of both, stands in place of the usual one',
  (kind) => {
    const own = replaced(kind);
    const both = replaced('sent');
    expect(own.length + both.length).toBeGreaterThan(30);
    const { t, keys } = spoken(kind);
    const say = (key: string) => Reflect.apply(t, undefined, [key]);
    for (const key of [...own, ...both]) say(key);
    expect(keys).toEqual([
      ...own.map((key) => `${kind}.${key}`),
      ...both.map((key) => (own.includes(key) ? `${kind}.${key}` : `sent.${key}`)),
    ]);
  },
);

it('has the same placeholders as the message whose place it takes', () => {
  const holes = (text = '') => [...new Set(text.match(/\$\d/g))].toSorted().join();
  for (const section of ['sent', 'static', 'bearer'])
    for (const key of replaced(section)) {
      const extra = holes(messages.get(`${section}.${key}`))
        .split(',')
        .filter((hole) => hole && !holes(messages.get(key)).includes(hole));
      expect(extra, `${section}.${key}`).toEqual([]);
    }
});

it('where a token is pasted, nothing is said of keys that failed', () => {
  const [only] = pasted.environments;
  if (!only) throw new Error('It has an environment');
  const t = ofKind(english, 'bearer');
  for (const failure of [
    { kind: 'refused', status: 401, said: '' },
    { kind: 'refused', status: 404, said: '' },
    { kind: 'ended' },
    { kind: 'server-error', status: 500, said: '' },
  ] as const) {
    const { title, text, next } = failureWords(t, failure, only, pasted);
    expect(`${title} ${text} ${next}`).not.toMatch(/\bkey|get a token/i);
  }
});

it('a token that has ended is told with the page where the next one is made', () => {
  const [only] = pasted.environments;
  if (!only) throw new Error('It has an environment');
  expect(failureWords(english, { kind: 'ended' }, only, pasted).link?.href).toBe('https://pasted.test/tokens');
});

it('without a page for keys there is no link', () => {
  const [, without] = shelf.environments;
  if (!without) throw new Error('It has two environments');
  expect(failureWords(english, { kind: 'refused', status: 401, said: '' }, without, shelf).link).toBeNull();
});

it('a token that was pasted and is copied from the list is called a token', () => {
  expect(ofKind(english, 'bearer')('news.keyCopied')).toBe(english('news.tokenCopied'));
  expect(ofKind(english, 'bearer')('news.keyCopiedHeld')).toBe(english('news.tokenCopiedHeld'));
  expect(ofKind(english, 'static')('news.keyCopied')).toBe(english('news.keyCopied'));
});
