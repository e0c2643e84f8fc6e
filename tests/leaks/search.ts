import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { SecretKind, Sighting } from './rules.ts';

/** Looks for secrets in texts and files. */

export interface Secret {
  readonly kind: SecretKind;
  readonly environment: string;
  /** By its id; Nova Post without it. */
  readonly portal?: string;
  /** A key; of a token the signature, without which the rest is of no use. */
  readonly text: string;
}

/** What the portal has given out or knows. */
interface Known {
  readonly knownKeys: readonly { readonly environment: string; readonly key: string }[];
  readonly issuedTokens: readonly { readonly environment: string; readonly token: string }[];
  /** Those of other portals. */
  readonly otherSecrets?: readonly Secret[];
}

/** @returns everything of a test that must not leak */
export const secretsOf = ({ knownKeys, issuedTokens, otherSecrets = [] }: Known): Secret[] => [
  ...knownKeys.map(({ environment, key }): Secret => ({ kind: 'key', environment, text: key })),
  ...issuedTokens.map(({ environment, token }): Secret => ({
    kind: 'token',
    environment,
    text: token.slice(token.lastIndexOf('.') + 1),
  })),
  ...otherSecrets,
];

/** @returns what is told of a secret that was seen */
export const sightingOf = ({ kind, environment }: Secret, place: string): Sighting => ({ kind, environment, place });

/**
 * @param place what the sightings are called
 * @returns one sighting for each secret that is in the text
 */
export const seenInText = (place: string, text: string, secrets: readonly Secret[]): Sighting[] =>
  secrets.filter((secret) => text.includes(secret.text)).map((secret) => sightingOf(secret, place));

const PART = 16;

/**
 * Compressed tables may hold a text in pieces, so its parts are looked for; as they are, and as Chromium keeps wide text.
 */
const needlesOf = ({ text }: Secret): Buffer[] => {
  const count = Math.max(Math.floor(text.length / PART), 1);
  const parts = Array.from({ length: count }, (_, at) => text.slice(at * PART, (at + 1) * PART));
  return parts.flatMap((part) => [Buffer.from(part, 'utf8'), Buffer.from(part, 'utf16le')]);
};

const seenInBytes = (place: string, bytes: Buffer, secrets: readonly Secret[]): Sighting[] =>
  secrets
    .filter((secret) => needlesOf(secret).some((needle) => bytes.includes(needle)))
    .map((secret) => sightingOf(secret, place));

/**
 * @param place what the sightings are called
 * @param file one that isn't there has nothing in it
 * @returns one sighting for each secret in the file
 */
export async function seenInFile(place: string, file: string, secrets: readonly Secret[]): Promise<Sighting[]> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  return seenInBytes(place, bytes, secrets);
}

/**
 * @param place what the sightings' places begin with; the file's path within the folder follows
 * @param folder searched with all that is below it; one that isn't there has nothing in it
 * @returns one sighting for each secret in each file, and the number of files
 */
export async function seenInFiles(place: string, folder: string, secrets: readonly Secret[]) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sightings: Sighting[] = [];
  for (const file of files)
    sightings.push(...(await seenInFile(`${place}/${relative(folder, file).split(sep).join('/')}`, file, secrets)));
  return { sightings, files: files.length };
}
