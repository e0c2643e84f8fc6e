import { describe, expect, it } from 'vitest';
import { importProblemWords, lockAfterWords, optionsNewsWords } from '../../../utils/i18n/options';
import { LOCK_CHOICES } from '../../../utils/options/lock-choices';
import type { OptionsNews } from '../../../utils/options/news';
import { english as t } from '../support/english';

const protections = ['device', 'passphrase', 'session'] as const;

describe('optionsNewsWords', () => {
  it.each<OptionsNews['news']>([
    'locked',
    'unlocked',
    'keptAlready',
    'lockSet',
    'saved',
    'keysForgotten',
    'exported',
    'exportedPlain',
    'tooMany',
    'copySaved',
    'noCopy',
    'letGo',
    'nothingLeft',
  ])('has a sentence for %s', (news) => {
    // Those that have more to tell are below.
    expect(optionsNewsWords(t, { news } as OptionsNews).join(' ')).toMatch(/^[A-Z].+\.$/);
  });

  it.each(protections.flatMap((before) => protections.map((protection) => ({ before, protection }))))(
    'from $before to $protection: honest about what may stay on the disk',
    ({ before, protection }) => {
      const words = optionsNewsWords(t, { news: 'kept', before, protection }).join(' ');
      const leaves = protection !== 'device' && before !== 'session';
      expect(words.includes("this device's disk for a while")).toBe(leaves);
    },
  );

  it('counts what became of a file, and leaves out what there was none of', () => {
    const none = { news: 'imported', added: 2, known: 0, unknown: 0, unusable: 0 } as const;
    expect(optionsNewsWords(t, none)).toEqual(['2 keys added.']);
    expect(optionsNewsWords(t, { ...none, known: 1, unknown: 3, unusable: 4 })).toEqual([
      '2 keys added.',
      '1 was here already.',
      "3 are left out, because this version doesn't know their environments.",
      '4 are left out, because they are no keys.',
    ]);
  });
});

it('each time without use has words of its own', () => {
  const words = [...LOCK_CHOICES, null].map((minutes) => lockAfterWords(t, minutes));
  expect(words).toEqual(['1 minute', '5 minutes', '15 minutes', '1 hour', '4 hours', 'Never while the browser runs']);
});

it.each(['unreachable', 'foreign'] as const)(
  'a file that is %s: what happened, what it means, what to do',
  (problem) => {
    const { title, text, next } = importProblemWords(t, problem);
    for (const sentence of [title, text, next]) expect(sentence).not.toBe('');
  },
);
