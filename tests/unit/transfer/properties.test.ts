import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMAT, placeOf, VERSION } from '../../../utils/transfer/format';
import { readFile, type OpenedFile, type ReadFile } from '../../../utils/transfer/read';
import { writeFile, writePlainFile } from '../../../utils/transfer/write';
import type { Keyring } from '../../../utils/vault/keyring';
import { seal } from '../../../utils/vault/seal';

import { anyKeyring, anyText, NOW, openText, PASSPHRASE, quickly } from './files';

const write = (keyring: Keyring) => writeFile(keyring, PASSPHRASE, NOW, quickly);
const isProblem = (result: OpenedFile | ReadFile) => ('ok' in result ? !result.ok : result.file === 'unreadable');
const problemOf = (result: OpenedFile | ReadFile) => ('problem' in result ? result.problem : null);
const aPosition = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** What a sealed file says, without what says nothing: white space, and the bits that base64 has to spare at its end. */
function meaning(text: string): unknown {
  try {
    return JSON.parse(text.trim(), (name, value: unknown) =>
      ['salt', 'iv', 'data'].includes(name) ? Buffer.from(String(value), 'base64').toString('hex') : value,
    );
  } catch {
    return null;
  }
}

describe('any keys', () => {
  it('come out of the file as they went in', async () => {
    await fc.assert(
      fc.asyncProperty(anyKeyring, async (keyring) => {
        expect(await openText(await write(keyring))).toEqual({ ok: true, keyring, unknown: 0, unusable: 0 });
      }),
    );
  });

  it('without secrets come out as they went in, save a label that holds a secret', () => {
    fc.assert(
      fc.property(anyKeyring, ({ keys }) => {
        const text = writePlainFile(keys, NOW);
        const isSecret = (said: string) => keys.some(({ secret }) => said.includes(secret));
        const entries = keys.map(({ environment, label, organization, validUntil, permissions }) => ({
          environment,
          label: isSecret(label) ? '' : label,
          organization: isSecret(organization) ? '' : organization,
          validUntil,
          permissions: permissions.filter((name) => name !== '' && !isSecret(name)),
        }));
        expect(readFile(text)).toEqual({ file: 'plain', createdAt: NOW, entries, unknown: 0 });
        expect(text).not.toMatch(/"(?:id|secret|source|addedAt|status)"/);
      }),
    );
  });

  it('come out with no other passphrase', async () => {
    await fc.assert(
      fc.asyncProperty(anyKeyring, anyText, async (keyring, passphrase) => {
        fc.pre(passphrase.normalize('NFKC') !== PASSPHRASE);
        expect(await openText(await write(keyring), passphrase)).toEqual({ ok: false, problem: 'wrong-passphrase' });
      }),
    );
  });
});

describe('a file', () => {
  it('that is cut anywhere is told as cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyKeyring, aPosition, async (keyring, position) => {
        for (const text of [await write(keyring), writePlainFile(keyring.keys, NOW)]) {
          const whole = text.trimEnd();
          expect(readFile(whole.slice(0, position * whole.length))).toEqual({ file: 'unreadable', problem: 'cut' });
        }
      }),
    );
  });

  it('with any other character in any place never gives other keys', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        anyKeyring,
        aPosition,
        fc.string({ unit: 'binary', minLength: 1 }),
        async (keyring, at, other) => {
          const text = await write(keyring);
          const place = Math.floor(at * text.length);
          const changed = text.slice(0, place) + other + text.slice(place + 1);
          const result = await openText(changed);
          const meansTheSame = JSON.stringify(meaning(changed)) === JSON.stringify(meaning(text));
          if (meansTheSame) expect(result).toMatchObject({ ok: true, keyring });
          else expect(isProblem(result)).toBe(true);
          refused += meansTheSame ? 0 : 1;
        },
      ),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(250);
  });

  it('with one letter or digit changed for another gives no keys, at any place of any part', async () => {
    const text = await write({ keys: [], active: {} });
    for (const { 0: found, index } of text.matchAll(/[A-Za-z0-9]/g)) {
      const changed = text.slice(0, index) + (found === '1' ? '2' : '1') + text.slice(index + 1);
      if (JSON.stringify(meaning(changed)) === JSON.stringify(meaning(text))) continue;
      expect([changed, isProblem(await openText(changed))]).toEqual([changed, true]);
    }
  });
});

describe('whatever else is chosen', () => {
  it.each([
    ['text', anyText],
    ['bytes', fc.uint8Array({ maxLength: 2000 }).map((bytes) => new TextDecoder().decode(bytes))],
    ['JSON', fc.json()],
  ])('any %s is none of ours', (_what, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        const isBeginning = text.trim() === '' || text.trim() === '{';
        expect(readFile(text)).toEqual({ file: 'unreadable', problem: isBeginning ? 'cut' : 'foreign' });
      }),
    );
  });

  it('JSON that calls itself ours, and is not, is damaged or newer', () => {
    const shapes = fc.record(
      {
        version: fc.oneof(fc.constant(1), fc.jsonValue()),
        createdAt: fc.oneof(fc.constant(NOW), fc.jsonValue()),
        derivation: fc.jsonValue(),
        sealed: fc.jsonValue(),
        entries: fc.oneof(
          fc.array(fc.dictionary(fc.constantFrom('environment', 'label'), fc.jsonValue()), { minLength: 1 }),
          fc.object(),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(shapes, (shape) => {
        const problem = problemOf(readFile(JSON.stringify({ format: FORMAT, ...shape })));
        expect(problem).toBe(
          Number.isSafeInteger(shape.version) && Number(shape.version) > VERSION ? 'newer' : 'damaged',
        );
      }),
    );
  });

  it('and sealed as ours is, yet holds anything but keys, is damaged', async () => {
    const file = JSON.parse(await write({ keys: [], active: {} })) as { derivation: { salt: string; rounds: number } };
    const key = await quickly(PASSPHRASE, file.derivation);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), anyText), async (content) => {
        const text = JSON.stringify({ ...file, sealed: await seal(key, content, placeOf(VERSION, NOW)) });
        expect(await openText(text)).toEqual({ ok: false, problem: 'damaged' });
      }),
    );
  });
});
