import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeKeys } from '../../../utils/vault/merge';
import { activeKey, type Key, type Keyring } from '../../../utils/vault/keyring';
import { keyOf, keyringOf } from '../support/keys';
import { anyKeyring, NOW, soundKeyring } from '../transfer/files';

const none: Keyring = { keys: [], active: {} };

function merge(keyring: Keyring, incoming: Keyring) {
  let made = 0;
  return mergeKeys(keyring, incoming, () => `new-${(made += 1)}`, NOW);
}

const activeSecret = (keyring: Keyring, environment = 'sandbox') => activeKey(keyring, environment)?.secret;
const nameOf = ({ environment, secret }: Key) => `${environment} ${secret}`;

describe('a key of a file', () => {
  it('is added under an id of ours, with all that the file knows of it', () => {
    const theirs = keyOf('t1', { label: 'Theirs', createdAt: 1, validUntil: 2, status: 'active', organization: 'Org' });
    const merged = merge(keyringOf(keyOf('k1')), keyringOf(theirs));
    expect(merged.keys).toEqual([keyOf('k1'), { ...theirs, id: 'new-1' }]);
  });

  it.each([
    ['keeps the time it was added', NOW - 1, NOW - 1],
    ['was not added in the future', NOW + 1, NOW],
  ])('%s', (_what, addedAt, expected) => {
    expect(merge(none, keyringOf(keyOf('t1', { addedAt }))).keys[0]?.addedAt).toBe(expected);
  });

  it('that is here is not added again', () => {
    const ours = keyringOf(keyOf('k1', { label: 'Ours', addedAt: 5 }));
    const merged = merge(ours, keyringOf(keyOf('t1', { secret: 'secret-k1', source: 'phone' })));
    expect(merged).toBe(ours);
  });

  it('that is here under another name leaves it its name and facts', () => {
    const ours = keyringOf(keyOf('k1', { label: 'Ours', validUntil: 1, status: 'expired', permissions: ['read'] }));
    const theirs = keyOf('k1', { label: 'Theirs', validUntil: 2, status: 'active', permissions: ['write'] });
    expect(merge(ours, keyringOf(theirs))).toBe(ours);
  });

  it('that is here gives it what it lacks', () => {
    const said = { label: 'Theirs', createdAt: 1, validUntil: 2, status: 'active', organization: 'Org' } as const;
    const facts = { ...said, permissions: ['read'] };
    const merged = merge(
      keyringOf(keyOf('k1', { validUntil: 9 })),
      keyringOf(keyOf('t1', { secret: 'secret-k1', ...facts })),
    );
    expect(merged.keys).toEqual([keyOf('k1', { ...facts, validUntil: 9 })]);
  });

  it('with the id of another key comes beside that one', () => {
    const merged = merge(keyringOf(keyOf('k1')), keyringOf(keyOf('k1', { secret: 'other' })));
    expect(merged.keys).toEqual([keyOf('k1'), keyOf('new-1', { secret: 'other' })]);
  });

  it('with the secret of a key of another environment is another key', () => {
    const theirs = keyOf('k1', { environment: 'production' });
    const merged = merge(keyringOf(keyOf('k1')), keyringOf(theirs));
    expect(merged.keys).toEqual([keyOf('k1'), { ...theirs, id: 'new-1' }]);
  });

  it('that stands there twice is added once', () => {
    const twice = { keys: [keyOf('t1'), keyOf('t2', { secret: 'secret-t1', label: 'Named' })], active: {} };
    const merged = merge(none, twice);
    expect(merged.keys).toEqual([keyOf('new-1', { secret: 'secret-t1', label: 'Named' })]);
  });
});

describe('active is', () => {
  const file: Keyring = { keys: [keyOf('t1'), keyOf('t2'), keyOf('t3')], active: { sandbox: 't2' } };

  it('what was', () => {
    const keyring = keyringOf(keyOf('k1'), keyOf('k2'));
    expect(merge(keyring, file).active).toEqual({ sandbox: 'k2' });
  });

  it("the file's, in an environment that had no key", () => {
    const merged = merge(keyringOf(keyOf('p1', { environment: 'production' })), file);
    expect(activeSecret(merged)).toBe('secret-t2');
    expect(merged.active['production']).toBe('p1');
  });

  it('the first one, if the file names none that it has', () => {
    expect(activeSecret(merge(none, { ...file, active: {} }))).toBe('secret-t1');
    expect(activeSecret(merge(none, { ...file, active: { sandbox: 'gone' } }))).toBe('secret-t1');
  });

  it('one that is there, after one that was not', () => {
    expect(activeSecret(merge({ keys: [], active: { sandbox: 'gone' } }, file))).toBe('secret-t2');
  });
});

describe('whatever is merged', () => {
  const each = (holds: (keyring: Keyring, incoming: Keyring) => void) =>
    fc.assert(fc.property(soundKeyring, anyKeyring, holds), { numRuns: 300 });

  it('no key of ours goes, moves, or changes what is known of it', () => {
    each((keyring, incoming) => {
      const after = merge(keyring, incoming).keys;
      for (const [index, key] of keyring.keys.entries()) {
        const { label, organization, createdAt, validUntil, status, permissions, ...fixed } = key;
        const facts = Object.entries({ label, organization, createdAt, validUntil, status, permissions });
        const had = Object.fromEntries(
          facts.filter(([, fact]) => fact !== null && (fact === 0 || String(fact) !== '')),
        );
        expect(after[index]).toMatchObject({ ...fixed, ...had });
      }
    });
  });

  it('all keys of the file are there then, each secret once, each id once', () => {
    each((keyring, incoming) => {
      const after = merge(keyring, incoming).keys;
      expect(new Set(after.map(nameOf))).toEqual(new Set([...keyring.keys, ...incoming.keys].map(nameOf)));
      expect(new Set(after.map(nameOf)).size).toBe(after.length);
      expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    });
  });

  it('each environment with keys has an active one, and the same as before if it had', () => {
    each((keyring, incoming) => {
      const after = merge(keyring, incoming);
      expect(after.active).toMatchObject(keyring.active);
      for (const { environment } of after.keys) expect(activeKey(after, environment)).toBeDefined();
    });
  });

  it('merging it again changes nothing', () => {
    each((keyring, incoming) => {
      const once = merge(keyring, incoming);
      expect(merge(once, incoming)).toBe(once);
    });
  });
});
