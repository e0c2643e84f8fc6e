import type { FileProblem } from '../transfer/read';
import type { Translate } from './translate';
import type { Notice } from './words';

/** Export and import of keys in words. Pure. */

const problems = {
  'too-large': 'tooLarge',
  foreign: 'foreign',
  cut: 'cut',
  newer: 'newer',
  damaged: 'damaged',
  'wrong-passphrase': 'wrongPassphrase',
} as const satisfies Record<FileProblem, string>;

/**
 * @param t the translator
 * @param problem why a file gives no keys
 */
export const fileProblemWords = (t: Translate, problem: FileProblem): Notice => ({
  title: t(`transfer.${problems[problem]}.title`),
  text: t(`transfer.${problems[problem]}.text`),
  next: t(`transfer.${problems[problem]}.next`),
  said: '',
  link: null,
});
