import type { Derivation, Sealed } from './sealed';

/** Keys under a passphrase: PBKDF2-SHA256 makes a key of it, AES-256-GCM seals with that. WebCrypto does the work. */

/** What new passphrases get: above OWASP's 600,000 for PBKDF2-SHA256 (Password Storage Cheat Sheet), half a second here. */
export const ROUNDS = 1_000_000;
const SALT_BYTES = 16;
/** 96 bits, as NIST SP 800-38D (5.2.1.1) recommends for GCM. */
const IV_BYTES = 12;
const KEY_BITS = 256;

/** It doesn't open: another passphrase, another place, or changed since it was sealed. Which of them can't be told. */
export class NotOpenedError extends Error {
  override readonly name = 'NotOpenedError';
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** One character a byte; not by spreading, which overflows the stack of a long one. */
const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** @returns a new salt and today's number of rounds */
export const newDerivation = (): Derivation => ({
  salt: toBase64(crypto.getRandomValues(new Uint8Array(SALT_BYTES))),
  rounds: ROUNDS,
});

/**
 * @param passphrase as typed; brought to one form (NFKC), since keyboards write the same letter in several ways
 * @param derivation parsed by `derivationSchema`
 * @returns the key, base64: a `CryptoKey` doesn't survive `storage.session`
 */
export async function deriveKey(passphrase: string, { salt, rounds }: Derivation): Promise<string> {
  const material = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC')), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: fromBase64(salt), iterations: rounds };
  return toBase64(new Uint8Array(await crypto.subtle.deriveBits(algorithm, material, KEY_BITS)));
}

const cipher = (key: string, use: 'encrypt' | 'decrypt') =>
  crypto.subtle.importKey('raw', fromBase64(key), 'AES-GCM', false, [use]);

/**
 * @param key from `deriveKey`
 * @param text what to seal
 * @param place what it is and where it belongs: it opens only with the same
 */
export async function seal(key: string, text: string, place: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(place) };
  const data = await crypto.subtle.encrypt(algorithm, await cipher(key, 'encrypt'), utf8(text));
  return { iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
}

/**
 * @param key from `deriveKey`
 * @param sealed from `seal`, parsed by `sealedSchema`
 * @param place as it was sealed with
 * @returns the text
 * @throws NotOpenedError if it doesn't open
 */
export async function unseal(key: string, { iv, data }: Sealed, place: string): Promise<string> {
  try {
    const algorithm = { name: 'AES-GCM', iv: fromBase64(iv), additionalData: utf8(place) };
    const bytes = await crypto.subtle.decrypt(algorithm, await cipher(key, 'decrypt'), fromBase64(data));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new NotOpenedError("It can't be opened with this");
  }
}
