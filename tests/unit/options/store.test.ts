import { describe, expect, it } from 'vitest';
import { LARGEST_FILE } from '../../../utils/transfer/format';
import { UnreadableRecordError } from '../../../utils/storage';
import { keyOf, keyringOf } from '../support/keys';
import { locked, open, optionsWorld } from './options-world';
import { acme } from './portal-samples';

const PASSPHRASE = 'four words and more';
const keyring = keyringOf(keyOf('s', { label: 'Warehouse' }), keyOf('p', { environment: 'production' }));

const fileOf = (text: string) => ({ size: text.length, text: async () => text });

describe('how keys are kept', () => {
  it('begins with the protection that they have', async () => {
    const { store } = optionsWorld(open(keyring, 'session'));
    await store.open();
    expect(store.keeping.chosen.value).toBe('session');
  });

  it('changes it, says from what to what, and keeps nothing that was typed', async () => {
    const { store, background, asked } = optionsWorld(open(keyring));
    background['vault.protect'] = {};
    await store.open();
    store.keeping.choose('passphrase');
    store.keeping.type('passphrase', PASSPHRASE);
    store.keeping.type('again', PASSPHRASE);
    await store.keeping.keep();
    expect(asked()).toEqual([{ type: 'vault.protect', payload: { protection: 'passphrase', passphrase: PASSPHRASE } }]);
    expect(store.keeping.news.value).toEqual({ news: 'kept', protection: 'passphrase', before: 'device' });
    expect(store.keeping.draft.value).toMatchObject({ passphrase: '', again: '' });
  });

  it('shows at once what was chosen, although the records are not heard of yet, and afterwards what they say', async () => {
    const { store, background, records } = optionsWorld(open(keyring));
    background['vault.protect'] = {};
    await store.open();
    store.keeping.choose('session');
    await store.keeping.keep();
    expect(store.keeping.state.value).toMatchObject({ protection: 'device' });
    expect(store.keeping.chosen.value).toBe('session');
    await records.vault.update(() => ({ vault: 'open', protection: 'session', keyring }));
    await records.vault.update(() => ({ vault: 'open', protection: 'device', keyring }));
    expect(store.keeping.chosen.value).toBe('device');
  });

  it('sends no passphrase along with another protection', async () => {
    const { store, background, asked } = optionsWorld(open(keyring));
    background['vault.protect'] = {};
    await store.open();
    store.keeping.choose('passphrase');
    store.keeping.type('passphrase', PASSPHRASE);
    store.keeping.choose('session');
    await store.keeping.keep();
    expect(asked()).toEqual([{ type: 'vault.protect', payload: { protection: 'session', passphrase: '' } }]);
  });

  it.each([
    ['short', 'short', 'too-short'],
    [PASSPHRASE, 'another one here', 'not-the-same'],
  ])('does not take "%s", again "%s"', async (passphrase, again, weak) => {
    const { store, asked } = optionsWorld(open(keyring));
    await store.open();
    store.keeping.choose('passphrase');
    store.keeping.type('passphrase', passphrase);
    store.keeping.type('again', again);
    await store.keeping.keep();
    expect(store.keeping.draft.value.weak).toBe(weak);
    expect(asked()).toEqual([]);
    store.keeping.type('again', 'x');
    expect(store.keeping.draft.value.weak).toBeNull();
  });

  it('says that nothing changed where nothing would', async () => {
    const { store, asked } = optionsWorld(open(keyring));
    await store.open();
    await store.keeping.keep();
    expect(store.keeping.news.value).toEqual({ news: 'keptAlready' });
    expect(asked()).toEqual([]);
  });

  it('keeps what was typed where no answer came', async () => {
    const { store } = optionsWorld(open(keyring));
    await store.open();
    store.keeping.choose('session');
    await store.keeping.keep();
    expect(store.keeping.alarm.value).toEqual({ alarm: 'noAnswer' });
    expect(store.keeping.chosen.value).toBe('session');
  });

  it('sets when keys lock by themselves', async () => {
    const { store, background, asked } = optionsWorld(open(keyring, 'passphrase'));
    background['settings.lock'] = {};
    await store.open();
    expect(store.keeping.lockAfter.value).toBe(15);
    await store.keeping.setLockAfter(null);
    expect(asked()).toEqual([{ type: 'settings.lock', payload: { minutes: null } }]);
  });

  it('opens keys, and forgets the passphrase', async () => {
    const { store, background } = optionsWorld(locked);
    background['vault.unlock'] = { open: true };
    await store.open();
    store.keeping.typePassphrase(PASSPHRASE);
    expect(await store.keeping.unlock()).toBe(true);
    expect(store.keeping.passphrase.value).toBe('');
    expect(store.keeping.news.value).toEqual({ news: 'unlocked' });
  });

  it('lets keys go whose passphrase is forgotten, once that is confirmed', async () => {
    const { store, background, asked } = optionsWorld(locked);
    background['stored.reset'] = {};
    await store.open();
    expect(store.keeping.state.value).toEqual({ vault: 'locked', environments: ['sandbox', 'production'] });
    store.keeping.askForgotten(true);
    expect(asked()).toEqual([]);
    expect(await store.keeping.forgetKeys()).toBe(true);
    expect(asked()).toEqual([{ type: 'stored.reset', payload: { name: 'keyring' } }]);
    expect(store.keeping.askingForgotten.value).toBe(false);
  });
});

