import { describe, expect, it } from 'vitest';
import { parse, safeParse } from '../../../utils/schema';
import { deriveKey, newDerivation, NotOpenedError, ROUNDS, seal, unseal } from '../../../utils/vault/seal';
import { derivationSchema, sealedSchema } from '../../../utils/vault/sealed';

const derivation = newDerivation();
const key = await deriveKey('correct horse', derivation);

describe('a passphrase', () => {
  it('gives the same key each time, however its letters were typed', async () => {
    const composed = await deriveKey('pass\u00e9', derivation);
    expect(await deriveKey('passe\u0301', derivation)).toBe(composed);
    expect(composed).not.toBe(key);
  });

  it('gives another key with another salt', async () => {
    expect(newDerivation().salt).not.toBe(derivation.salt);
    expect(await deriveKey('correct horse', newDerivation())).not.toBe(key);
  });

  it('is PBKDF2-SHA256 with a million rounds, as another implementation has it', async () => {
    const { pbkdf2Sync } = await import('node:crypto');
    expect(ROUNDS).toBe(1_000_000);
    const other = pbkdf2Sync('correct horse', Buffer.from(derivation.salt, 'base64'), ROUNDS, 32, 'sha256');
    expect(key).toBe(other.toString('base64'));
    expect(Buffer.from(derivation.salt, 'base64')).toHaveLength(16);
  });

  it.each([599_999, 1, 0, -1, 1e12, 600_000.5, Number.NaN])('is not tried with %d rounds', (rounds) => {
    expect(safeParse(derivationSchema, { ...derivation, rounds }).success).toBe(false);
  });

  it.each(['', 'AAAA', 'not base64 at all 123==', `${derivation.salt}AAAA`])(
    'is not tried with the salt "%s"',
    (salt) => {
      expect(safeParse(derivationSchema, { ...derivation, salt }).success).toBe(false);
      expect(safeParse(derivationSchema, derivation).success).toBe(true);
    },
  );
});

describe('a sealed text', () => {
  it('opens with its key at its place', async () => {
    const sealed = await seal(key, 'sécret', 'here');
    expect(parse(sealedSchema, sealed)).toEqual(sealed);
    expect(await unseal(key, sealed, 'here')).toBe('sécret');
  });

  it('of any length opens', async () => {
    const long = 'x'.repeat(1_000_000);
    expect(await unseal(key, await seal(key, long, 'here'), 'here')).toBe(long);
    const empty = await seal(key, '', 'here');
    expect(safeParse(sealedSchema, empty).success).toBe(true);
    expect(await unseal(key, empty, 'here')).toBe('');
  });

  it('never looks the same twice', async () => {
    const [one, other] = await Promise.all([seal(key, 'secret', 'here'), seal(key, 'secret', 'here')]);
    expect(one.iv).not.toBe(other.iv);
    expect(one.data).not.toBe(other.data);
  });

  it('opens with nothing else', async () => {
    const sealed = await seal(key, 'secret', 'here');
    const wrong = await deriveKey('wrong', derivation);
    const flipped = { ...sealed, data: (sealed.data.startsWith('A') ? 'B' : 'A') + sealed.data.slice(1) };
    await expect(unseal(wrong, sealed, 'here')).rejects.toThrow(NotOpenedError);
    await expect(unseal(key, sealed, 'there')).rejects.toThrow(NotOpenedError);
    await expect(unseal(key, flipped, 'here')).rejects.toThrow(NotOpenedError);
    await expect(unseal(key, { ...sealed, iv: 'A'.repeat(16) }, 'here')).rejects.toThrow(NotOpenedError);
  });
});
