import type { KeyProblem } from '../messaging/popup-protocol';
import type { Translate } from './translate';

const problemKeys = {
  empty: 'problem.empty',
  'has-spaces': 'problem.hasSpaces',
  'is-a-url': 'problem.isAUrl',
  'is-a-token': 'problem.isAToken',
  'too-long': 'problem.tooLong',
  'not-plain-text': 'problem.notPlainText',
  'already-saved': 'problem.alreadySaved',
} as const satisfies Record<KeyProblem, string>;

/**
 * @param t the translator
 * @param problem why a key isn't taken as it was entered
 * @returns what it is and what to do
 */
export const problemWords = (t: Translate, problem: KeyProblem): string => t(problemKeys[problem]);