describe('export', () => {
  async function exported() {
    const world = optionsWorld(open(keyring));
    await world.store.open();
    world.store.exporting.type('passphrase', PASSPHRASE);
    world.store.exporting.type('again', PASSPHRASE);
    await world.store.exporting.sealed();
    return world;
  }

  it('hands over one file with nothing legible in it', async () => {
    const { store, saved } = await exported();
    expect(saved.map(({ name }) => name)).toEqual(['novapost-authorizer-keys-2026-06-01.json']);
    expect(saved[0]?.text).not.toMatch(/secret-|Warehouse/);
    expect(store.exporting.news.value).toEqual({ news: 'exported' });
    expect(store.exporting.draft.value).toMatchObject({ passphrase: '', again: '' });
  });

  it('without the keys themselves, there are their names', async () => {
    const { store, saved } = optionsWorld(open(keyring));
    await store.open();
    await store.exporting.plain();
    expect(saved[0]?.text).toContain('Warehouse');
    expect(saved[0]?.text).not.toContain('secret-');
  });

  it('does not take a weak passphrase', async () => {
    const { store, saved } = optionsWorld(open(keyring));
    await store.open();
    await store.exporting.sealed();
    expect(store.exporting.draft.value.weak).toBe('too-short');
    expect(saved).toEqual([]);
  });

  it('has nothing to hand over while the keys are locked', async () => {
    const { store, saved } = optionsWorld(locked);
    await store.open();
    await store.exporting.plain();
    expect(saved).toEqual([]);
    expect(store.keys.value).toBeNull();
  });

  it('says so where one file does not hold them all', async () => {
    const { store, saved } = optionsWorld(open(keyringOf(keyOf('k1', { label: 'x'.repeat(LARGEST_FILE) }))));
    await store.open();
    await store.exporting.plain();
    expect(store.exporting.news.value).toEqual({ news: 'tooMany' });
    expect(saved).toEqual([]);
  });

  it('is read again by an import, which asks the background to add the keys', async () => {
    const { saved } = await exported();
    const { store, background, asked } = optionsWorld();
    background['keys.import'] = { added: 2, known: 0 };
    await store.open();
    await store.importing.choose(fileOf(saved[0]?.text ?? ''));
    store.importing.type(PASSPHRASE);
    expect(await store.importing.run()).toBe(true);
    expect(asked()).toEqual([{ type: 'keys.import', payload: { keyring } }]);
    expect(store.importing.news.value).toEqual({ news: 'imported', added: 2, known: 0, unknown: 0, unusable: 0 });
    expect(store.importing.chosen.value).toEqual({ file: 'none' });
    expect(store.importing.passphrase.value).toBe('');
  });

  it('says of a wrong passphrase that it is one, until another is typed', async () => {
    const { saved } = await exported();
    const { store, asked } = optionsWorld();
    await store.open();
    await store.importing.choose(fileOf(saved[0]?.text ?? ''));
    store.importing.type('another passphrase');
    expect(await store.importing.run()).toBe(false);
    expect(store.importing.chosen.value).toMatchObject({ file: 'sealed', problem: 'wrong-passphrase' });
    store.importing.type(PASSPHRASE);
    expect(store.importing.chosen.value).toMatchObject({ problem: null });
    expect(asked()).toEqual([]);
  });

  it('is not imported any more once everything was forgotten while it was being opened', async () => {
    const { saved } = await exported();
    const { store, background, asked } = optionsWorld();
    Object.assign(background, { 'stored.forget': {}, 'keys.import': { added: 2, known: 0 } });
    await store.open();
    await store.importing.choose(fileOf(saved[0]?.text ?? ''));
    store.importing.type(PASSPHRASE);
    const opening = store.importing.run();
    await store.forgetting.forget();
    expect(await opening).toBe(false);
    expect(asked().map(({ type }) => type)).toEqual(['stored.forget']);
    expect(store.importing.news.value).toBeNull();
  });

  it('is not imported while the keys that are here are locked', async () => {
    const { saved } = await exported();
    const { store, asked } = optionsWorld(locked);
    await store.open();
    await store.importing.choose(fileOf(saved[0]?.text ?? ''));
    store.importing.type(PASSPHRASE);
    expect(await store.importing.run()).toBe(false);
    expect(asked()).toEqual([]);
  });
});

