import { describe, expect, it } from 'vitest';
import { keyOf, keyringOf } from '../support/keys';
import { settle } from '../support/clock';
import { popupWorld } from './popup-world';

const NOW = 1_000_000_000_000;
const MINUTE = 60_000;
const token = { id: 't', value: 'eyJ.the.token', receivedAt: NOW, expiresAt: NOW + 60 * MINUTE };
const withToken = {
  keyring: keyringOf(keyOf('s')),
  tokens: { s: { state: 'ready', token } as const },
};

describe('opening', () => {
  it('shows what is stored before the background has said a word', async () => {
    const { store, background } = popupWorld(withToken);
    delete background['popup.hello'];
    await store.open();
    expect(store.view.value).toMatchObject({ keys: [{ id: 's' }], token: { show: 'live', leftMs: 60 * MINUTE } });
    expect(store.alarm.value).toBeNull();
  });

  it('follows what any context changes', async () => {
    const { store, records } = popupWorld();
    await store.open();
    await records.keyring.update(() => keyringOf(keyOf('s')));
    expect(store.view.value).toMatchObject({ keys: [{ id: 's' }], token: { show: 'empty' } });
    await records.tokens.update(() => ({ s: { state: 'ready', token } }));
    expect(store.view.value.token.show).toBe('live');
  });

  it.each([
    ['is damaged', async () => ({ ok: false }) as const],
    ['is kept back by the browser', () => Promise.reject(new Error('IO error'))],
  ])('says which record cannot be read because it %s, and shows the others', async (_, look) => {
    const { store, records } = popupWorld(withToken);
    records.tokens.look = look;
    await store.open();
    expect(store.troubles.value).toEqual([{ what: 'tokens', trouble: 'unreadable' }]);
    expect(store.view.value).toMatchObject({ keys: [{ id: 's' }], token: { show: 'unknown' } });
  });

  it('counts down with the clock', async () => {
    const { store, tick } = popupWorld(withToken);
    await store.open();
    tick();
    expect(store.view.value.token).toMatchObject({ leftMs: 60 * MINUTE - 1000 });
    tick(60 * MINUTE);
    expect(store.view.value.token).toEqual({ show: 'empty' });
  });
});

describe('choosing an environment', () => {
  it('takes nothing along: no revealed key, no open form, no news, no draft', async () => {
    const { store } = popupWorld(withToken);
    await store.open();
    store.reveal('s');
    store.toggleAdding();
    store.drafts.type('sandbox', 'secret', 'typed');
    await store.copyToken();
    store.select('production');
    expect(store.view.value.environment.id).toBe('production');
    expect(store.draft.value.secret).toBe('');
    expect(store.news.value).toBeNull();
    store.select('sandbox');
    expect(store.view.value.keys[0]?.secret).toBeNull();
    expect(store.adding.value).toBe(false);
    expect(store.draft.value.secret).toBe('typed');
  });
});

describe('tokens', () => {
  it('gets one, and says how long it is good', async () => {
    const { store, background, asked } = popupWorld({ keyring: keyringOf(keyOf('s')) });
    background['token.get'] = { state: { state: 'ready', expiresAt: token.expiresAt } };
    await store.open();
    await store.getToken();
    expect(asked()).toEqual([{ type: 'token.get', payload: { environment: 'sandbox', fresh: false } }]);
    expect(store.news.value).toEqual({ news: 'tokenReady', expiresAt: token.expiresAt });
  });

  it('refreshes one that is still good', async () => {
    const { store, background, asked } = popupWorld(withToken);
    background['token.get'] = { state: { state: 'ready', expiresAt: token.expiresAt } };
    await store.open();
    await store.getToken();
    expect(asked()[0]?.payload).toEqual({ environment: 'sandbox', fresh: true });
  });

  it('asks once, however often the button is pressed meanwhile', async () => {
    const { store, background, asked } = popupWorld(withToken);
    background['token.get'] = { state: { state: 'expired' } };
    await store.open();
    const first = store.getToken();
    expect(store.isFetching.value).toBe(true);
    await Promise.all([first, store.getToken()]);
    expect(asked()).toHaveLength(1);
    expect(store.isFetching.value).toBe(false);
  });

  it("waits for no other environment's", async () => {
    const { store, background, asked } = popupWorld(withToken);
    background['token.get'] = { state: { state: 'expired' } };
    await store.open();
    const first = store.getToken();
    store.select('production');
    expect(store.isFetching.value).toBe(false);
    await Promise.all([first, store.getToken()]);
    expect(asked().map(({ payload }) => payload)).toMatchObject([
      { environment: 'sandbox' },
      { environment: 'production' },
    ]);
  });

  it('says so if the background does not answer, until the next action', async () => {
    const { store } = popupWorld(withToken);
    await store.open();
    await store.getToken();
    expect(store.alarm.value).toEqual({ alarm: 'noAnswer' });
    await store.copyToken();
    expect(store.alarm.value).toBeNull();
  });

  it('copies the token itself, and takes the news down after a while', async () => {
    const { store, copied, tick } = popupWorld(withToken);
    await store.open();
    await store.copyToken();
    expect(copied).toEqual([token.value]);
    expect(store.news.value).toEqual({ news: 'tokenCopied' });
    tick(9000);
    expect(store.news.value).not.toBeNull();
    tick(1000);
    expect(store.news.value).toBeNull();
  });

  it('does not copy a token that has ended, and tells of a clipboard that refuses', async () => {
    const { store, browser, copied } = popupWorld(withToken);
    await store.open();
    browser.clipboard = false;
    await store.copyToken();
    expect(store.alarm.value).toEqual({ alarm: 'copyFailed' });
    browser.now += 61 * MINUTE;
    await store.copyToken();
    expect(store.alarm.value).toEqual({ alarm: 'tokenGone' });
    expect(copied).toEqual([]);
  });
});

describe('settings', () => {
  it('asks the background to fill, and says what that means', async () => {
    const { store, background, asked } = popupWorld({}, { wanted: 'production' });
    background['settings.fill'] = {};
    await store.open();
    await store.setFill(true);
    await settle();
    expect(asked()).toEqual([{ type: 'settings.fill', payload: { environment: 'production', on: true } }]);
    expect(store.news.value).toEqual({ news: 'fills', environment: 'production', on: true });
  });
});
