import { beforeEach, describe, expect, it } from 'vitest';
import { createAddedPortals, type AddedPortals } from '../../../utils/background/portals';
import type { Happening } from '../../../utils/events';
import { findEnvironment, portals, type Portal } from '../../../utils/portals';
import { novaPost } from '../../../utils/portals/novapost';
import { defaultSettings, type Settings } from '../../../utils/settings';
import type { SandboxRequests } from '../../../utils/tokens/sandbox-requests';
import type { Pages } from '../../../utils/tokens/pages';
import type { Keyring } from '../../../utils/vault/keyring';
import { keyOf, keyringOf } from '../support/keys';
import { memoryRecord, type MemoryRecord } from '../support/memory-record';
import { merchant, parcels, stat } from '../support/portals';

let record: MemoryRecord<readonly Portal[]>;
let keyring: MemoryRecord<Keyring>;
let settings: MemoryRecord<Settings>;
let pages: MemoryRecord<Pages>;
let requests: MemoryRecord<SandboxRequests>;
let events: MemoryRecord<Happening[]>;
let synced: string[][];
let forgotten: string[];
/** What was there when the last token was forgotten. */
let atForgetting: { readonly keys: readonly string[]; readonly names: readonly string[] };
let left: string[];
let givenBack: string[];
/** The portals that were still stored when sites were given back. */
let atGivingBack: readonly string[];
let isLocked: boolean;
let tellsLate: boolean;
let added: AddedPortals;

beforeEach(() => {
  record = memoryRecord<readonly Portal[]>([]);
  keyring = memoryRecord(keyringOf(keyOf('k1'), keyOf('k2', { environment: 'p-parcels/1' })));
  settings = memoryRecord({
    ...defaultSettings(),
    fillsByItself: { sandbox: true, 'p-parcels/1': true },
    pillHidden: { 'p-parcels': true, novapost: true },
  });
  pages = memoryRecord<Pages>({ tabs: { '1': 'sandbox', '2': 'p-parcels/2', '3': null }, last: 'p-parcels/1' });
  const request = { at: 1, answered: true };
  requests = memoryRecord<SandboxRequests>({ '48123456789': request, 'p-parcels/1 48123456789': request });
  events = memoryRecord(['sandbox', 'p-parcels/2', null].map(happened));
  synced = [];
  forgotten = [];
  left = [];
  givenBack = [];
  isLocked = false;
  tellsLate = false;
  added = make();
});

const happened = (environment: string | null): Happening => ({ at: 1, what: 'applied', environment, failure: null });

const make = () =>
  createAddedPortals({
    record,
    vault: {
      read: async () =>
        isLocked
          ? { vault: 'locked', environments: Object.keys(keyring.current().active) }
          : { vault: 'open', protection: 'device', keyring: await keyring.read() },
      update: (change) => (isLocked ? Promise.reject(new Error('locked')) : keyring.update(change)),
    },
    tokens: {
      forget: async (keyId) => {
        forgotten.push(keyId);
        atForgetting = { keys: keyring.current().keys.map(({ id }) => id), names: portals.map(({ name }) => name) };
      },
    },
    settings,
    pages,
    requests,
    events,
    scripts: {
      sync: async (all) => {
        synced.push(all.map(({ id }) => id));
        // Docs that are open and lose their token say once more what they show.
        if (tellsLate)
          await pages.update(({ tabs }) => ({ tabs: { ...tabs, '2': 'p-parcels/2' }, last: 'p-parcels/2' }));
      },
    },
    leave: async ({ id }) => void left.push(id),
    giveBack: async (origins) => {
      givenBack.push(...origins);
      atGivingBack = ids();
      if (origins.includes('https://docs.stat.example/*')) throw new Error('The browser keeps it');
    },
  });

const ids = () => record.current().map(({ id }) => id);

