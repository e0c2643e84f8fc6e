import type { Protection } from '../vault/at-rest';
import { type PassphraseProblem, SHORTEST_PASSPHRASE } from '../passphrase';
import { plural } from './plural';
import type { Translate } from './translate';

/** How keys are kept, in words. Pure. */

export interface ProtectionWords {
  readonly protection: Protection;
  readonly name: string;
  /** What it protects from, and what it doesn't. */
  readonly text: string;
}

/**
 * @param t the translator
 * @returns the protections in the order in which they are offered
 */
export const protectionChoices = (t: Translate): ProtectionWords[] => {
  const order: Protection[] = ['device', 'passphrase', 'session'];
  return order.map((protection) => ({
    protection,
    name: t(`protection.${protection}.name`),
    text: t(`protection.${protection}.text`),
  }));
};

/**
 * @param t the translator
 * @param problem why a passphrase that somebody chose isn't taken
 */
export const passphraseWords = (t: Translate, problem: PassphraseProblem): string =>
  problem === 'too-short' ? plural(t, 'protection.tooShort', SHORTEST_PASSPHRASE) : t('protection.notTheSame');