describe('a chosen file', () => {
  it('that is too large is not read', async () => {
    const { store } = optionsWorld();
    const file = { size: LARGEST_FILE + 1, text: () => Promise.reject(new Error('It was read')) };
    await store.importing.choose(file);
    expect(store.importing.chosen.value).toEqual({ file: 'refused', problem: 'too-large' });
  });

  it('that is gone says so', async () => {
    const { store } = optionsWorld();
    await store.importing.choose({ size: 10, text: () => Promise.reject(new Error('NotReadableError')) });
    expect(store.importing.chosen.value).toEqual({ file: 'refused', problem: 'unreachable' });
  });

  it('that is slow does not take the place of a later one', async () => {
    const { store } = optionsWorld();
    const slow = Promise.withResolvers<string>();
    const first = store.importing.choose({ size: 10, text: () => slow.promise });
    await store.importing.choose(fileOf('{}'));
    slow.resolve('not JSON');
    await first;
    expect(store.importing.chosen.value).toEqual({ file: 'refused', problem: 'foreign' });
    await store.importing.choose(undefined);
    expect(store.importing.chosen.value).toEqual({ file: 'none' });
  });
});

describe('what is stored', () => {
  it('is copied as it is, by area and name', async () => {
    const { store, records, raw, saved } = optionsWorld();
    records.vault.look = async () => ({ ok: false });
    raw['local:keyring'] = { version: 9, data: 'a canary' };
    await store.open();
    expect(store.stored.troubles.value).toEqual([{ what: 'vault', trouble: 'unreadable' }]);
    await store.stored.copy('vault');
    expect(JSON.parse(saved[0]?.text ?? '')).toEqual({ 'local:keyring': { version: 9, data: 'a canary' } });
    expect(store.stored.news.value).toEqual({ news: 'copySaved' });
  });

  it('what was set aside is copied and let go together', async () => {
    const { store, background, raw, saved, asked } = optionsWorld();
    background['stored.reset'] = {};
    raw['local:aside'] = [1];
    raw['session:aside'] = [2];
    await store.open();
    await store.stored.copy('aside');
    expect(JSON.parse(saved[0]?.text ?? '')).toEqual({ 'local:aside': [1], 'session:aside': [2] });
    store.stored.askAbout('aside');
    expect(await store.stored.letGo('aside')).toBe(true);
    expect(asked()).toEqual([{ type: 'stored.reset', payload: { name: 'aside' } }]);
    expect(store.stored.asking.value).toBeNull();
  });

  describe('keys of a portal that is gone', () => {
    const left = keyringOf(
      keyOf('s'),
      keyOf('a', { environment: 'p-acme/1' }),
      keyOf('b', { environment: 'p-acme/2' }),
    );

    it('are told of, copied with the others, and removed alone', async () => {
      const world = optionsWorld(open(left));
      const { store, background, raw, saved, asked } = world;
      background['key.remove'] = {};
      raw['local:keyring'] = { version: 2, data: 'all of them' };
      await store.open();
      expect(store.stored.troubles.value).toEqual([{ what: 'vault', trouble: 'orphans' }]);
      expect(store.stored.canCopy('orphans')).toBe(true);
      await store.stored.copy('orphans');
      expect(JSON.parse(saved[0]?.text ?? '')).toEqual({ 'local:keyring': { version: 2, data: 'all of them' } });
      store.stored.askAbout('orphans');
      expect(await store.stored.letGo('orphans')).toBe(true);
      expect(asked()).toEqual(['a', 'b'].map((keyId) => ({ type: 'key.remove', payload: { keyId } })));
      expect(store.stored.asking.value).toBeNull();
      await world.records.vault.update(() => open(keyringOf(keyOf('s'))));
      expect(store.stored.troubles.value).toEqual([]);
    });

    it('are nobody’s business once the portal is there again', async () => {
      const { store, portals } = optionsWorld(open(left));
      await store.open();
      await portals.update(() => [acme]);
      expect(store.stored.troubles.value).toEqual([]);
    });

    it('stay where it can’t be read which portals there are', async () => {
      const { store, portals, background, asked } = optionsWorld(open(left));
      background['key.remove'] = {};
      portals.read = () => Promise.reject(new UnreadableRecordError('portals'));
      await store.open();
      expect(store.stored.troubles.value).toEqual([]);
      await store.stored.letGo('orphans');
      expect(asked()).toEqual([]);
    });
  });

  it('says so where the browser cannot read it either', async () => {
    const { store, items, saved } = optionsWorld();
    const [keys] = items;
    if (keys) keys.raw = () => Promise.reject(new Error('disk'));
    await store.stored.copy('vault');
    expect(store.stored.news.value).toEqual({ news: 'noCopy' });
    expect(saved).toEqual([]);
  });
});