describe('a portal', () => {
  it('is kept, known and in its docs from then on', async () => {
    expect(await added.save(parcels)).toBeNull();
    expect(ids()).toEqual(['p-parcels']);
    expect(portals.map(({ id }) => id)).toEqual(['novapost', 'p-parcels']);
    expect(findEnvironment('p-parcels/2')?.baseUrl).toBe('https://api.parcels.example/');
    expect(synced).toEqual([['p-parcels']]);
  });

  it.each<[string, Portal]>([
    ["a built-in portal's id", { ...stat, id: novaPost.id }],
    ["a built-in environment's id", { ...stat, environments: novaPost.environments }],
    ["a built-in portal's docs", { ...stat, docs: ['https://api.novapost.com/developers'] }],
    ["pages above a built-in portal's docs", { ...stat, docs: ['https://api.novapost.com/*'] }],
    ["another one's environments", { ...stat, environments: parcels.environments }],
    ["another one's docs", { ...stat, docs: parcels.docs }],
  ])('is not taken with %s', async (_what, portal) => {
    await added.save(parcels);
    expect(await added.save(portal)).toBe('taken');
    expect(ids()).toEqual(['p-parcels']);
  });

  it.each<[string, boolean]>([
    ['https://api.stat.example/docs/*', true],
    ['https://api.stat.example/docs/', true],
    ['https://api.stat.example/docs/keys', true],
    ['https://api.stat.example/docs/keys/*', true],
    ['https://api.stat.example/*', true],
    ['https://api.stat.example/docs', false],
    ['https://api.stat.example/doc/*', false],
    ['https://api.stat.example/', false],
  ])('beside docs with pages below: %s is taken already: %s', async (page, isTaken) => {
    await added.save(stat);
    expect(await added.save({ ...parcels, docs: [page] })).toBe(isTaken ? 'taken' : null);
  });

  it('may have a page below another one’s single page', async () => {
    await added.save(parcels);
    expect(await added.save({ ...stat, docs: ['https://docs.parcels.example/reference/more'] })).toBeNull();
  });

  it('is not taken beyond thirty', async () => {
    for (let at = 0; at < 30; at += 1) {
      const environments = stat.environments.map((each) => ({ ...each, id: `s${at}/1` }));
      expect(await added.save({ ...stat, id: `s${at}`, docs: [], environments })).toBeNull();
    }
    expect(await added.save(parcels)).toBe('too-many');
    const [first] = record.current();
    expect(await added.save({ ...stat, ...first, name: 'Other' })).toBeNull();
  });

  it('gets another descriptor, and its tokens are made anew', async () => {
    await added.save(parcels);
    expect(await added.save({ ...parcels, name: 'Other' })).toBeNull();
    expect(record.current().map(({ name }) => name)).toEqual(['Other']);
    expect(forgotten).toEqual(['k2']);
    expect(new Set(left)).toEqual(new Set(['p-parcels']));
    // A page that is told at once gets one that is made as the new one says.
    expect(atForgetting.names).toContain('Other');
    expect(settings.current().fillsByItself).toEqual({ sandbox: true, 'p-parcels/1': true });
  });

  it('does not hand on what was said of an environment that is gone, or that is on another site now', async () => {
    keyring = memoryRecord(keyringOf(keyOf('k1')));
    added = make();
    await added.save(parcels);
    await settings.update((all) => ({
      ...all,
      fillsByItself: { sandbox: true, 'p-parcels/1': true, 'p-parcels/2': true },
    }));
    const [first] = parcels.environments;
    if (!first) throw new Error('Parcels has two');
    await added.save({ ...parcels, environments: [{ ...first, baseUrl: 'https://new.example/' }] });
    expect(settings.current().fillsByItself).toEqual({ sandbox: true });
    expect(pages.current()).toEqual({ tabs: { '1': 'sandbox', '3': null }, last: null });
  });

  it('has not handed it on either where the worker is stopped as it is stored', async () => {
    keyring = memoryRecord(keyringOf(keyOf('k1')));
    added = make();
    await added.save(parcels);
    record.watch(() => settings.refuseWrites(new Error('stopped')));
    const [first, second] = parcels.environments;
    if (!first || !second) throw new Error('Parcels has two');
    await added.save({ ...parcels, environments: [second] }).catch(() => undefined);
    expect(ids()).toEqual(['p-parcels']);
    expect(record.current()[0]?.environments).toHaveLength(1);
    expect(settings.current().fillsByItself).toEqual({ sandbox: true });
  });

  it.each([false, true])('never takes its keys to another site (locked: %s)', async (locked) => {
    await added.save(parcels);
    isLocked = locked;
    const [first, second] = parcels.environments;
    if (!first || !second) throw new Error('Parcels has two');
    const elsewhere = { ...first, baseUrl: 'https://evil.example/' };
    expect(await added.save({ ...parcels, environments: [elsewhere, second] })).toBe('has-keys');
    expect(await added.save({ ...parcels, environments: [second] })).toBe('has-keys');
    expect(findEnvironment('p-parcels/1')?.baseUrl).toBe('https://test.parcels.example/');
    // Where there are no keys nothing is in the way.
    expect(
      await added.save({ ...parcels, environments: [first, { ...second, baseUrl: 'https://new.example/' }] }),
    ).toBeNull();
  });
});

