import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { thirdParty } from '../../../utils/options/third-party';
import { open, optionsWorld } from './options-world';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

describe('what is set with one click', () => {
  it('asks the background, and says that it is saved', async () => {
    const { store, background, asked } = optionsWorld();
    Object.assign(background, { 'settings.fill': {}, 'settings.set': {} });
    await store.open();
    await store.filling.set('production', true);
    await store.docs.setRefresh('on-demand');
    await store.docs.setBadge(false);
    await store.docs.setPill('novapost', false);
    await store.languages.set('uk');
    expect(asked().map(({ payload }) => payload)).toEqual([
      { environment: 'production', on: true },
      { refresh: 'on-demand' },
      { badge: false },
      { pillHidden: { novapost: true } },
      { language: 'uk' },
    ]);
    for (const { news } of [store.filling, store.docs, store.languages]) expect(news.value).toEqual({ news: 'saved' });
  });

  it('says so where no answer comes', async () => {
    const { store } = optionsWorld();
    await store.open();
    await store.languages.set('uk');
    expect(store.languages.alarm.value).toEqual({ alarm: 'noAnswer' });
    expect(store.languages.news.value).toBeNull();
  });
});

describe("an organization's policy", () => {
  it('hides environments and parts, and tells what is forced', async () => {
    const { store, records } = optionsWorld();
    await store.open();
    expect(store.filling.all.value).toHaveLength(3);
    await records.policy.update(() => ({
      environments: ['sandbox'],
      fillsByItself: { sandbox: true },
      language: 'uk',
      hide: ['forget'],
    }));
    expect(store.filling.all.value).toMatchObject([{ environment: { id: 'sandbox' }, value: true, forced: true }]);
    expect(store.languages.chosen.value?.forced).toBe(true);
    expect(store.docs.refresh.value).toEqual({ value: 'while-open', forced: false });
    expect([store.has('forget'), store.has('export')]).toEqual([false, true]);
  });

  it('decides how keys are kept, whatever is chosen', async () => {
    const { store, records } = optionsWorld(open({ keys: [], active: {} }));
    await store.open();
    await records.policy.update(() => ({ protection: 'session', lockAfterMinutes: 5 }));
    store.keeping.choose('device');
    expect(store.keeping.chosen.value).toBe('session');
    expect(store.keeping.required.value).toBe('session');
    expect(store.keeping.isLockForced.value).toBe(true);
  });
});

describe('shortcuts', () => {
  it("are the browser's, read again when the person comes back", async () => {
    const { store, commands } = optionsWorld();
    commands.push({ name: 'authorize', description: 'Authorize', shortcut: 'Alt+Shift+A' }, { name: 'copy-token' });
    await store.open();
    expect(store.shortcuts.all.value).toEqual([
      { name: 'authorize', description: 'Authorize', keys: 'Alt+Shift+A' },
      { name: 'copy-token', description: '', keys: '' },
    ]);
    commands.pop();
    await store.shortcuts.look();
    expect(store.shortcuts.all.value).toHaveLength(1);
    expect(store.shortcuts.open).toBeNull();
  });
});

describe('parts of others', () => {
  const packageOf = (name: string) => JSON.parse(read(`node_modules/${name}/package.json`));

  it('are all that we depend on, each with its licence', () => {
    const names = new Set(thirdParty.map(({ name }) => name));
    expect(Object.keys(JSON.parse(read('package.json')).dependencies).filter((name) => !names.has(name))).toEqual([]);
    for (const { name, licence } of thirdParty) expect(packageOf(name).license).toBe(licence);
  });

  it.each([
    ['preact', 'LICENSE'],
    ['@preact/signals', 'LICENSE'],
    ['@preact/signals-core', 'LICENSE'],
    ['idb-keyval', 'LICENCE'],
  ])('%s comes with the text of its licence', (name, file) => {
    expect(read('public/third-party.txt')).toContain(read(`node_modules/${name}/${file}`).trim());
  });
});
