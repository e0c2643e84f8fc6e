import { describe, expect, it } from 'vitest';
import { keyOf, keyringOf } from '../support/keys';
import { popupWorld } from './popup-world';

const NOW = 1_000_000_000_000;
const UA_HOST = 'https://api.novaposhta.ua/*';

describe('saving a key', () => {
  it('sends what was typed, and forgets it', async () => {
    const { store, background, asked, permissionAsks } = popupWorld({}, { wanted: 'production' });
    background['key.add'] = { added: true, keyId: 'new-id' };
    await store.open();
    store.drafts.type('production', 'secret', ' 0123abcd ');
    store.drafts.type('production', 'label', 'Shop');
    store.drafts.change('production', { permissions: ['read'] });
    expect(await store.saveKey()).toBe(true);
    const typed = { secret: ' 0123abcd ', label: 'Shop', permissions: ['read'] };
    const payload = { keyId: 'new-id', environment: 'production', ...typed };
    expect(asked()).toEqual([{ type: 'key.add', payload }]);
    expect(store.draft.value).toMatchObject({ secret: '', label: '', permissions: [] });
    expect(store.news.value).toEqual({ news: 'keySaved' });
    expect(permissionAsks).toEqual([]);
  });

  it('sees by itself what is no key, and asks nobody; typing takes the problem away', async () => {
    const { store, asked, permissionAsks } = popupWorld({}, { wanted: 'production-ua' });
    await store.open();
    store.drafts.type('production-ua', 'secret', 'two words');
    expect(await store.saveKey()).toBe(false);
    expect(store.draft.value.problem).toBe('has-spaces');
    expect([asked(), permissionAsks]).toEqual([[], []]);
    store.drafts.type('production-ua', 'secret', 'two');
    expect(store.draft.value.problem).toBeNull();
  });

  it('tells what only the background can know, and keeps what was typed', async () => {
    const { store, background } = popupWorld();
    background['key.add'] = { added: false, problem: 'already-saved' };
    await store.open();
    store.drafts.type('sandbox', 'secret', '0123abcd');
    expect(await store.saveKey()).toBe(false);
    expect(store.draft.value).toMatchObject({ secret: '0123abcd', problem: 'already-saved' });
  });

  it('keeps what was typed if nobody answers', async () => {
    const { store } = popupWorld();
    await store.open();
    store.drafts.type('sandbox', 'secret', '0123abcd');
    expect(await store.saveKey()).toBe(false);
    expect(store.draft.value.secret).toBe('0123abcd');
    expect(store.alarm.value).toEqual({ alarm: 'noAnswer' });
  });
});

const worldThat = async (allows: boolean) => {
  const made = popupWorld(
    { keyring: keyringOf(keyOf('u', { environment: 'production-ua' })) },
    { wanted: 'production-ua' },
  );
  made.browser.allows = allows;
  made.background['key.add'] = { added: true, keyId: 'new-id' };
  made.background['token.get'] = { state: { state: 'expired' } };
  await made.store.open();
  made.store.drafts.type('production-ua', 'secret', '0123abcd');
  return made;
};

describe('a host that the person must allow', () => {
  it('is asked for within the click, before anything is awaited', async () => {
    const { store, permissionAsks } = await worldThat(true);
    const saving = store.saveKey();
    expect(permissionAsks).toEqual([[UA_HOST]]);
    expect(await saving).toBe(true);
    expect(store.alarm.value).toBeNull();
    const getting = store.getToken();
    expect(permissionAsks).toEqual([[UA_HOST], [UA_HOST]]);
    await getting;
  });

  it('keeps the key if the person refuses, and says what that means', async () => {
    const { store } = await worldThat(false);
    expect(await store.saveKey()).toBe(true);
    expect(store.alarm.value).toEqual({ alarm: 'notAllowed', environment: 'production-ua' });
  });

  it('asks for no token that could not be had', async () => {
    const { store, asked } = await worldThat(false);
    await store.getToken();
    expect(asked()).toEqual([]);
    expect(store.alarm.value).toEqual({ alarm: 'notAllowedToken', environment: 'production-ua' });
  });

  it('is asked for again where the browser took it back', async () => {
    const tokens = { s: { state: 'rejected', failure: { kind: 'no-permission' } } } as const;
    const { store, background, permissionAsks } = popupWorld({ keyring: keyringOf(keyOf('s')), tokens });
    background['token.get'] = { state: { state: 'expired' } };
    await store.open();
    await store.getToken();
    expect(permissionAsks).toEqual([['https://api-stage.novapost.pl/*']]);
  });
});