describe('a portal that is removed', () => {
  it('leaves nothing behind, and others as they are', async () => {
    await added.save(parcels);
    await added.save(merchant);
    tellsLate = true;
    await added.remove('p-parcels');
    expect(ids()).toEqual(['p-merchant']);
    expect(portals.map(({ id }) => id)).toEqual(['novapost', 'p-merchant']);
    expect(keyring.current()).toEqual(keyringOf(keyOf('k1')));
    expect(forgotten).toEqual(['k2']);
    // Of a key that is still there a page would get another one.
    expect(atForgetting.keys).toEqual(['k1']);
    expect(settings.current()).toMatchObject({ fillsByItself: { sandbox: true }, pillHidden: { novapost: true } });
    expect(pages.current()).toEqual({ tabs: { '1': 'sandbox', '3': null }, last: null });
    expect(Object.keys(requests.current())).toEqual(['48123456789']);
    expect(events.current()).toEqual(['sandbox', null].map(happened));
    expect(synced.at(-1)).toEqual(['p-merchant']);
    expect(new Set(left)).toEqual(new Set(['p-parcels']));
    // A worker that is stopped then finds it there, and it can be removed again.
    expect(atGivingBack).toContain('p-parcels');
    expect(givenBack.toSorted()).toEqual([
      'https://api.parcels.example/*',
      'https://docs.parcels.example/*',
      'https://test.parcels.example/*',
    ]);
  });

  it('has left what was said of it before it goes itself: a worker that is stopped leaves nothing that is never removed', async () => {
    await added.save(parcels);
    record.refuseWrites(new Error('stopped'));
    await expect(added.remove('p-parcels')).rejects.toThrow('stopped');
    expect(settings.current()).toMatchObject({ fillsByItself: { sandbox: true }, pillHidden: { novapost: true } });
    expect(Object.keys(requests.current())).toEqual(['48123456789']);
  });

  it('keeps sites that another one needs', async () => {
    await added.save(parcels);
    const environments = stat.environments.map((each) => ({ ...each, baseUrl: 'https://api.parcels.example/v9/' }));
    await added.save({ ...stat, docs: [], environments });
    await added.remove('p-parcels');
    expect(givenBack).not.toContain('https://api.parcels.example/*');
  });

  it('goes even if the browser keeps a site', async () => {
    await added.save({ ...stat, docs: ['https://docs.stat.example/'] });
    await added.remove(stat.id);
    expect(ids()).toEqual([]);
  });

  it('stays whole while the keys are locked', async () => {
    await added.save(parcels);
    isLocked = true;
    await expect(added.remove('p-parcels')).rejects.toThrow('locked');
    expect(ids()).toEqual(['p-parcels']);
    expect(givenBack).toEqual([]);
  });

  it('is no built-in one, nor one that is gone', async () => {
    await added.remove('novapost');
    await added.remove('p-parcels');
    expect(portals.map(({ id }) => id)).toEqual(['novapost']);
    expect(keyring.current().keys).toHaveLength(2);
  });
});

it('docs of portals that are gone in another way, as when everything is forgotten, keep nothing either', async () => {
  await added.save(parcels);
  await added.save(merchant);
  await record.update((all) => all.filter(({ id }) => id !== 'p-parcels'));
  await added.follow();
  expect(left).toEqual(['p-parcels']);
});
