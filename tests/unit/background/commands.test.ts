import { beforeEach, describe, expect, it } from 'vitest';
import { createCommands } from '../../../utils/background/commands';
import { portals } from '../../../utils/portals';
import { parcels } from '../support/portals';

const docs = { id: 7, url: 'https://api.novapost.com/developers/index.html?x=1#tag' };
const other = { id: 8, url: 'https://example.test/' };

let now: number;
let did: unknown[][];
let isThere: boolean;

const known = [...portals];
const ready = Promise.resolve();

const commands = createCommands({
  portals: known,
  authorize: async (tabId) => {
    did.push(['authorize', tabId]);
    if (!isThere) throw new Error('No receiver');
  },
  openPopup: async (...about) => void did.push(['open', ...about]),
  now: () => now,
});

beforeEach(() => {
  now = 1_000_000;
  did = [];
  isThere = true;
  known.splice(portals.length);
  commands.takeWish();
});

describe('authorize', () => {
  it('is a click on the docs page in front', async () => {
    await commands.run('authorize', docs, ready);
    expect(did).toEqual([['authorize', 7]]);
  });

  it('is a click on the docs of a portal that was added, of which a worker that was just started has yet to read', async () => {
    const read = ready.then(() => void known.push(parcels));
    await commands.run('authorize', { id: 5, url: parcels.docs[0] }, read);
    expect(did).toEqual([['authorize', 5]]);
  });

  it('opens the popup where the background can not begin', async () => {
    await commands.run('authorize', other, Promise.reject(new Error('no')));
    expect(did).toEqual([['open', null, 8]]);
  });

  it.each([
    ['elsewhere', other, 8],
    ['where the browser tells no address', { id: 9 }, 9],
    ['without a tab', undefined, undefined],
  ])('%s opens the popup, and copies nothing', async (_where, tab, id) => {
    await commands.run('authorize', tab, ready);
    expect(did).toEqual([['open', null, id]]);
    expect(commands.takeWish()).toBe(false);
  });

  it('opens the popup over a docs page without our script, which offers a reload', async () => {
    isThere = false;
    await commands.run('authorize', docs, ready);
    expect(did).toEqual([
      ['authorize', 7],
      ['open', null, 7],
    ]);
  });
});

describe('copy-token', () => {
  it.each([docs, other])('opens the popup, in the very turn of the key press: %o', (tab) => {
    void commands.run('copy-token', tab, ready);
    expect(did).toEqual([['open', null, tab.id]]);
  });

  it('is told to the first popup that asks, once', async () => {
    await commands.run('copy-token', docs, ready);
    expect(commands.takeWish()).toBe(true);
    expect(commands.takeWish()).toBe(false);
  });

  it('is over after ten seconds: a popup that opens then was opened for something else', async () => {
    await commands.run('copy-token', docs, ready);
    now += 10_000;
    expect(commands.takeWish()).toBe(false);
  });
});
