import { describe, expect, it } from 'vitest';
import { LARGEST_FILE, VERSION } from '../../../utils/transfer/format';
import { openFile, readFile } from '../../../utils/transfer/read';
import { writeFile, writePlainFile } from '../../../utils/transfer/write';
import type { Key } from '../../../utils/vault/keyring';
import { keyOf, keyringOf } from '../support/keys';
import { NOW, openText, PASSPHRASE, quickly } from './files';

const keyring = keyringOf(keyOf('k1', { label: 'Mine' }), keyOf('p1', { environment: 'production' }));
const sealed = await writeFile(keyring, PASSPHRASE, NOW, quickly);
const plain = writePlainFile(keyring.keys, NOW);

/** A file with one of its fields as it shouldn't be. */
const changed = (text: string, change: object) => JSON.stringify({ ...JSON.parse(text), ...change });
const { derivation } = JSON.parse(sealed) as { derivation: object };

describe('a file', () => {
  it.each([
    ['empty', '', 'cut'],
    ['our first line', sealed.slice(0, 20), 'cut'],
    ['half of a sealed one', sealed.slice(0, sealed.length / 2), 'cut'],
    ['half of one without secrets', plain.slice(0, plain.length / 2), 'cut'],
    ['without its last brace', sealed.trimEnd().slice(0, -1), 'cut'],
    ['with a comma lost', plain.replace(',', ''), 'damaged'],
    ['binary', '\u0089PNG\r\n\u001A\n\u0000\u0000', 'foreign'],
    ['a page', '<!doctype html>', 'foreign'],
    ['JSON of others', '{"encrypted":true,"items":[]}', 'foreign'],
    ['JSON, cut, of others', '{"encrypted":true,"items":[', 'foreign'],
    ['a list of ours', `[${sealed}]`, 'foreign'],
    ['text about ours', 'The format is "novapost-authorizer-keys".', 'foreign'],
    ['null', 'null', 'foreign'],
    ['nested without end', '['.repeat(100_000), 'foreign'],
    ['of the next version', changed(sealed, { version: VERSION + 1 }), 'newer'],
    ['of the next version, in a shape we cannot know', changed(plain, { version: VERSION + 1, entries: 'x' }), 'newer'],
    ['of a version that never was', changed(sealed, { version: 0 }), 'damaged'],
    ['of half a version', changed(sealed, { version: 1.5 }), 'damaged'],
    ['of a version in words', changed(sealed, { version: '1' }), 'damaged'],
    ['without a version', changed(sealed, { version: undefined }), 'damaged'],
    ['with too few rounds', changed(sealed, { derivation: { ...derivation, rounds: 599_999 } }), 'damaged'],
    ['with rounds for an hour', changed(sealed, { derivation: { ...derivation, rounds: 1e9 } }), 'damaged'],
    ['with a short salt', changed(sealed, { derivation: { ...derivation, salt: 'AAAA' } }), 'damaged'],
    ['with nothing sealed', changed(sealed, { sealed: null }), 'damaged'],
    ['with entries that are none', changed(plain, { entries: [{ environment: 'sandbox' }] }), 'damaged'],
    ['made at no time', changed(plain, { createdAt: 1e300 }), 'damaged'],
    ['that ends at no time', plain.replace('"validUntil": null', '"validUntil": 8640000000000001'), 'damaged'],
    ['of a byte too much', sealed.padEnd(LARGEST_FILE + 1), 'too-large'],
    ['of a character too much', 'є'.repeat(LARGEST_FILE / 2) + 'x', 'too-large'],
  ])('%s', (_what, text, problem) => {
    expect(readFile(text)).toEqual({ file: 'unreadable', problem });
  });

  it.each([
    ['the largest there is', sealed.padEnd(LARGEST_FILE)],
    ['begun with a byte order mark', `\uFEFF${sealed}`],
    ['with the lines of another system', sealed.replaceAll('\n', '\r\n')],
    ['on one line', JSON.stringify(JSON.parse(sealed))],
    ['with something of a later release in it', changed(sealed, { hint: 'x' })],
  ])('%s is read', async (_what, text) => {
    expect(await openText(text)).toEqual({ ok: true, keyring, unknown: 0, unusable: 0 });
  });
});

/** A sealed file with these keys. */
const opened = async (...keys: Key[]) => openText(await writeFile(keyringOf(...keys), PASSPHRASE, NOW, quickly));

describe('left out and counted are', () => {
  const elsewhere = ['later', '__proto__', 'constructor', ''].map((environment) => keyOf('x', { environment }));

  it('keys of environments that this version does not know', async () => {
    const keys = [...elsewhere, ...keyring.keys];
    expect(await opened(...keys)).toMatchObject({ ok: true, keyring: { keys: keyring.keys }, unknown: 4, unusable: 0 });
  });

  it('and entries of such', () => {
    const file = readFile(writePlainFile([...elsewhere, ...keyring.keys], NOW));
    expect(file).toMatchObject({ entries: [{ label: 'Mine' }, { environment: 'production' }], unknown: 4 });
  });

  it.each(['', 'a b', 'https://example.test/', 'ключ', 'x'.repeat(513)])('the secret "%s"', async (secret) => {
    const result = await opened(keyOf('x', { secret }), ...keyring.keys);
    expect(result).toMatchObject({ ok: true, keyring: { keys: keyring.keys }, unknown: 0, unusable: 1 });
  });
});

describe('a sealed key', () => {
  it('loses the spaces around it', async () => {
    expect(await opened(keyOf('k1', { secret: ' abc\n' }))).toMatchObject({ keyring: { keys: [{ secret: 'abc' }] } });
  });

  it.each([{ addedAt: 1e300 }, { createdAt: 8.64e15 + 1 }, { validUntil: -1e16 }])(
    'with the time %o, which no list could show, is damaged',
    async (facts) => {
      expect(await opened({ ...keyOf('k1'), ...facts })).toEqual({ ok: false, problem: 'damaged' });
    },
  );
});

it.each([
  ['date', { createdAt: NOW + 1 }],
  ['version', { version: 1 }],
])('does not open for another %s, which the seal is bound to', async (_what, change) => {
  expect(await openText(changed(sealed, change))).toEqual({ ok: false, problem: 'wrong-passphrase' });
});

it('does not take a fault of the machine for a wrong passphrase', async () => {
  const file = readFile(sealed);
  if (file.file !== 'sealed') throw new Error('It is sealed');
  const broken = openFile(file.sealed, PASSPHRASE, () => Promise.reject(new Error('no WebCrypto')));
  await expect(broken).rejects.toThrow('no WebCrypto');
});
