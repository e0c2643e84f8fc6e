import * as z from '../schema';
import { findEnvironment } from '../portals';
import type { Key, Keyring } from '../vault/keyring';
import { checkSecret } from '../vault/keys';
import { deriveKey, unseal } from '../vault/seal';
import {
  contentSchema,
  FORMAT,
  LARGEST_FILE,
  placeOf,
  plainFileSchema,
  sealedFileSchema,
  sizeOf,
  VERSION,
  type Entry,
  type SealedFile,
} from './format';

/**
 * Why a file gives no keys. `foreign`: none of ours. `cut`: ours, and its end is missing. `damaged`: ours, whole, and not as we
 * write it. `wrong-passphrase`: or changed since it was sealed; AES-GCM can't tell.
 */
export type FileProblem = 'too-large' | 'foreign' | 'cut' | 'newer' | 'damaged' | 'wrong-passphrase';

/** `unknown`: how many were left out, because this version knows no such environment. */
export type ReadFile =
  | { readonly file: 'sealed'; readonly sealed: SealedFile }
  | { readonly file: 'plain'; readonly createdAt: number; readonly entries: readonly Entry[]; readonly unknown: number }
  | { readonly file: 'unreadable'; readonly problem: Exclude<FileProblem, 'wrong-passphrase'> };

/** `unknown` as above. `unusable`: how many were left out, because what they have for a secret is none. */
export type OpenedFile =
  | { readonly ok: true; readonly keyring: Keyring; readonly unknown: number; readonly unusable: number }
  | { readonly ok: false; readonly problem: 'wrong-passphrase' | 'damaged' };

const formatSchema = z.object({ format: z.literal(FORMAT) });
const versionSchema = z.object({
  version: z.number((version) => Number.isSafeInteger(version) && version >= 1),
});

/** @returns what the text says, or `undefined` if it is no JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How each file begins. */
const BEGINNING = JSON.stringify({ format: FORMAT }, null, 2).slice(0, -'\n}'.length);

/** What is wrong with a text that is no JSON. */
function problemOf(text: string): 'foreign' | 'cut' | 'damaged' {
  const isOurs = BEGINNING.startsWith(text) || (text.startsWith('{') && text.includes(JSON.stringify(FORMAT)));
  if (!isOurs) return 'foreign';
  return text.endsWith('\n}') ? 'damaged' : 'cut';
}

const isKnown = ({ environment }: { readonly environment: string }) => findEnvironment(environment) !== undefined;

const unreadable = (problem: Exclude<FileProblem, 'wrong-passphrase'>): ReadFile => ({ file: 'unreadable', problem });

/**
 * What a file is. Never throws.
 *
 * @param text the file; nobody has to read one to its end that is larger than `LARGEST_FILE`
 * @returns what it holds, or what is wrong with it
 */
export function readFile(text: string): ReadFile {
  if (sizeOf(text) > LARGEST_FILE) return unreadable('too-large');
  // Editors end a file in more lines, or begin it with a byte order mark: no JSON, but white space to `trim`.
  const trimmed = text.trim();
  const json = parseJson(trimmed);
  if (json === undefined) return unreadable(problemOf(trimmed));
  if (!z.safeParse(formatSchema, json).success) return unreadable('foreign');
  const versioned = z.safeParse(versionSchema, json);
  if (versioned.success && versioned.data.version > VERSION) return unreadable('newer');
  const sealed = z.safeParse(sealedFileSchema, json);
  if (sealed.success) return { file: 'sealed', sealed: sealed.data };
  const plain = z.safeParse(plainFileSchema, json);
  if (!plain.success) return unreadable('damaged');
  const entries = plain.data.entries.filter(isKnown);
  const unknown = plain.data.entries.length - entries.length;
  return { file: 'plain', createdAt: plain.data.createdAt, entries, unknown };
}

/** @returns the key with its secret as we save one, or nothing if it has none */
function usable(key: Key): Key[] {
  const checked = checkSecret(key.secret, key.environment);
  return 'problem' in checked ? [] : [{ ...key, secret: checked.secret }];
}

/**
 * Opens a sealed file.
 *
 * @param file from `readFile`
 * @param passphrase as typed
 * @param derive makes the key of the passphrase; takes a moment
 * @returns its keys, or why there are none
 */
export async function openFile(
  { version, createdAt, derivation, sealed }: SealedFile,
  passphrase: string,
  derive = deriveKey,
): Promise<OpenedFile> {
  const key = await derive(passphrase, derivation);
  // `unseal` rejects for one reason only.
  const text = await unseal(key, sealed, placeOf(version, createdAt)).catch(() => null);
  if (text === null) return { ok: false, problem: 'wrong-passphrase' };
  const content = z.safeParse(contentSchema, parseJson(text));
  if (!content.success) return { ok: false, problem: 'damaged' };
  const known = content.data.keys.filter(isKnown);
  const keys = known.flatMap(usable);
  return {
    ok: true,
    keyring: { keys, active: content.data.active },
    unknown: content.data.keys.length - known.length,
    unusable: known.length - keys.length,
  };
}
