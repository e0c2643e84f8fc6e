import { expect, it } from 'vitest';
import { openFile, readFile } from '../../../utils/transfer/read';
import { writeFile, writePlainFile } from '../../../utils/transfer/write';
import { ROUNDS } from '../../../utils/vault/seal';
import { keyOf, keyringOf } from '../support/keys';
import { NOW, openText, PASSPHRASE, quickly } from './files';

const keyring = keyringOf(keyOf('k1', { label: 'Mine', organization: 'Ours', permissions: ['read'] }));

it('a sealed file says what it is, and nothing of its keys', async () => {
  const text = await writeFile(keyring, PASSPHRASE, NOW, quickly);
  expect(JSON.parse(text)).toEqual({
    format: 'novapost-authorizer-keys',
    version: 2,
    createdAt: NOW,
    derivation: { salt: expect.any(String), rounds: ROUNDS },
    sealed: { iv: expect.any(String), data: expect.any(String) },
  });
  expect(text).not.toMatch(/Mine|Ours|read|secret-k1|sandbox/);
});

it('the same keys sealed again look different', async () => {
  const [one, other] = await Promise.all([1, 2].map(() => writeFile(keyring, PASSPHRASE, NOW, quickly)));
  expect(JSON.parse(one ?? '')).not.toMatchObject({ derivation: JSON.parse(other ?? '').derivation });
});

it('a passphrase opens however its letters are typed, and through the real derivation', async () => {
  const file = readFile(await writeFile(keyring, 'pass\u00e9 and more', NOW));
  if (file.file !== 'sealed') throw new Error('It is sealed');
  expect(await openFile(file.sealed, 'passe\u0301 and more')).toMatchObject({ ok: true, keyring });
});

it('a file without secrets has five facts of each key', () => {
  expect(JSON.parse(writePlainFile(keyring.keys, NOW))).toEqual({
    format: 'novapost-authorizer-keys',
    version: 2,
    createdAt: NOW,
    entries: [{ environment: 'sandbox', label: 'Mine', organization: 'Ours', validUntil: null, permissions: ['read'] }],
  });
});

it('a key that was pasted into a label by mistake, or is in a fact of whatever file, stays out of it', () => {
  const keys = [
    keyOf('k1', { label: 'my secret-k2!' }),
    keyOf('k2', { label: 'fine', organization: 'secret-k1', permissions: ['secret-k2', 'read'] }),
  ];
  const text = writePlainFile(keys, NOW);
  expect(text).not.toContain('secret');
  expect(readFile(text)).toMatchObject({
    entries: [{ label: '' }, { label: 'fine', organization: '', permissions: ['read'] }],
  });
});

it('two thousand keys fit into a file', async () => {
  const many = keyringOf(
    ...Array.from({ length: 2000 }, (_, index) => keyOf(`key-${index}`, { label: `Shop ${index}` })),
  );
  const opened = await openText(await writeFile(many, PASSPHRASE, NOW, quickly));
  expect(opened).toEqual({ ok: true, keyring: many, unknown: 0, unusable: 0 });
});

it('a file that could not be read again is not written', async () => {
  const long = keyringOf(keyOf('k1', { label: 'є'.repeat(600_000) }));
  await expect(writeFile(long, PASSPHRASE, NOW, quickly)).rejects.toThrow(RangeError);
  expect(() => writePlainFile(long.keys, NOW)).toThrow(RangeError);
});
