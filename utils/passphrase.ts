/**
 * Characters. What a passphrase seals can be copied and then guessed at leisure: with our rounds a graphics card tries some 10,000 a
 * second, so eight letters would last months, and eight that people choose, hours. Twelve is what Bitwarden asks for, for the same
 * reason. No rule for capitals and digits: they make passphrases worse (NIST SP 800-63B-4, 3.1.1.2).
 */
export const SHORTEST_PASSPHRASE = 12;

export type PassphraseProblem = 'too-short' | 'not-the-same';

/**
 * Checks a passphrase that somebody chooses; one that opens something isn't checked.
 *
 * @param text as typed; spaces count, also at the ends
 * @param again as typed the second time
 * @returns why it isn't taken, or `null` if it is
 */
export function checkPassphrase(text: string, again: string): PassphraseProblem | null {
  // Composed, so that an accent isn't a letter of its own on some keyboards.
  if (Array.from(text.normalize('NFC')).length < SHORTEST_PASSPHRASE) return 'too-short';
  // The form that the key is made of: see `deriveKey`.
  return text.normalize('NFKC') === again.normalize('NFKC') ? null : 'not-the-same';
}
