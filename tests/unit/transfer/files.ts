import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { openFile, readFile, type OpenedFile, type ReadFile } from '../../../utils/transfer/read';
import { environments } from '../../../utils/portals';
import type { Key, Keyring } from '../../../utils/vault/keyring';
import type { deriveKey } from '../../../utils/vault/seal';

export const NOW = Date.UTC(2026, 5, 1);
export const PASSPHRASE = 'four words and more';

/** Depends on everything that the real one depends on, in no time: for what needs no passphrase that is hard to guess. */
export const quickly: typeof deriveKey = async (passphrase, { salt, rounds }) => {
  const parts = [passphrase.normalize('NFKC'), Buffer.from(salt, 'base64').toString('hex'), String(rounds)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
};

/** @returns the file's keys, or why it gives none; a file without secrets has none to give */
export async function openText(text: string, passphrase = PASSPHRASE): Promise<OpenedFile | ReadFile> {
  const file = readFile(text);
  return file.file === 'sealed' ? openFile(file.sealed, passphrase, quickly) : file;
}

/** Any text at all: emoji, controls, lone surrogates, names that objects have by themselves. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '\uD800', ''),
);

const aTime = fc.integer({ min: -8.64e15, max: 8.64e15 });

/** What `checkSecret` takes as it is. */
const aSecret = fc
  .string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCodePoint(code)), minLength: 1 })
  .filter((text) => !/^(?:["'{[]|[a-z][a-z+.-]*:\/\/|www\.|eyJ)/i.test(text));

const anId = fc.oneof(fc.uuid(), fc.constantFrom('k1', 'k2', 'k3'), anyText);

export const aKey: fc.Arbitrary<Key> = fc.record({
  id: anId,
  environment: fc.constantFrom(...environments.map(({ id }) => id)),
  label: anyText,
  secret: fc.oneof(fc.constantFrom('one', 'two', 'three'), aSecret),
  source: fc.constantFrom('pasted', 'phone'),
  addedAt: aTime,
  createdAt: fc.option(aTime),
  validUntil: fc.option(aTime),
  status: fc.option(fc.constantFrom('active', 'expired')),
  organization: anyText,
  permissions: fc.array(anyText, { maxLength: 3 }),
});

/** A file's: it may name keys twice, and have active ones that aren't there. */
export const anyKeyring: fc.Arbitrary<Keyring> = fc.record({
  keys: fc.array(aKey, { maxLength: 8 }),
  active: fc.dictionary(fc.constantFrom(...environments.map(({ id }) => id)), anId),
});

/** Ours: no id and no secret twice, and an active key wherever there are keys. */
export const soundKeyring: fc.Arbitrary<Keyring> = fc
  .uniqueArray(aKey, {
    maxLength: 8,
    comparator: (a, b) => a.id === b.id || (a.environment === b.environment && a.secret === b.secret),
  })
  .map((keys) => ({ keys, active: Object.fromEntries(keys.map(({ id, environment }) => [environment, id])) }));
