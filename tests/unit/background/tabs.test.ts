import { beforeEach, describe, expect, it } from 'vitest';
import { createDocsTabs } from '../../../utils/background/tabs';
import { portals } from '../../../utils/portals';
import { docsPatterns } from '../../../utils/portals/urls';
import type { Pages } from '../../../utils/tokens/pages';
import { memoryRecord, type MemoryRecord } from '../support/memory-record';

const initial: Pages = { tabs: { '7': 'sandbox', '8': 'production', '9': null }, last: 'production' };

let pages: MemoryRecord<Pages>;
let queries: unknown[];
let sent: unknown[];
let deaf: Set<number>;
let tabs: ReturnType<typeof createDocsTabs>;

beforeEach(() => {
  pages = memoryRecord(initial);
  queries = [];
  sent = [];
  deaf = new Set();
  const port = {
    query: async (query: { url: string[] }) => {
      queries.push(query);
      return [{ id: 7 }, {}, { id: 8 }];
    },
    sendMessage: async (tabId: number, message: unknown, options: { frameId: number }) => {
      sent.push([tabId, message, options]);
      if (deaf.has(tabId)) throw new Error('Could not establish connection');
      return { ok: true, value: {} };
    },
  };
  tabs = createDocsTabs(portals, port, pages);
});

it.each([
  ['sandbox', true],
  ['production', true],
  ['production-ua', false],
])('%s is wanted: %s', async (environment, expected) => {
  expect(await tabs.isWanted(environment)).toBe(expected);
});

describe('an announcement', () => {
  it('goes to the top frame of each docs tab, and says nothing but that something changed', async () => {
    await tabs.announce();
    expect(queries).toEqual([{ url: docsPatterns(portals) }]);
    const message = { type: 'tab.changed', payload: {} };
    expect(sent).toEqual([
      [7, message, { frameId: 0 }],
      [8, message, { frameId: 0 }],
    ]);
  });

  it('reaches the others if one has no script of ours', async () => {
    deaf.add(7);
    await expect(tabs.announce()).resolves.toBeUndefined();
    expect(sent.some((call) => Array.isArray(call) && call[0] === 8)).toBe(true);
  });
});

describe('a tab', () => {
  it('that is closed is forgotten', async () => {
    await tabs.forget(7);
    expect(pages.current()).toEqual({ tabs: { '8': 'production', '9': null }, last: 'production' });
    expect(await tabs.isWanted('sandbox')).toBe(false);
  });

  it('that nobody knew changes nothing', async () => {
    await tabs.forget(42);
    await tabs.updated(42, 'https://evil.test/');
    expect(pages.writes()).toBe(0);
  });

  it.each([
    ['https://api.novapost.com/developers/#get-/divisions', true],
    ['https://api.novapost.com/developers/index.html?x=1', true],
    ['https://api.novapost.com/', false],
    ['https://evil.test/', false],
    [undefined, false],
  ])('that shows %s now is kept: %s', async (url, kept) => {
    await tabs.updated(7, url);
    expect('7' in pages.current().tabs).toBe(kept);
  });
});
