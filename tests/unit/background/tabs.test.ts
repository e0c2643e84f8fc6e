import { beforeEach, describe, expect, it } from 'vitest';
import { createDocsTabs } from '../../../utils/background/tabs';
import { portals } from '../../../utils/portals';
import { docsPatterns } from '../../../utils/portals/urls';
import type { Pages } from '../../../utils/tokens/pages';
import { memoryRecord, type MemoryRecord } from '../support/memory-record';
import { add, stat } from '../support/portals';

const initial: Pages = { tabs: { '7': 'sandbox', '8': 'production', '9': null }, last: 'production' };

let pages: MemoryRecord<Pages>;
let queries: unknown[];
let open: readonly { id?: number }[];
/** Tabs that show something else. */
let others: readonly { id: number }[];
let sent: unknown[];
let deaf: Set<number>;
let mayRead: boolean;
let tabs: ReturnType<typeof createDocsTabs>;

beforeEach(() => {
  pages = memoryRecord(initial);
  queries = [];
  open = [{ id: 7 }, {}, { id: 8 }, { id: 9 }];
  others = [];
  sent = [];
  deaf = new Set();
  mayRead = true;
  const port = {
    query: async (query: { url?: string[]; discarded: boolean }) => {
      queries.push(query);
      return query.url ? open : [...open, ...others];
    },
    sendMessage: async (tabId: number, message: unknown, options: { frameId: number }) => {
      sent.push([tabId, message, options]);
      if (deaf.has(tabId)) throw new Error('Could not establish connection');
      return { ok: true, value: {} };
    },
  };
  tabs = createDocsTabs(portals, port, pages, async () => mayRead);
});

it.each([
  ['sandbox', true],
  ['production', true],
  ['production-ua', false],
  ['p-gone/1', false],
])('%s is wanted: %s', async (environment, expected) => {
  expect(await tabs.isWanted(environment)).toBe(expected);
});

it("tells a portal's own docs that it is gone, and none where it has none", async () => {
  const [portal] = portals;
  if (!portal) throw new Error('There is a built-in one');
  deaf.add(7);
  await tabs.leave(portal);
  expect(queries).toEqual([{ url: docsPatterns([portal]), discarded: false }]);
  expect(sent.slice(0, 1)).toEqual([[7, { type: 'tab.left', payload: { portal: portal.id } }, { frameId: 0 }]]);
  queries = [];
  await tabs.leave({ ...portal, docs: [] });
  expect(queries).toEqual([]);
});

describe('an announcement', () => {
  it('goes to the top frame of each docs tab, and says nothing but that something changed', async () => {
    await tabs.announce();
    expect(queries).toEqual([{ url: docsPatterns(portals), discarded: false }]);
    const message = { type: 'tab.changed', payload: { words: '' } };
    expect(sent).toEqual([
      [7, message, { frameId: 0 }],
      [8, message, { frameId: 0 }],
      [9, message, { frameId: 0 }],
    ]);
  });

  it('reaches the others if one has no script of ours', async () => {
    deaf.add(7);
    await expect(tabs.announce()).resolves.toBeUndefined();
    expect(sent.some((call) => Array.isArray(call) && call[0] === 8)).toBe(true);
  });
});

describe('a tab that shows no docs any more', () => {
  beforeEach(() => {
    open = [{ id: 8 }, { id: 9 }];
  });

  it('wants nothing', async () => {
    expect(await tabs.isWanted('sandbox')).toBe(false);
  });

  it('is forgotten once it is closed, when another one tells what it shows', async () => {
    await tabs.note(9, 'sandbox');
    expect(pages.current()).toEqual({ tabs: { '8': 'production', '9': 'sandbox' }, last: 'sandbox' });
  });

  it('has the badge that is everywhere: one of its own would stay as it was, where the page wasn’t loaded anew', async () => {
    others = [{ id: 7 }];
    expect(await tabs.badges()).toEqual({
      tabs: { '7': 'production', '8': 'production', '9': null },
      last: 'production',
    });
    await tabs.note(9, 'sandbox');
    expect((await tabs.badges()).tabs).toEqual({ '7': 'sandbox', '8': 'production', '9': 'sandbox' });
    expect(await tabs.isWanted('sandbox')).toBe(true);
    await tabs.note(9, null);
    expect(await tabs.isWanted('sandbox')).toBe(false);
  });
});

describe('what a tab shows', () => {
  it('is written once', async () => {
    await tabs.note(8, 'production');
    expect(pages.writes()).toBe(0);
  });

  it('may be a server that we don’t know: the environment last used stays', async () => {
    await tabs.note(8, null);
    expect(pages.current()).toEqual({ tabs: { '7': 'sandbox', '8': null, '9': null }, last: 'production' });
  });
});

it('nothing is noted of an environment whose portal was removed while its docs told of it', async () => {
  add(stat);
  const noted = tabs.note(8, 'p-stat/1');
  add();
  await noted;
  expect(pages.current()).toEqual(initial);
});

describe('where the browser tells no addresses any more', () => {
  beforeEach(() => {
    mayRead = false;
    open = [{ id: 3 }, { id: 7 }, { id: 9 }];
  });

  it('the pages that were known are told, and keep their badges', async () => {
    await tabs.announce();
    expect(queries).toEqual([{ discarded: false }]);
    expect(sent.map((call) => Array.isArray(call) && call[0])).toEqual([7, 9]);
    expect((await tabs.badges()).tabs).toMatchObject({ '7': 'sandbox', '9': null });
  });

  it('nothing is wanted for them: they may not be filled', async () => {
    expect(await tabs.isWanted('sandbox')).toBe(false);
  });
});

it('hands a click over to the page in a tab, and says if nobody is there', async () => {
  await tabs.authorize(8);
  expect(sent).toEqual([[8, { type: 'tab.authorize', payload: {} }, { frameId: 0 }]]);
  deaf.add(9);
  await expect(tabs.authorize(9)).rejects.toThrow('No answer');
});
