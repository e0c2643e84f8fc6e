import { describe, expect, it } from 'vitest';
import { portalOf } from '../../../utils/portals';
import { defaultSettings } from '../../../utils/settings';
import { keyOf, keyringOf } from '../support/keys';
import { settle } from '../support/clock';
import { popupWorld } from './popup-world';

const DOCS = { id: 7, url: 'https://api.novapost.com/developers/index.html#auth' };
const describes = (environment: string | null, authorized = false) => ({ environment, authorized });

const open = async (stored: Parameters<typeof popupWorld>[0] = {}, answer?: unknown) => {
  const world = popupWorld(stored, { tab: DOCS });
  if (answer) world.page['tab.describe'] = answer;
  await world.store.open();
  await settle();
  return world;
};

describe('the page under the popup', () => {
  it.each([
    ['no tab', undefined],
    ['another site', { id: 7, url: 'https://api.novapost.com.example/developers' }],
    ['a tab that we may not see', { id: 7, url: undefined }],
  ])('%s is not asked', async (_, tab) => {
    const { store, told } = popupWorld({}, tab ? { tab } : {});
    await store.open();
    await settle();
    expect(store.page.value).toEqual({ page: 'other' });
    expect(told).toEqual([]);
  });

  it('decides which environment is shown first', async () => {
    const { store } = await open({}, describes('production'));
    expect(store.page.value).toEqual({ page: 'docs', environment: 'production', authorized: false });
    expect(store.selected.value.id).toBe('production');
  });

  it('is known at once where the background has noted it', async () => {
    const world = popupWorld({ pages: { tabs: { 7: 'production' }, last: 'sandbox' } }, { tab: DOCS });
    await world.store.open();
    expect(world.store.selected.value.id).toBe('production');
    expect(world.store.page.value).toEqual({ page: 'asking' });
  });

  it('does not take the person away from the environment that they chose meanwhile', async () => {
    const world = popupWorld({}, { tab: DOCS });
    world.page['tab.describe'] = describes('production');
    const opening = world.store.open();
    await opening;
    world.store.select('production-ua');
    await settle();
    expect(world.store.selected.value.id).toBe('production-ua');
  });

  it('is followed while the popup is open', async () => {
    const { store, page, tick } = await open({ keyring: keyringOf(keyOf('s')) }, describes('sandbox'));
    page['tab.describe'] = describes('production', true);
    tick(2000);
    await settle();
    expect(store.page.value).toEqual({ page: 'docs', environment: 'production', authorized: true });
    expect(store.selected.value.id).toBe('sandbox');
  });
});

describe('authorizing the page', () => {
  it('hands the click over and says what came of it', async () => {
    const { store, page, told } = await open({}, describes('sandbox'));
    page['tab.authorize'] = () => {
      page['tab.describe'] = describes('sandbox', true);
      return {};
    };
    await store.authorizePage();
    expect(told.map(({ type }) => type)).toContain('tab.authorize');
    expect(store.news.value).toEqual({ news: 'pageAuthorized', environment: 'sandbox' });
  });

  it('does not claim what is not so yet', async () => {
    const { store, page } = await open({}, describes('sandbox'));
    page['tab.authorize'] = {};
    await store.authorizePage();
    expect(store.news.value).toEqual({ news: 'pageAsked' });
  });

  it('says so if the page is gone', async () => {
    const { store, page } = await open({}, describes('sandbox'));
    delete page['tab.describe'];
    await store.authorizePage();
    expect(store.alarm.value).toEqual({ alarm: 'pageSilent' });
    expect(store.page.value).toEqual({ page: 'silent' });
  });
});

describe('a page from before the installation', () => {
  it('is reloaded on demand, and then answers', async () => {
    const { store, page, reloaded, tick } = await open();
    expect(store.page.value).toEqual({ page: 'silent' });
    await store.reloadPage();
    expect(reloaded).toEqual([7]);
    expect(store.page.value).toEqual({ page: 'asking' });
    tick(2000);
    await settle();
    expect(store.page.value).toEqual({ page: 'asking' });
    page['tab.describe'] = describes('sandbox');
    tick(2000);
    await settle();
    expect(store.page.value).toEqual({ page: 'docs', environment: 'sandbox', authorized: false });
  });

  it('is silent again if it never comes back', async () => {
    const { store, tick } = await open();
    await store.reloadPage();
    tick(20_000);
    await settle();
    expect(store.page.value).toEqual({ page: 'silent' });
  });
});

describe('a pill that is hidden on the docs', () => {
  const settings = { ...defaultSettings(), pillHidden: { [portalOf('sandbox').id]: true, other: true } };

  it('is told of, and comes back on demand', async () => {
    const { store, background, asked, records } = await open({ settings }, describes('sandbox'));
    expect(store.hidesPill.value).toBe(true);
    background['settings.set'] = {};
    await store.showPill();
    const payload = { pillHidden: { [portalOf('sandbox').id]: false, other: true } };
    expect(asked()).toEqual([{ type: 'settings.set', payload }]);
    expect(store.news.value).toEqual({ news: 'pillShown' });
    await records.settings.update((all) => ({ ...all, ...payload }));
    expect(store.hidesPill.value).toBe(false);
  });

  it('stays hidden if the background does not answer', async () => {
    const { store } = await open({ settings }, describes('sandbox'));
    await store.showPill();
    expect(store.alarm.value).toEqual({ alarm: 'noAnswer' });
    expect(store.news.value).toBeNull();
  });

  it('is nothing to say over another page, or on another portal', async () => {
    const elsewhere = popupWorld({ settings }, { tab: { id: 7, url: 'https://elsewhere.example/' } });
    await elsewhere.store.open();
    expect(elsewhere.store.hidesPill.value).toBe(false);
    const { store } = await open({ settings: { ...settings, pillHidden: { other: true } } }, describes('sandbox'));
    expect(store.hidesPill.value).toBe(false);
  });
});
