import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { defineRecord, StorageFullError, UnreadableRecordError, type StoredRecord } from '../../utils/storage';
import { memoryRecord } from './support/memory-record';

interface Counted {
  n: number;
  list: string[];
}

const schema = z.object({ n: z.number(), list: z.array(z.string()) });
const fallback = (): Counted => ({ n: 0, list: [] });
const define = (area: 'local' | 'session' = 'local') =>
  defineRecord<Counted>({ key: `${area}:counted`, schema, fallback });

/** Somebody removes the record. Browsers leave `newValue` out then; the fake one says `null`, which nobody can have stored. */
const removed = () => fakeBrowser.storage.onChanged.trigger({ counted: { oldValue: 'something' } }, 'local');

// The tests' own record is held to the same contract, so that what they show of others is true.
describe.each<[string, () => StoredRecord<Counted>]>([
  ['in storage.local', () => define('local')],
  ['in storage.session', () => define('session')],
  ['in memory, for tests', () => memoryRecord(fallback())],
])('a record %s', (_where, start) => {
  it('is its fallback while nothing is stored, made anew for each', async () => {
    const record = start();
    const first = await record.read();
    expect(first).toEqual(fallback());
    first.list.push('mine');
    expect(await record.read()).toEqual(fallback());
  });

  it('is what was stored, as a copy', async () => {
    const record = start();
    const list = ['a'];
    expect(await record.update(() => ({ n: 1, list }))).toEqual({ n: 1, list: ['a'] });
    list.push('b');
    (await record.read()).list.push('c');
    expect(await record.read()).toEqual({ n: 1, list: ['a'] });
  });

  it('loses no update of 50 at once', async () => {
    const record = start();
    await Promise.all(Array.from({ length: 50 }, () => record.update((all) => ({ ...all, n: all.n + 1 }))));
    expect((await record.read()).n).toBe(50);
  });

  it('goes on after an update that threw, which changed nothing', async () => {
    const record = start();
    const failing = record.update(() => {
      throw new Error('no');
    });
    const next = record.update((all) => ({ ...all, n: all.n + 1 }));
    await expect(failing).rejects.toThrow('no');
    expect((await next).n).toBe(1);
  });

  it('tells of each change, and of nothing when nothing was changed', async () => {
    const record = start();
    const seen: number[] = [];
    const stop = record.watch(({ n }) => seen.push(n));
    await record.update((all) => ({ ...all, n: 1 }));
    await record.update((all) => all);
    await record.update((all) => ({ ...all, n: 2 }));
    stop();
    await record.update((all) => ({ ...all, n: 3 }));
    expect(seen).toEqual([1, 2]);
  });
});

describe('a write that there is no room for', () => {
  const refuse = (message: string) => vi.spyOn(browser.storage.local, 'set').mockRejectedValueOnce(new Error(message));

  it.each([
    'Resource::kQuotaBytes quota exceeded',
    'Session storage quota bytes exceeded. Values were not stored.',
    'QuotaExceededError: storage.local API call exceeded its quota limitations.',
    'IO error: 000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 9::WritableFileAppend::1)',
  ])('is told as such: %s', async (message) => {
    const record = define();
    await record.update((all) => ({ ...all, n: 1 }));
    refuse(message);
    await expect(record.update((all) => ({ ...all, n: 2 }))).rejects.toBeInstanceOf(StorageFullError);
    expect((await record.read()).n).toBe(1);
    expect((await record.update((all) => ({ ...all, n: 3 }))).n).toBe(3);
  });

  it('is not mistaken for any other', async () => {
    refuse('IO error: canary');
    await expect(define().update((all) => ({ ...all, n: 2 }))).rejects.toThrow('IO error: canary');
  });
});

it('keeps areas and names apart', async () => {
  await define('local').update((all) => ({ ...all, n: 1 }));
  await define('session').update((all) => ({ ...all, n: 2 }));
  expect((await define('local').read()).n).toBe(1);
  expect(Object.keys(await browser.storage.local.get(null))).toEqual(['counted']);
  expect(Object.keys(await browser.storage.session.get(null))).toEqual(['counted']);
});

it('tells of changes by another context, and of none to another record or area', async () => {
  const seen: number[] = [];
  define('local').watch(({ n }) => seen.push(n));
  await define('local').update((all) => ({ ...all, n: 1 }));
  await define('session').update((all) => ({ ...all, n: 2 }));
  await browser.storage.local.set({ other: 3 });
  await removed();
  expect(seen).toEqual([1, 0]);
});

describe('a record that is there and cannot be read', () => {
  const canary = 'canary-secret';
  const good = { n: 1, list: [canary] };
  it.each<[string, unknown]>([
    ['a newer version that we cannot make out', { version: 2, data: { n: [canary] } }],
    ['a version that never was', { version: 0, data: good }],
    ['half a version', { version: 1.5, data: good }],
    ['no version', good],
    ['a version that is text', { version: '1', data: good }],
    ['a field that is missing', { version: 1, data: { list: [canary] } }],
    ['a field of another type', { version: 1, data: { n: canary, list: [] } }],
    ['no data', { version: 1 }],
    ['a text', canary],
    ['a list', [canary]],
  ])('(%s) is told as such, without what is in it, and is never overwritten', async (_what, stored) => {
    await browser.storage.local.set({ counted: stored });
    const record = define();
    for (const use of [record.read(), record.update((all) => ({ ...all, n: 9 }))]) {
      const error: unknown = await use.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnreadableRecordError);
      expect(String(error)).not.toContain(canary);
    }
    expect(await browser.storage.local.get('counted')).toEqual({ counted: stored });
  });

  it('is not told to who watches; the next good one is', async () => {
    const record = define();
    const seen: number[] = [];
    record.watch(({ n }) => seen.push(n));
    await browser.storage.local.set({ counted: 'nonsense' });
    expect(seen).toEqual([]);
    await browser.storage.local.set({ counted: { version: 1, data: { n: 5, list: [] } } });
    expect(seen).toEqual([5]);
  });

  it('can be read again once it is gone', async () => {
    await browser.storage.local.set({ counted: 'nonsense' });
    const record = define();
    await expect(record.read()).rejects.toThrow();
    await browser.storage.local.remove('counted');
    expect(await record.update((all) => ({ ...all, n: 1 }))).toEqual({ n: 1, list: [] });
  });
});

