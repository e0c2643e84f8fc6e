import { expect, it } from 'vitest';
import { lockLocalStorage } from '../../../utils/vault/lock-storage';

it('closes the area to content scripts', async () => {
  const levels: unknown[] = [];
  await lockLocalStorage({ setAccessLevel: async (options) => void levels.push(options) });
  expect(levels).toEqual([{ accessLevel: 'TRUSTED_CONTEXTS' }]);
});

it('does what can be done where the browser has no levels', async () => {
  await expect(lockLocalStorage({})).resolves.toBeUndefined();
});

it('says so if it fails', async () => {
  await expect(lockLocalStorage({ setAccessLevel: () => Promise.reject(new Error('no')) })).rejects.toThrow('no');
});
