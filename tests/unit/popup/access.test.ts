import { describe, expect, it } from 'vitest';
import { createAccess } from '../../../utils/popup/access';
import { createNewsroom } from '../../../utils/popup/news';
import { builtInPortals } from '../../../utils/portals';
import { settle } from '../support/clock';
import { keyOf, keyringOf } from '../support/keys';
import { popupWorld } from './popup-world';

const DOCS = 'https://api.novapost.com/*';
const SANDBOX = 'https://api-stage.novapost.pl/*';

const open = async (missing: string[], tab?: { id: number; url: string | undefined }) => {
  const world = popupWorld({ keyring: keyringOf(keyOf('s')) }, { missing, ...(tab ? { tab } : {}) });
  await world.store.open();
  await settle();
  return world;
};

describe('sites that were taken away', () => {
  it('none: nothing is said', async () => {
    const { store } = await open([]);
    expect(store.missing.value).toEqual([]);
    expect(store.lacksDocs.value).toBe(false);
  });

  it('are known from the start, docs first; one that is optional is none of them', async () => {
    const { store } = await open([SANDBOX, DOCS, 'https://api.novaposhta.ua/*']);
    expect(store.missing.value).toEqual([DOCS, SANDBOX]);
    expect(store.lacksDocs.value).toBe(true);
  });

  it('are noticed while the popup is open, and so is their return', async () => {
    const { store, takeAway } = await open([]);
    takeAway([SANDBOX]);
    await settle();
    expect(store.missing.value).toEqual([SANDBOX]);
    expect(store.lacksDocs.value).toBe(false);
    takeAway([]);
    await settle();
    expect(store.missing.value).toEqual([]);
  });
});

it('all built-in sites are asked about in one go: a popup that opens waits for the answers, and for nothing before the questions', () => {
  const asked: string[] = [];
  const [portal] = builtInPortals;
  if (!portal) throw new Error('No portal came along');
  const dependencies = {
    permissions: {
      request: async () => true,
      contains: async (patterns: string[]) => asked.push(...patterns) > 0,
      watch: () => undefined,
    },
    // Never there.
    addedPortals: new Promise<void>(() => undefined),
  };
  void createAccess(dependencies, createNewsroom(Date.now), () => portal).open(() => undefined);
  expect(asked.toSorted()).toEqual([DOCS, SANDBOX, 'https://api.novaposhta.ua/*'].toSorted());
});

describe('"Allow"', () => {
  it('asks for what is missing, within the click', async () => {
    const { store, permissionAsks } = await open([SANDBOX, DOCS]);
    const allowing = store.allow();
    expect(permissionAsks).toEqual([[DOCS, SANDBOX]]);
    await allowing;
    expect(store.missing.value).toEqual([]);
    expect(store.news.value).toEqual({ news: 'allowed' });
  });

  it('goes on saying so where the person says no', async () => {
    const { store, browser } = await open([DOCS]);
    browser.allows = false;
    await store.allow();
    expect(store.missing.value).toEqual([DOCS]);
    expect(store.news.value).toBeNull();
  });

  it.each(['Get token', 'Save key'])('"%s" asks as well', async (button) => {
    const { store, background, permissionAsks } = await open([SANDBOX]);
    background['token.get'] = { state: { state: 'expired' } };
    background['key.add'] = { added: true, keyId: 'new-id' };
    store.drafts.change('sandbox', { secret: 'a'.repeat(32) });
    await (button === 'Get token' ? store.getToken() : store.saveKey());
    expect(permissionAsks).toEqual([[SANDBOX]]);
  });
});

it('a page whose address the browser kept from us is found once it is allowed', async () => {
  const { store, browser, page, takeAway } = await open([DOCS], { id: 7, url: undefined });
  expect(store.page.value).toEqual({ page: 'other' });
  browser.tab = { id: 7, url: 'https://api.novapost.com/developers' };
  page['tab.describe'] = { environment: 'sandbox', authorized: true };
  takeAway([]);
  await settle();
  expect(store.page.value).toEqual({ page: 'docs', environment: 'sandbox', authorized: true });
});

it('the background is told once the browser is online again', async () => {
  const { asked, goOnline } = await open([]);
  expect(asked()).toEqual([]);
  goOnline();
  expect(asked()).toEqual([{ type: 'popup.online', payload: {} }]);
});
