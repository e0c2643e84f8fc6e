import type { Key, Keyring } from '../vault/keyring';
import { deriveKey, newDerivation, seal } from '../vault/seal';
import { FORMAT, LARGEST_FILE, placeOf, sizeOf, VERSION, type PlainFile, type SealedFile } from './format';

/** @throws RangeError rather than write a file that can't be read again */
function textOf(file: SealedFile | PlainFile): string {
  const text = `${JSON.stringify(file, null, 2)}\n`;
  if (sizeOf(text) > LARGEST_FILE) throw new RangeError('More keys than one file holds');
  return text;
}

/**
 * Keys with their secrets, sealed.
 *
 * @param keyring what goes into the file: all keys, or some
 * @param passphrase one that `checkPassphrase` has nothing against
 * @param now ms since the epoch
 * @param derive makes the key of the passphrase; takes a moment
 * @returns the file
 * @throws RangeError for more keys than one file holds
 */
export async function writeFile(
  { keys, active }: Keyring,
  passphrase: string,
  now: number,
  derive = deriveKey,
): Promise<string> {
  const derivation = newDerivation();
  const key = await derive(passphrase, derivation);
  const sealed = await seal(key, JSON.stringify({ keys, active }), placeOf(VERSION, now));
  return textOf({ format: FORMAT, version: VERSION, createdAt: now, derivation, sealed });
}

/**
 * Keys without their secrets, to hand on: nothing in it is secret, and anyone can read it.
 *
 * @param keys which ones
 * @param now ms since the epoch
 * @returns the file
 * @throws RangeError for more keys than one file holds
 */
export function writePlainFile(keys: readonly Key[], now: number): string {
  const secrets = keys.map(({ secret }) => secret);
  // People paste a key into any field.
  const withoutSecrets = (text: string) => (secrets.some((secret) => text.includes(secret)) ? '' : text);
  const entries = keys.map(({ environment, label, organization, validUntil, permissions }) => ({
    environment,
    label: withoutSecrets(label),
    organization: withoutSecrets(organization),
    validUntil,
    permissions: permissions.filter((text) => withoutSecrets(text) !== ''),
  }));
  return textOf({ format: FORMAT, version: VERSION, createdAt: now, entries });
}