describe('forgetting everything', () => {
  it('leaves nothing that was typed either', async () => {
    const { store, background } = optionsWorld(open(keyring));
    background['stored.forget'] = {};
    await store.open();
    store.keeping.choose('passphrase');
    store.keeping.type('passphrase', PASSPHRASE);
    store.exporting.type('passphrase', PASSPHRASE);
    store.importing.type(PASSPHRASE);
    store.forgetting.ask(true);
    expect(await store.forgetting.forget()).toBe(true);
    expect(store.keeping.draft.value.passphrase).toBe('');
    expect(store.exporting.draft.value.passphrase).toBe('');
    expect(store.importing.passphrase.value).toBe('');
    expect(store.forgetting.news.value).toEqual({ news: 'nothingLeft' });
  });

  it('says so where it could not be asked for', async () => {
    const { store } = optionsWorld(open(keyring));
    await store.open();
    expect(await store.forgetting.forget()).toBe(false);
    expect(store.forgetting.alarm.value).toEqual({ alarm: 'noAnswer' });
  });
});

it.each([
  ['#stored', 'stored'],
  ['#forgotten', 'forgotten'],
  ['', null],
  ['#something', null],
])('the address with "%s" leads to %s', (hash, part) => {
  const { store } = optionsWorld();
  store.go(hash);
  expect(store.part.value).toBe(part);
});
