import { expect, it } from 'vitest';
import { createPageWords, pageWords } from '../../../utils/i18n/page-words';
import { nameKeys } from '../../../utils/i18n/words';
import { novaPost } from '../../../utils/portals/novapost';
import { english, messages } from '../support/english';

it('sends every message that a docs page may need, and no other', () => {
  const needed = [
    'popup.language',
    ...[...messages.keys()].filter((key) => key.startsWith('pill.')),
    ...novaPost.environments.flatMap(nameKeys),
  ];
  const sent = pageWords(english, novaPost.environments)
    .split('\n')
    .map((line) => line.split('\t')[0]);
  expect(new Set(sent)).toEqual(new Set(needed));
  expect(sent).toHaveLength(needed.length);
});

it('puts the substitutions in where the page shows them', () => {
  const words = createPageWords(() => 'looked up');
  expect(words.t('pill.none', ['Sandbox'])).toBe('looked up');
  words.learn(pageWords(english, novaPost.environments));
  expect(words.t('pill.none', ['Sandbox'])).toBe('Sandbox has no key yet.');
  expect(words.t('badge.idle')).toBe('looked up');
});
