import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writingOf, firstChoice } from '../../../utils/popup/copy-choice';
import { findEnvironment, setAddedPortals } from '../../../utils/portals';
import { ENDLESS } from '../../../utils/token-state';
import { settle } from '../support/clock';
import { keyOf, keyringOf } from '../support/keys';
import { pasted, shelf } from './added-portals';
import { popupWorld } from './popup-world';

const NOW = 1_000_000_000_000;
const LIVE = 'https://api.shelf.test/*';
const DOCS = 'https://docs.shelf.test/*';

beforeEach(() => setAddedPortals([shelf, pasted]));
afterEach(() => setAddedPortals([]));

const key = keyOf('k', { environment: 'shelf/live' });
const endless = { id: 't', value: key.secret, receivedAt: NOW, expiresAt: ENDLESS };
const inUse = { keyring: keyringOf(key), tokens: { k: { state: 'ready', token: endless } as const } };

async function open(...given: Parameters<typeof popupWorld>) {
  const world = popupWorld(...given);
  world.background['token.get'] = { state: { state: 'ready', expiresAt: ENDLESS } };
  await world.store.open();
  await settle();
  return world;
}

/** A JWT that says nothing but when it ends, in s. */
const jwt = (exp: number) => `e30.${btoa(JSON.stringify({ exp })).replaceAll('=', '')}.x`;

it('tells which permissions a key can have, and which one has', async () => {
  const read = keyOf('r', { environment: 'shelf/live', permissions: ['read'] });
  const { store } = await open({ keyring: keyringOf(read, key) }, { wanted: 'shelf/live' });
  expect(store.view.value.permissions).toEqual(['read', 'write', 'delete']);
  expect(store.keys.value.map(({ permissions }) => permissions)).toEqual([['read'], []]);
  store.select('sandbox');
  expect(store.view.value.permissions).toEqual([]);
});

describe('which portal is shown', () => {
  it('the built-in one at first, with its environments alone', async () => {
    const { store } = await open();
    expect(store.portal.value.id).toBe('novapost');
    expect(store.portals.value.map(({ id }) => id)).toEqual(['novapost', 'shelf', 'pasted']);
    expect(store.environments.value.map(({ id }) => id)).toEqual(['sandbox', 'production', 'production-ua']);
  });

  it('that of the docs page in this tab, whatever was used last', async () => {
    const { store } = await open(
      { keyring: keyringOf(key), pages: { tabs: {}, last: 'sandbox' } },
      { tab: { id: 1, url: 'https://docs.shelf.test/api/books#list' } },
    );
    expect(store.selected.value.id).toBe('shelf/live');
  });

  it('the one that was used last, where there is no docs page', async () => {
    const { store } = await open({ pages: { tabs: {}, last: 'pasted-only' } });
    expect(store.portal.value.id).toBe('pasted');
  });

  it('the one that is chosen: where its key is, and later where the person was', async () => {
    const { store } = await open(
      { keyring: keyringOf(keyOf('t', { environment: 'shelf/try' })) },
      { wanted: 'production' },
    );
    store.selectPortal('shelf');
    expect(store.selected.value.id).toBe('shelf/try');
    store.select('shelf/live');
    store.selectPortal('novapost');
    expect(store.selected.value.id).toBe('production');
    store.selectPortal('shelf');
    expect(store.selected.value.id).toBe('shelf/live');
    store.selectPortal('unknown');
    expect(store.selected.value.id).toBe('shelf/live');
  });

  it('none whose environments the organization has taken away', async () => {
    const world = popupWorld();
    await world.records.policy.update(() => ({ environments: ['production', 'shelf/try'] }));
    await world.store.open();
    expect(world.store.portals.value.map(({ id }) => id)).toEqual(['novapost', 'shelf']);
    world.store.selectPortal('shelf');
    expect(world.store.environments.value.map(({ id }) => id)).toEqual(['shelf/try']);
  });
});