describe('asking for a sandbox key', () => {
  it('closes the form, and says when the next one is possible', async () => {
    const { store, background, asked } = popupWorld();
    background['key.issue'] = { outcome: 'made', keyId: 'k', again: NOW + 5 };
    await store.open();
    store.toggleAdding();
    store.drafts.enter('sandbox', 'phone', ' +49 821 343 76 54 ');
    expect(await store.requestKey()).toBe(true);
    expect(asked()[0]?.payload).toEqual({ environment: 'sandbox', values: { phone: '+49 821 343 76 54' } });
    expect(store.adding.value).toBe(false);
    expect(store.draft.value.values).toEqual({});
    expect(store.news.value).toEqual({ news: 'sandboxKeyMade', again: NOW + 5 });
  });

  it('leaves alone what the person has opened in another environment meanwhile', async () => {
    const { store, background } = popupWorld();
    const answer = Promise.withResolvers<unknown>();
    background['key.issue'] = () => answer.promise;
    await store.open();
    store.drafts.enter('sandbox', 'phone', '+49 821 343 76 54');
    const asking = store.requestKey();
    store.select('production');
    store.toggleAdding();
    answer.resolve({ outcome: 'made', keyId: 'k', again: NOW + 5 });
    expect(await asking).toBe(false);
    expect(store.adding.value).toBe(true);
    expect(store.news.value).toEqual({ news: 'sandboxKeyMade', again: NOW + 5 });
  });

  it('keeps the number and tells what became of it', async () => {
    const { store, background } = popupWorld();
    background['key.issue'] = { outcome: 'bad-phone' };
    await store.open();
    store.drafts.enter('sandbox', 'phone', '12');
    expect(await store.requestKey()).toBe(false);
    expect(store.draft.value).toMatchObject({ values: { phone: '12' }, outcome: { outcome: 'bad-phone' } });
    store.drafts.enter('sandbox', 'phone', '123');
    expect(store.draft.value.outcome).toBeNull();
  });

  it('asks a second time if the background was stopped, and tells a key that was kept before', async () => {
    const { store, records, background, asked } = popupWorld();
    let times = 0;
    background['key.issue'] = async () => {
      times += 1;
      if (times === 2) return { outcome: 'too-early', mayExist: true, again: NOW + 5 };
      await records.keyring.update(() => keyringOf(keyOf('k', { source: 'phone', addedAt: NOW })));
      throw new Error('The message channel closed');
    };
    await store.open();
    store.drafts.enter('sandbox', 'phone', '49 821 3437654');
    expect(await store.requestKey()).toBe(true);
    expect(asked().map(({ type }) => type)).toEqual(['key.issue', 'key.issue']);
    expect(store.news.value).toEqual({ news: 'sandboxKeyMade', again: NOW + 5 });
    expect(store.draft.value.outcome).toBeNull();
  });

  it('says that nobody knows whether there is a key, where none was kept', async () => {
    const { store, background } = popupWorld();
    const outcome = { outcome: 'too-early', mayExist: true, again: NOW + 5 };
    background['key.issue'] = outcome;
    await store.open();
    store.drafts.enter('sandbox', 'phone', '49 821 3437654');
    expect(await store.requestKey()).toBe(false);
    expect(store.draft.value.outcome).toEqual(outcome);
  });
});
