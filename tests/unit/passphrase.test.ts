import { expect, it } from 'vitest';
import { checkPassphrase } from '../../utils/passphrase';

it.each([
  ['', '', 'too-short'],
  ['elevenchars', 'elevenchars', 'too-short'],
  ['elevenchars', 'other', 'too-short'],
  ['🗝'.repeat(11), '🗝'.repeat(11), 'too-short'],
  ['e\u0301'.repeat(11), 'e\u0301'.repeat(11), 'too-short'],
  ['twelve chars', 'twelve chars', null],
  ['🗝'.repeat(12), '🗝'.repeat(12), null],
  ['пароль із слів', 'пароль із слів', null],
  ['twelve chars ', 'twelve chars', 'not-the-same'],
  ['twelve chars', 'Twelve chars', 'not-the-same'],
  ['twelve chars', '', 'not-the-same'],
  ['pass\u00e9 and more', 'passe\u0301 and more', null],
])('"%s", again "%s": %s', (text, again, problem) => {
  expect(checkPassphrase(text, again)).toBe(problem);
});