describe('what is sent as it is', () => {
  it('has no end, and its own words', async () => {
    const { store } = await open(inUse);
    expect(store.view.value).toMatchObject({ kind: 'static', token: { show: 'live', endless: true } });
    expect(store.wording.value).not.toBeNull();
  });

  it('is checked as soon as it is saved', async () => {
    const { store, asked, background, permissionAsks } = await open({}, { wanted: 'shelf/try' });
    background['key.add'] = { added: true, keyId: 'new-id' };
    store.drafts.type('shelf/try', 'secret', 'Bearer 0123456789abcdef');
    expect(await store.saveKey()).toBe(true);
    expect(asked().map(({ type }) => type)).toEqual(['key.add', 'token.get']);
    expect(permissionAsks).toEqual([['https://try.shelf.test/*']]);
  });

  it('is not checked where the person doesn’t let us call the API', async () => {
    const { store, asked, background, browser } = await open(
      {},
      { wanted: 'shelf/try', missing: ['https://try.shelf.test/*'] },
    );
    background['key.add'] = { added: true, keyId: 'new-id' };
    browser.allows = false;
    store.drafts.type('shelf/try', 'secret', '0123456789abcdef');
    await store.saveKey();
    expect(asked().map(({ type }) => type)).toEqual(['key.add']);
    expect(store.alarm.value).toEqual({ alarm: 'notAllowed', environment: 'shelf/try' });
  });

  it('is said to be in use, and not until when', async () => {
    const { store } = await open({ keyring: keyringOf(key) }, { wanted: 'shelf/live' });
    await store.getToken();
    expect(store.news.value).toEqual({ news: 'inUse' });
  });

  it('is copied as what it is', async () => {
    const { store, copied } = await open(inUse);
    await store.copyToken();
    expect(copied).toEqual([key.secret]);
    expect(store.news.value).toEqual({ news: 'keyCopied' });
  });

  it('goes into the portal’s own header', () => {
    const live = findEnvironment('shelf/live');
    const only = findEnvironment('pasted-only');
    if (!live || !only) throw new Error('They were added');
    const header = (environment: typeof live) =>
      writingOf({ ...firstChoice(environment), form: 'header' }, environment, '').write('v');
    expect(header(live)).toBe('X-API-Key: v');
    expect(header(only)).toBe('Authorization: Bearer v');
  });
});

describe('where nothing can be asked about a token', () => {
  const of = (secret: string) => ({ keyring: keyringOf(keyOf('p', { environment: 'pasted-only', secret })) });

  it('it is in use as soon as it is looked at', async () => {
    const { asked } = await open(of('any'), { wanted: 'pasted-only' });
    expect(asked()).toEqual([{ type: 'token.get', payload: { environment: 'pasted-only', fresh: false } }]);
  });

  it('one that is over is said to be over, and not asked for', async () => {
    const { store, asked, tick } = await open(of(jwt(NOW / 1000 + 60)), { wanted: 'pasted-only' });
    expect(store.view.value.token.show).toBe('empty');
    tick(61_000);
    expect(store.view.value.token).toMatchObject({ show: 'failed', trouble: { failure: { kind: 'ended' } } });
    store.select('pasted-only');
    expect(asked()).toHaveLength(1);
  });

  it('what is copied from the list is called a token', async () => {
    const { store, copied } = await open(of('any'), { wanted: 'pasted-only' });
    await store.copyKey('p');
    expect(copied).toEqual(['any']);
    expect(store.news.value).toEqual({ news: 'tokenCopied' });
  });
});

describe('sites', () => {
  it('of an added portal are missed only while it is shown, and only its docs', async () => {
    const { store } = await open({}, { missing: [DOCS, LIVE] });
    expect(store.missing.value).toEqual([]);
    store.selectPortal('shelf');
    expect(store.missing.value).toEqual([DOCS]);
    expect(store.lacksDocs.value).toBe(true);
  });

  it('are asked for in one question, within the click', async () => {
    const { store, permissionAsks } = await open(
      { keyring: keyringOf(key) },
      { wanted: 'shelf/live', missing: [DOCS, LIVE] },
    );
    const getting = store.getToken();
    expect(permissionAsks).toEqual([[LIVE, DOCS]]);
    await getting;
    expect(store.missing.value).toEqual([]);
  });

  it('who refuses the docs may still call the API', async () => {
    const { store, asked, browser } = await open(
      { keyring: keyringOf(key) },
      { wanted: 'shelf/live', missing: [DOCS] },
    );
    browser.allows = false;
    await store.getToken();
    expect(asked().map(({ type }) => type)).toEqual(['token.get']);
    expect(store.alarm.value).toBeNull();
  });

  it('the form says that the browser will ask only where it will', async () => {
    const { store, takeAway } = await open({}, { wanted: 'shelf/live' });
    expect(store.willAsk.value).toBe(false);
    takeAway([LIVE]);
    await settle();
    expect(store.willAsk.value).toBe(true);
    store.select('sandbox');
    expect(store.willAsk.value).toBe(false);
  });
});

