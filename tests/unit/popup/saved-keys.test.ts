import { describe, expect, it } from 'vitest';
import { keyOf, keyringOf } from '../support/keys';
import { popupWorld } from './popup-world';

describe('saved keys', () => {
  const keyring = keyringOf(keyOf('s', { secret: '0123456789abcdef' }));

  it('are shown one at a time, and masked again', async () => {
    const { store } = popupWorld({ keyring });
    await store.open();
    store.reveal('s');
    expect(store.view.value.keys[0]?.secret).toBe('0123456789abcdef');
    store.reveal('s');
    expect(store.view.value.keys[0]?.secret).toBeNull();
  });

  it('are masked again once they were locked', async () => {
    const { store, records } = popupWorld({ keyring });
    await store.open();
    store.reveal('s');
    records.vault.lock(true);
    records.vault.lock(false);
    expect(store.view.value.keys[0]?.secret).toBeNull();
  });

  it('are copied without being shown; one that is gone is not', async () => {
    const { store, copied } = popupWorld({ keyring });
    await store.open();
    await store.copyKey('s');
    expect(copied).toEqual(['0123456789abcdef']);
    expect(store.news.value).toEqual({ news: 'keyCopied' });
    await store.copyKey('gone');
    expect(store.alarm.value).toEqual({ alarm: 'keyGone' });
  });

  it('are chosen and removed by the background', async () => {
    const { store, background, asked } = popupWorld({ keyring });
    Object.assign(background, { 'key.activate': {}, 'key.remove': {} });
    await store.open();
    await store.activateKey('s', 'Shop');
    expect(store.news.value).toEqual({ news: 'keyChosen', label: 'Shop' });
    store.askRemoval('s');
    expect(await store.removeKey('s')).toBe(true);
    expect(store.removing.value).toBeNull();
    expect(asked().map(({ type }) => type)).toEqual(['key.activate', 'key.remove']);
  });

  it('keep the dot where the person has put it, until the background has agreed or not', async () => {
    const two = keyringOf(keyOf('s'), keyOf('t'));
    const { store, background, tick } = popupWorld({ keyring: two });
    background['key.activate'] = () => {
      throw new Error('the background did not take it');
    };
    await store.open();
    const active = () => store.view.value.keys.filter((key) => key.active).map(({ id }) => id);
    const chosen = store.activateKey('s', 'One');
    tick();
    expect(active()).toEqual(['s']);
    await chosen;
    expect(active()).toEqual(['t']);
  });
});
