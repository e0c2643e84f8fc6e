import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../../utils/transfer/format';
import { openFile, readFile } from '../../../utils/transfer/read';
import { contents, passphrase } from './examples';

const folder = new URL('examples/', import.meta.url);
const files = readdirSync(folder).toSorted();
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const createdAt = Date.UTC(2026, 5, 1);

/** What a file has in it, by its name. */
function contentOf(name: string) {
  const content = contents[name.slice(0, name.indexOf('-'))];
  if (!content) throw new Error('It has content');
  return content;
}

it('there are files of every version that was released', () => {
  const versions = Array.from({ length: VERSION }, (_, index) => index + 1);
  expect(files).toEqual(versions.flatMap((version) => [`v${version}-sealed.json`, `v${version}-without-secrets.json`]));
});

describe.each(files.filter((name) => name.endsWith('-sealed.json')))('%s', (name) => {
  const file = readFile(textOf(name));
  if (file.file !== 'sealed') throw new Error('It is sealed');
  const { keyring } = contentOf(name);

  it('opens with its passphrase, and has its keys', async () => {
    expect(await openFile(file.sealed, passphrase)).toEqual({ ok: true, keyring, unknown: 0, unusable: 0 });
    expect(file.sealed.createdAt).toBe(createdAt);
  });

  it('opens with no other', async () => {
    const other = await openFile(file.sealed, `${passphrase} `);
    expect(other).toEqual({ ok: false, problem: 'wrong-passphrase' });
  });

  it('shows nothing of its keys', () => {
    for (const { secret, label } of keyring.keys) {
      expect(textOf(name)).not.toContain(secret);
      if (label) expect(textOf(name)).not.toContain(label);
    }
  });
});

it.each(files.filter((name) => name.endsWith('-without-secrets.json')))('%s is readable', (name) => {
  expect(readFile(textOf(name))).toEqual({ file: 'plain', createdAt, entries: contentOf(name).entries, unknown: 0 });
  expect(textOf(name)).not.toContain('example-');
});
