import { describe, expect, it } from 'vitest';
import { createTicker } from '../../../utils/popup/clock';
import { createCurrentTab } from '../../../utils/popup/tab';

const tickerWorld = (visibilityState: 'visible' | 'hidden') => {
  const listeners = new Set<() => void>();
  const running = new Map<number, () => void>();
  let ticks = 0;
  const page = {
    visibilityState: visibilityState as string,
    addEventListener: (_: string, listener: () => void) => void listeners.add(listener),
  };
  const timers = {
    setInterval: (then: () => void, ms: number) => {
      expect(ms).toBe(1000);
      running.set(running.size + 1, then);
      return running.size;
    },
    clearInterval: (timer: number | undefined) => void running.delete(timer ?? 0),
  };
  createTicker(
    page,
    timers,
  )(() => {
    ticks += 1;
  });
  const become = (state: string) => {
    page.visibilityState = state;
    for (const listener of listeners) listener();
  };
  return { become, running, ticks: () => ticks };
};

describe('createTicker', () => {
  it('runs one interval while the page is visible, and none else', () => {
    const { become, running, ticks } = tickerWorld('visible');
    expect(running.size).toBe(1);
    become('hidden');
    expect(running.size).toBe(0);
    become('visible');
    become('visible');
    expect(running.size).toBe(1);
    expect(ticks()).toBe(2);
  });

  it('begins once a hidden page is shown', () => {
    const { become, running } = tickerWorld('hidden');
    expect(running.size).toBe(0);
    become('visible');
    expect(running.size).toBe(1);
  });
});

describe('createCurrentTab', () => {
  const tabs = {
    get: async (id: number) => ({ id, url: 'https://named.example/' }),
    query: async () => [{ id: 1, url: 'https://active.example/' }],
  };
  it.each([
    [null, { id: 1, url: 'https://active.example/' }],
    ['12', { id: 12, url: 'https://named.example/' }],
    ['12; drop', { id: 1, url: 'https://active.example/' }],
  ])('named %s', async (named, tab) => expect(await createCurrentTab(tabs, named)()).toEqual(tab));

  it('finds nothing where there is no tab', async () => {
    expect(await createCurrentTab({ ...tabs, query: async () => [] }, null)()).toBeUndefined();
  });
});