describe('a key that a portal makes', () => {
  it('can be asked for with a key in use alone', async () => {
    const { store } = await open({}, { wanted: 'shelf/live' });
    expect(store.view.value).toMatchObject({ issues: 'values', canIssue: false, request: null });
    store.select('shelf/try');
    expect(store.view.value).toMatchObject({ issues: null, canIssue: false });
    const other = await open({ keyring: keyringOf(key) }, { wanted: 'shelf/live' });
    expect(other.store.view.value.canIssue).toBe(true);
  });

  it('is asked for with all fields, and is marked in the list until the person goes elsewhere', async () => {
    const { store, asked, background } = await open(inUse);
    background['key.issue'] = { outcome: 'made', keyId: 'n', again: NOW };
    store.toggleAdding();
    store.drafts.enter('shelf/live', 'project', ' atlas ');
    store.drafts.enter('shelf/live', 'label', 'x'.repeat(50));
    expect(await store.requestKey()).toBe(true);
    expect(asked().at(-1)).toEqual({
      type: 'key.issue',
      // One more than it may have: the background says so.
      payload: { environment: 'shelf/live', values: { project: 'atlas', label: 'x'.repeat(31) } },
    });
    expect(store.news.value).toEqual({ news: 'keyMade', inUse: false });
    expect([store.adding.value, store.made.value, store.draft.value.values]).toEqual([false, 'n', {}]);
    store.select('shelf/live');
    expect(store.made.value).toBeNull();
  });

  it('is asked for once, however often the button is pressed', async () => {
    const { store, asked, background } = await open(inUse);
    background['key.issue'] = { outcome: 'made', keyId: 'n', again: NOW };
    await Promise.all([store.requestKey(), store.requestKey()]);
    expect(asked().filter(({ type }) => type === 'key.issue')).toHaveLength(1);
  });

  it('what was said of a field is answered by typing in it, and what was said of the others stays', async () => {
    const { store, background } = await open(inUse);
    const fields = { project: 'No such project.', label: 'Taken.' };
    const failure = { kind: 'refused', status: 422, said: '' };
    background['key.issue'] = { outcome: 'failed', failure, mayExist: false, again: NOW, fields };
    expect(await store.requestKey()).toBe(false);
    store.drafts.enter('shelf/live', 'project', 'a');
    expect(store.draft.value.outcome).toMatchObject({ fields: { label: 'Taken.' } });
    store.drafts.enter('shelf/live', 'label', 'b');
    expect(store.draft.value).toMatchObject({ outcome: null, values: { project: 'a', label: 'b' } });
  });

  describe('by a background that is stopped before it answers', () => {
    const stopped = () => {
      throw new Error('The message channel closed');
    };
    const requests = (asked: readonly { type: string }[]) => asked.filter(({ type }) => type === 'key.issue');

    it('is asked for once, and may have been made', async () => {
      const { store, asked, background } = await open(inUse);
      background['key.issue'] = stopped;
      store.toggleAdding();
      expect(await store.requestKey()).toBe(false);
      expect(requests(asked())).toHaveLength(1);
      const failure = { kind: 'unreachable' };
      expect(store.draft.value.outcome).toMatchObject({ outcome: 'failed', failure, mayExist: true });
      expect([store.alarm.value, store.adding.value, store.busy.value.size]).toEqual([null, true, 0]);
    });

    it('is told as ever, where it was kept before', async () => {
      const { store, records, asked, background } = await open(inUse);
      background['key.issue'] = async () => {
        const kept = keyOf('n', { environment: 'shelf/live', source: 'issued', addedAt: NOW });
        await records.keyring.update((all) => ({ ...all, keys: [...all.keys, kept] }));
        stopped();
      };
      store.toggleAdding();
      expect(await store.requestKey()).toBe(true);
      expect(requests(asked())).toHaveLength(1);
      expect(store.news.value).toEqual({ news: 'keyMade', inUse: false });
      expect([store.adding.value, store.made.value, store.draft.value.outcome]).toEqual([false, 'n', null]);
    });

    it('is not taken for one that was here before', async () => {
      const earlier = keyOf('n', { environment: 'shelf/live', source: 'issued', addedAt: NOW - 1 });
      const { store, background } = await open({ ...inUse, keyring: keyringOf(key, earlier) });
      background['key.issue'] = stopped;
      expect(await store.requestKey()).toBe(false);
      expect(store.draft.value.outcome).toMatchObject({ mayExist: true });
    });

    it('one that refuses says so, and nothing was sent', async () => {
      const { store, background } = await open(inUse);
      background['key.issue'] = { outcome: 'none of ours' };
      expect(await store.requestKey()).toBe(false);
      expect(store.draft.value.outcome).toBeNull();
      expect(store.alarm.value).toEqual({ alarm: 'noAnswer' });
    });
  });
});
