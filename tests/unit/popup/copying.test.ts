import { describe, expect, it } from 'vitest';
import { firstChoice, FORMS, holdsToken, needsCall, SHELLS, writingOf } from '../../../utils/popup/copy-choice';
import { environments } from '../../../utils/portals';
import { settle } from '../support/clock';
import { keyOf, keyringOf } from '../support/keys';
import { popupWorld } from './popup-world';

const NOW = 1_000_000_000_000;
const token = { id: 't', value: 'eyJ.the.token', receivedAt: NOW, expiresAt: NOW + 3_600_000 };
const stored = { keyring: keyringOf(keyOf('s')), tokens: { s: { state: 'ready', token } as const } };
const [sandbox, production] = environments;
if (!sandbox || !production) throw new Error('The portal has environments');

async function openWorld(heldBy?: EventTarget) {
  const world = popupWorld(stored, heldBy ? { heldBy } : {});
  await world.store.open();
  return world;
}

const seconds = (world: Awaited<ReturnType<typeof openWorld>>, count: number) => {
  for (let second = 0; second < count; second += 1) world.tick();
};

describe('a secret on the clipboard', () => {
  it('is taken off it after a minute, if the person has stayed', async () => {
    const world = await openWorld(new EventTarget());
    await world.store.copyToken();
    expect(world.store.news.value).toEqual({ news: 'tokenCopiedHeld' });
    seconds(world, 59);
    expect(world.copied).toEqual([token.value]);
    seconds(world, 1);
    await settle();
    expect(world.copied).toEqual([token.value, '']);
    expect(world.store.news.value).toEqual({ news: 'clipboardEmptied' });
    seconds(world, 120);
    expect(world.copied).toHaveLength(2);
  });

  it.each(['blur', 'copy', 'cut'])('stays after %s: the clipboard may hold something else by then', async (type) => {
    const heldBy = new EventTarget();
    const world = await openWorld(heldBy);
    await world.store.copyKey('s');
    expect(world.store.news.value).toEqual({ news: 'keyCopiedHeld' });
    heldBy.dispatchEvent(new Event(type));
    seconds(world, 120);
    expect(world.copied).toHaveLength(1);
  });

  it('the minute begins anew with another one, and ends with a text that is none', async () => {
    const world = await openWorld(new EventTarget());
    await world.store.copyToken();
    seconds(world, 40);
    await world.store.copyKey('s');
    seconds(world, 40);
    expect(world.copied).toHaveLength(2);
    await (await world.store.copying()).events('what happened');
    seconds(world, 120);
    expect(world.copied.at(-1)).toBe('what happened');
  });

  it('is told of again where the same was copied just before: screen readers speak of what changes', async () => {
    const world = await openWorld();
    await world.store.copyKey('s');
    const told: unknown[] = [];
    world.store.news.subscribe((news) => told.push([news?.news ?? null, world.copied.length]));
    await world.store.copyKey('s');
    // Taken down before the clipboard is asked, and not in the turn in which it is told again.
    expect(told).toContainEqual([null, 1]);
    expect(told.at(-1)).toEqual(['keyCopied', 2]);
  });

  it('that cannot be emptied is said to stay', async () => {
    const world = await openWorld(new EventTarget());
    await world.store.copyToken();
    world.browser.clipboard = false;
    seconds(world, 60);
    await settle();
    expect(world.store.news.value).toEqual({ news: 'clipboardKeeps' });
  });

  it('where the browser lets nobody empty it, stays, and that is said at once', async () => {
    const world = await openWorld();
    await world.store.copyToken();
    expect(world.store.news.value).toEqual({ news: 'tokenCopied' });
    seconds(world, 120);
    expect(world.copied).toEqual([token.value]);
  });
});

describe('copying as something', () => {
  it('puts the token in', async () => {
    const world = await openWorld();
    await (await world.store.copying()).as(sandbox, (value) => `[${value}]`);
    expect(world.copied).toEqual([`[${token.value}]`]);
    expect(world.store.news.value).toEqual({ news: 'textCopied' });
  });

  it('says so if it cannot be written, and copies nothing', async () => {
    const world = await openWorld();
    await (await world.store.copying()).as(sandbox, () => null);
    expect(world.copied).toEqual([]);
    expect(world.store.alarm.value).toEqual({ alarm: 'unwritable' });
  });

  it.each(FORMS.filter(holdsToken).flatMap((form) => SHELLS.map((shell) => [form, shell] as const)))(
    '%s for %s has the token once, and no other host',
    (form, shell) => {
      for (const environment of environments) {
        const choice = { ...firstChoice(environment), form, shell };
        const text = writingOf(choice, environment, 'Title').write(token.value) ?? '';
        expect(text.split(token.value)).toHaveLength(2);
        for (const [found] of text.matchAll(/https?:\/\/[^/]+/g))
          expect(found).toBe(new URL(environment.baseUrl).origin);
      }
    },
  );

  it.each(FORMS.filter((form) => !holdsToken(form)))('%s has no token, and no other host', (form) => {
    for (const environment of environments) {
      const text = writingOf({ ...firstChoice(environment), form }, environment, 'Title').write(token.value) ?? '';
      expect(text).toContain('NOVAPOST_TOKEN');
      expect(text).not.toContain(token.value);
      expect(text).not.toMatch(/https?:/);
    }
  });

  it('a program is copied without a token, and stays on the clipboard', async () => {
    const world = await openWorld(new EventTarget());
    await (await world.store.copying()).code('a program', ['TOKEN', 'BASE_URL']);
    expect(world.store.news.value).toEqual({ news: 'codeCopied', names: ['TOKEN', 'BASE_URL'] });
    seconds(world, 120);
    expect(world.copied).toEqual(['a program']);
  });

  it('a path that leads elsewhere is written in no form that calls', () => {
    for (const form of FORMS.filter(needsCall)) {
      const choice = { ...firstChoice(sandbox), form, path: 'https://evil.test/' };
      const { problem, write } = writingOf(choice, sandbox, 'Title');
      expect(problem).toBe('elsewhere');
      expect(write('token')).toBeNull();
    }
  });
});

describe('a popup that a shortcut has opened to copy the token', () => {
  const openFor = async (world: ReturnType<typeof popupWorld>) => {
    world.background['popup.hello'] = { copies: true };
    await world.store.open();
    await expect.poll(() => world.store.news.value ?? world.store.alarm.value).not.toBeNull();
    return world.store;
  };

  it('copies it at once, and says so', async () => {
    const world = popupWorld(stored);
    const store = await openFor(world);
    expect(world.copied).toEqual([token.value]);
    expect(store.news.value).toEqual({ news: 'tokenCopied' });
  });

  it('says that there is no key', async () => {
    const store = await openFor(popupWorld(stored, { wanted: production.id }));
    expect(store.alarm.value).toEqual({ alarm: 'tokenNoKey' });
  });

  it('says that there is no token', async () => {
    const store = await openFor(popupWorld({ keyring: stored.keyring }));
    expect(store.alarm.value).toEqual({ alarm: 'tokenGone' });
  });

  it('says that the keys are locked', async () => {
    const world = popupWorld(stored);
    world.records.vault.lock(true);
    const store = await openFor(world);
    expect(store.alarm.value).toEqual({ alarm: 'tokenLocked' });
    expect(world.copied).toEqual([]);
  });
});

it('any other popup copies nothing by itself', async () => {
  const world = await openWorld();
  await settle();
  expect(world.copied).toEqual([]);
  expect(world.store.news.value).toBeNull();
});
