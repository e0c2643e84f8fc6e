import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { guardStorage } from '../../../utils/renderers/storage-guard';

const KEY = 'TryIt_securitySchemeValues';
const TOKEN = 'token-of-the-test';

/** What is on the disk. */
const disk = new Map<string, string>();

class FakeStorage {
  getItem(key: string): string | null {
    return disk.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    disk.set(key, value);
  }
}

const isOurs = (value: unknown) => value === TOKEN;

beforeEach(() => {
  disk.clear();
  vi.stubGlobal(
    'Storage',
    class extends FakeStorage {
      override getItem(key: string) {
        return super.getItem(key);
      }
      override setItem(key: string, value: string) {
        super.setItem(key, value);
      }
    },
  );
  vi.stubGlobal('localStorage', new Storage());
});
afterEach(() => vi.unstubAllGlobals());

it.each([5, null, undefined])('lets a page use %s for a key, as browsers do', (key) => {
  const end = guardStorage('TryIt_', isOurs, true);
  expect(() => Reflect.apply(localStorage.setItem, localStorage, [key, 'theirs'])).not.toThrow();
  expect(Reflect.apply(localStorage.getItem, localStorage, [key])).toBe('theirs');
  end();
});

it('leaves our values out with their properties, at any depth, and nothing else', () => {
  guardStorage('TryIt_', isOurs, false);
  const theirs = { user: 'x', empty: '', list: [1] };
  localStorage.setItem(KEY, JSON.stringify({ ...theirs, JWT: TOKEN, inner: { secret: TOKEN, kind: 'http' } }));
  expect(JSON.parse(disk.get(KEY) ?? '')).toEqual({ ...theirs, inner: { kind: 'http' } });
  expect(localStorage.getItem(KEY)).toBe(disk.get(KEY));
});

it('gives a page that reads its state from there what it wrote, until another writes', () => {
  guardStorage(KEY, isOurs, true);
  const written = JSON.stringify({ JWT: TOKEN, user: 'x' });
  localStorage.setItem(KEY, written);
  expect(localStorage.getItem(KEY)).toBe(written);
  expect(disk.get(KEY)).toBe('{"user":"x"}');
  disk.set(KEY, '{"user":"another tab"}');
  expect(localStorage.getItem(KEY)).toBe('{"user":"another tab"}');
});

it('has nothing to do with other keys, other storages, and what is no JSON', () => {
  guardStorage(KEY, isOurs, true);
  localStorage.setItem('other', JSON.stringify({ JWT: TOKEN }));
  expect(disk.get('other')).toContain(TOKEN);
  new Storage().setItem(KEY, JSON.stringify({ JWT: TOKEN }));
  expect(disk.get(KEY)).toContain(TOKEN);
  localStorage.setItem(KEY, 'no JSON');
  expect(disk.get(KEY)).toBe('no JSON');
});

it('ends', () => {
  const { setItem, getItem } = Storage.prototype;
  guardStorage(KEY, isOurs, true)();
  expect(Storage.prototype.setItem).toBe(setItem);
  expect(Storage.prototype.getItem).toBe(getItem);
});
