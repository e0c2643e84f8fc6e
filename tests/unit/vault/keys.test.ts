import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from '../../../utils/schema';
import { activeKey, keyringSchema, type Keyring } from '../../../utils/vault/keyring';
import { checkSecret, createKeys, type Keys, type NewKey } from '../../../utils/vault/keys';
import { keyOf, keyringOf } from '../support/keys';
import { add, merchant, stat } from '../support/portals';
import { memoryRecord, type MemoryRecord } from '../support/memory-record';

const NOW = 1000;
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJucCJ9.c2lnbmF0dXJl';

describe('what a person enters for a key', () => {
  it.each([
    ['0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
    ['  abc-DEF_1.2~3  \n', 'abc-DEF_1.2~3'],
    ['\u00A0abc\u2003', 'abc'],
    ['x', 'x'],
    ['x'.repeat(512), 'x'.repeat(512)],
    ['eyJonlylookslikeone', 'eyJonlylookslikeone'],
    ['http', 'http'],
  ])('%j is one', (text, secret) => {
    expect(checkSecret(text, 'sandbox')).toEqual({ secret });
  });

  it.each([
    ['', 'empty'],
    [' \n\t', 'empty'],
    ['abc def', 'has-spaces'],
    ['abc\ndef', 'has-spaces'],
    ['abc\u00A0def', 'has-spaces'],
    ['https://my.novapost.com/keys', 'is-a-url'],
    ['http://x', 'is-a-url'],
    ['HTTPS://API.NOVAPOST.COM/?apiKey=abc', 'is-a-url'],
    ['www.novapost.com', 'is-a-url'],
    ['chrome-extension://abc/popup.html', 'is-a-url'],
    ['https://x with spaces', 'is-a-url'],
    [TOKEN, 'is-a-token'],
    [` ${TOKEN} `, 'is-a-token'],
    [`Bearer ${TOKEN}`, 'is-a-token'],
    ['eyJhbGciOiJub25lIn0.e30.', 'is-a-token'],
    ['ключ', 'not-plain-text'],
    ['abc…', 'not-plain-text'],
    ['{"apiKey":"abc"}', 'not-plain-text'],
    ['"abc"', 'not-plain-text'],
    ["'abc'", 'not-plain-text'],
    ['abc\u200B', 'not-plain-text'],
    ['abc\u0007def', 'not-plain-text'],
    ['x'.repeat(513), 'too-long'],
  ])('%j is none: %s', (text, problem) => {
    expect(checkSecret(text, 'sandbox')).toEqual({ problem });
  });
});

describe('what a person enters for a portal that takes it as it is', () => {
  beforeEach(() => add(stat, merchant));

  it.each([
    ['p-stat/1', 'sk-abc', 'sk-abc'],
    ['p-stat/1', ' Bearer sk-abc ', 'sk-abc'],
    ['p-stat/1', 'Authorization: bearer  sk-abc', 'sk-abc'],
    ['p-stat/1', TOKEN, TOKEN],
    ['p-merchant/1', `Bearer ${TOKEN}`, TOKEN],
    ['p-merchant/1', 'x'.repeat(8192), 'x'.repeat(8192)],
  ])('%s: %j', (environment, text, secret) => {
    expect(checkSecret(text, environment)).toEqual({ secret });
  });

  it.each([
    ['p-stat/1', 'x'.repeat(513), 'too-long'],
    ['p-merchant/1', 'x'.repeat(8193), 'too-long'],
    ['p-merchant/1', 'Bearer', 'ok'],
    ['p-merchant/1', 'Bearer a b', 'has-spaces'],
    ['p-merchant/1', 'Bearer https://x', 'is-a-url'],
  ])('%s: %j is %s', (environment, text, problem) => {
    const checked = checkSecret(text, environment);
    expect('problem' in checked ? checked.problem : 'ok').toBe(problem);
  });
});

describe('keys', () => {
  let keyring: MemoryRecord<Keyring>;
  let keys: Keys;
  const begin = (initial: Keyring) => {
    keyring = memoryRecord(initial);
    keys = createKeys({ keyring, now: () => NOW, newId: () => 'new' });
  };
  const active = (environment = 'sandbox') => activeKey(keyring.current(), environment)?.id;
  const ids = () => keyring.current().keys.map(({ id }) => id);

  beforeEach(() => begin(keyringOf(keyOf('k1'), keyOf('k2'), keyOf('p1', { environment: 'production' }))));

  it('start with none', () => {
    begin({ keys: [], active: {} });
    expect(active()).toBeUndefined();
  });

  describe('that are entered', () => {
    const nothing = { label: '', permissions: [] };

    it('are kept for no environment that is gone', async () => {
      await expect(keys.addEntered('k3', 'p-gone/1', 'abc', nothing)).rejects.toThrow('No portal');
      const issued = { ...keyOf('k3', { environment: 'p-gone/1' }), source: 'issued' } as const;
      await expect(keys.addIssued(issued, true)).rejects.toThrow('No portal');
      expect(ids()).toEqual(['k1', 'k2', 'p1']);
    });

    it('are saved without the spaces around them, and active', async () => {
      expect(await keys.addEntered('k3', 'sandbox', ' abc ', { label: ' Mine ', permissions: ['read'] })).toBeNull();
      expect(keyring.current().keys.at(-1)).toEqual(
        keyOf('k3', { secret: 'abc', label: 'Mine', addedAt: NOW, permissions: ['read'] }),
      );
      expect(active()).toBe('k3');
      expect(active('production')).toBe('p1');
      expect(parse(keyringSchema, keyring.current())).toEqual(keyring.current());
    });

    it('a second time by the same ask change nothing', async () => {
      await keys.addEntered('k3', 'sandbox', 'abc', nothing);
      const before = structuredClone(keyring.current());
      expect(await keys.addEntered('k3', 'sandbox', 'abc', nothing)).toBeNull();
      expect(keyring.current()).toEqual(before);
    });

    it('at once by ten asks are one', async () => {
      await Promise.all(Array.from({ length: 10 }, () => keys.addEntered('k3', 'sandbox', 'abc', nothing)));
      expect(ids()).toEqual(['k1', 'k2', 'p1', 'k3']);
    });

    it.each([
      ['already there', 'secret-k1', 'already-saved'],
      ['already there, with spaces', ' secret-k1 ', 'already-saved'],
      ['no key', 'a b', 'has-spaces'],
    ])('and are %s are not saved', async (_what, text, problem) => {
      expect(await keys.addEntered('k3', 'sandbox', text, nothing)).toBe(problem);
      expect(keyring.writes()).toBe(0);
      expect(active()).toBe('k2');
    });

    it('may be those of another environment', async () => {
      expect(await keys.addEntered('p2', 'production', 'secret-k1', nothing)).toBeNull();
      expect(active('production')).toBe('p2');
    });

    it('are not there if storage is full', async () => {
      keyring.refuseWrites(new Error('quota'));
      await expect(keys.addEntered('k3', 'sandbox', 'abc', nothing)).rejects.toThrow('quota');
      expect(ids()).toEqual(['k1', 'k2', 'p1']);
    });
  });

  describe('that were issued', () => {
    const issued: NewKey = {
      environment: 'sandbox',
      label: '',
      secret: 'issued',
      source: 'phone',
      createdAt: 1,
      validUntil: 2,
      status: 'active',
      organization: '',
      permissions: [],
    };

    it('are saved and active', async () => {
      expect(await keys.addIssued(issued, true)).toEqual({ ...issued, id: 'new', addedAt: NOW });
      expect(keyring.current().keys.at(-1)).toEqual({ ...issued, id: 'new', addedAt: NOW });
      expect(active()).toBe('new');
    });

    it('are not the one in use where the portal does not want that', async () => {
      begin(keyringOf(keyOf('k1')));
      await keys.addIssued(issued, false);
      expect(keyring.current()).toEqual({
        keys: [keyOf('k1'), { ...issued, id: 'new', addedAt: NOW }],
        active: { sandbox: 'k1' },
      });
    });

    it('and are there already only get their facts renewed, and are active', async () => {
      begin(keyringOf(keyOf('k1', { secret: 'issued', label: 'Mine' }), keyOf('k2')));
      const saved = await keys.addIssued(issued, true);
      const facts = { secret: 'issued', label: 'Mine', createdAt: 1, validUntil: 2, status: 'active' } as const;
      expect(saved).toEqual(keyOf('k1', facts));
      expect(ids()).toEqual(['k1', 'k2']);
      expect(active()).toBe('k1');
    });
  });

  describe('that are replaced', () => {
    const old = keyOf('k1', {
      label: 'Mine',
      organization: 'Acme',
      source: 'phone',
      createdAt: 1,
      validUntil: 2,
      status: 'expired',
      permissions: ['read'],
    });

    it('keep their place, label and organization; what was known of the old secret goes', async () => {
      begin(keyringOf(old, keyOf('k2')));
      expect(await keys.replace('k1', ' next ')).toBeNull();
      const next = keyOf('k1', { secret: 'next', label: 'Mine', organization: 'Acme', addedAt: NOW });
      expect(keyring.current()).toEqual(keyringOf(next, keyOf('k2')));
    });

    it('a second time by the same ask change nothing', async () => {
      await keys.replace('k1', 'next');
      expect(await keys.replace('k1', 'next')).toBeNull();
      expect(keyring.writes()).toBe(1);
    });

    it.each([
      ['another key’s', 'k1', 'secret-k2', 'already-saved'],
      ['no key', 'k1', 'a b', 'has-spaces'],
      ['of a key that is gone', 'gone', 'next', null],
    ])('%s: nothing changes', async (_what, keyId, text, problem) => {
      expect(await keys.replace(keyId, text)).toBe(problem);
      expect(keyring.writes()).toBe(0);
    });
  });

  it('edited: what a person knows of them, and nothing else', async () => {
    const facts = { label: 'Shop', organization: 'Acme', validUntil: 7, permissions: ['read', 'write'] };
    await keys.edit('k1', facts);
    expect(keyring.current().keys[0]).toEqual(keyOf('k1', facts));
    expect(ids()).toEqual(['k1', 'k2', 'p1']);
    await keys.edit('gone', facts);
    expect(keyring.writes()).toBe(1);
  });

  it.each([
    ['before the first', 'k2', 'k1', ['k2', 'k1', 'p1']],
    ['before the last', 'k1', 'p1', ['k2', 'k1', 'p1']],
    ['to the end', 'k1', null, ['k2', 'p1', 'k1']],
    ['before one that is gone: to the end', 'k1', 'gone', ['k2', 'p1', 'k1']],
    ['one that is gone', 'gone', 'k1', ['k1', 'k2', 'p1']],
  ])('moved %s', async (_what, keyId, before, order) => {
    const { active: chosen } = keyring.current();
    await keys.move(keyId, before);
    await keys.move(keyId, before);
    expect(ids()).toEqual(order);
    expect(keyring.current().active).toEqual(chosen);
  });

  it.each([
    ['k1', 'k1', 'p1'],
    ['k2', 'k2', 'p1'],
    ['p1', 'k2', 'p1'],
  ])('made active: %s', async (keyId, sandbox, production) => {
    expect(await keys.activate(keyId)).toMatchObject({ id: keyId });
    expect([active(), active('production')]).toEqual([sandbox, production]);
  });

  it('removed: of two that are left, the one that was added last', async () => {
    begin(keyringOf(keyOf('k1'), keyOf('k2'), keyOf('k3')));
    await keys.remove('k3');
    expect(active()).toBe('k2');
  });

  it('that are gone cannot be made active', async () => {
    expect(await keys.activate('gone')).toBeUndefined();
    expect(keyring.writes()).toBe(0);
  });

  it.each([
    ['the active one: the other one takes its place', 'k2', ['k1', 'p1'], 'k1', 'p1'],
    ['another one', 'k1', ['k2', 'p1'], 'k2', 'p1'],
    ['the only one', 'p1', ['k1', 'k2'], 'k2', undefined],
  ])('removed: %s', async (_what, keyId, left, sandbox, production) => {
    expect(await keys.remove(keyId)).toMatchObject({ id: keyId });
    expect(ids()).toEqual(left);
    expect([active(), active('production')]).toEqual([sandbox, production]);
    expect(JSON.stringify(keyring.current())).not.toContain(`secret-${keyId}`);
    expect(await keys.remove(keyId)).toBeUndefined();
    expect(keyring.writes()).toBe(1);
  });
});

it.each<[string, Keyring, string | undefined]>([
  ['none', { keys: [], active: {} }, undefined],
  ['one that is not there', { keys: [], active: { sandbox: 'k1' } }, undefined],
  [
    'one of another environment',
    { keys: [keyOf('k1', { environment: 'production' })], active: { sandbox: 'k1' } },
    undefined,
  ],
  ['one that is not active', { keys: [keyOf('k1')], active: {} }, undefined],
  ['one', keyringOf(keyOf('k1')), 'k1'],
])('the active key of an environment with %s', (_what, keyring, id) => {
  expect(activeKey(keyring, 'sandbox')?.id).toBe(id);
});