describe('a record of a newer version that can be made out', () => {
  const newer = { version: 2, data: { n: 7, list: [], more: 'of tomorrow' } };

  it('is read, and never written', async () => {
    await browser.storage.local.set({ counted: newer });
    const record = define();
    expect(await record.read()).toEqual({ n: 7, list: [] });
    await expect(record.update((all) => ({ ...all, n: 8 }))).rejects.toThrow(UnreadableRecordError);
    expect(await record.look()).toEqual({ ok: true, newer: true, value: { n: 7, list: [] } });
    await record.settle(() => Promise.reject(new Error('not asked')));
    expect(await browser.storage.local.get('counted')).toEqual({ counted: newer });
  });

  it('goes if the person says so', async () => {
    await browser.storage.local.set({ counted: newer });
    const record = define();
    expect(await record.raw()).toEqual(newer);
    await record.reset();
    expect(await record.update((all) => ({ ...all, n: 1 }))).toEqual({ n: 1, list: [] });
  });
});

describe('a record of an older version', () => {
  /** 1: `{ count }`, 2: `{ n }`, 3: `{ n, list }`. */
  const migrations = [
    (data: unknown) => ({ n: z.object({ count: z.number() }).parse(data).count }),
    (data: unknown) => ({ ...z.object({ n: z.number() }).parse(data), list: [] }),
  ];
  const third = () => defineRecord<Counted>({ key: 'local:counted', schema, fallback, migrations });

  it.each([
    [1, { count: 5 }],
    [2, { n: 5 }],
    [3, { n: 5, list: [] }],
  ])('%i is read as it would be now', async (version, data) => {
    await browser.storage.local.set({ counted: { version, data } });
    expect(await third().read()).toEqual({ n: 5, list: [] });
    expect(await third().look()).toEqual({ ok: true, newer: false, value: { n: 5, list: [] } });
  });

  it('is brought up to date once, by settling or by the next change', async () => {
    await browser.storage.local.set({ counted: { version: 1, data: { count: 5 } } });
    await third().settle(() => Promise.reject(new Error('not asked')));
    expect(await browser.storage.local.get('counted')).toMatchObject({
      counted: { version: 3, data: { n: 5, list: [] } },
    });
    await browser.storage.local.set({ counted: { version: 2, data: { n: 6 } } });
    await third().update((all) => ({ ...all, n: all.n + 1 }));
    expect(await browser.storage.local.get('counted')).toMatchObject({
      counted: { version: 3, data: { n: 7, list: [] } },
    });
  });

  it('that is damaged is damaged, whatever its migration throws', async () => {
    await browser.storage.local.set({ counted: { version: 1, data: { count: 'canary' } } });
    const error: unknown = await third()
      .read()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableRecordError);
    expect(String(error)).not.toContain('canary');
    expect(await third().look()).toEqual({ ok: false, newer: false });
  });
});

describe('a flipped bit', () => {
  it('anywhere in what was written is noticed, and in what was not written with a checksum is not looked for', async () => {
    await define().update(() => ({ n: 5, list: ['0123456789abcdef'] }));
    const { counted } = await browser.storage.local.get<{ counted: { sum: number } }>('counted');
    const flipped = { n: 5, list: ['0123456789abcdeg'] };
    await browser.storage.local.set({ counted: { ...counted, data: flipped } });
    expect(await define().look()).toEqual({ ok: false, newer: false });
    await expect(define().read()).rejects.toThrow(UnreadableRecordError);
    await browser.storage.local.set({ counted: { version: 1, data: flipped } });
    expect(await define().read()).toEqual(flipped);
  });

  it('is none if a browser gives names back in another order', async () => {
    await define().update(() => ({ n: 5, list: ['a'] }));
    const { counted } = await browser.storage.local.get<{ counted: { sum: number } }>('counted');
    await browser.storage.local.set({ counted: { ...counted, data: { list: ['a'], n: 5 } } });
    expect(await define().read()).toEqual({ n: 5, list: ['a'] });
  });
});

describe('settling a damaged record', () => {
  beforeEach(() => browser.storage.local.set({ counted: 'nonsense' }));

  it('keeps its value elsewhere, and only then makes room', async () => {
    const kept: unknown[] = [];
    const record = define();
    await record.settle(async (value) => {
      kept.push(value, await record.raw());
    });
    expect(kept).toEqual(['nonsense', 'nonsense']);
    expect(await browser.storage.local.get(null)).toEqual({});
  });

  it('leaves it where it is if it cannot be kept', async () => {
    await expect(define().settle(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(await browser.storage.local.get('counted')).toEqual({ counted: 'nonsense' });
  });

  it('drops one that is worth nothing', async () => {
    const record = defineRecord<Counted>({ key: 'local:counted', schema, fallback, disposable: true });
    await record.settle(() => Promise.reject(new Error('not asked')));
    expect(await browser.storage.local.get(null)).toEqual({});
  });
});
