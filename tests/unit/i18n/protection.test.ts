import { expect, it } from 'vitest';
import { passphraseWords, protectionChoices } from '../../../utils/i18n/protection';
import { SHORTEST_PASSPHRASE } from '../../../utils/passphrase';
import { english as t } from '../support/english';

it('offers each protection, and says of each what it does and what may stay on the disk', () => {
  const choices = protectionChoices(t);
  expect(choices.map(({ protection }) => protection)).toEqual(['device', 'passphrase', 'session']);
  expect(new Set(choices.map(({ name }) => name)).size).toBe(3);
  for (const { text } of choices) expect(text).toMatch(/disk/);
});

it('says how long a passphrase must be, and which field to type again', () => {
  expect(passphraseWords(t, 'too-short')).toContain(`at least ${SHORTEST_PASSPHRASE} characters`);
  expect(passphraseWords(t, 'not-the-same')).toMatch(/aren't the same/);
});
