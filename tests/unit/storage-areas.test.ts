import { expect, it } from 'vitest';
import { closeToContentScripts } from '../../utils/storage-areas';

it('closes the area to content scripts', async () => {
  const levels: unknown[] = [];
  await closeToContentScripts({ setAccessLevel: async (options) => void levels.push(options) });
  expect(levels).toEqual([{ accessLevel: 'TRUSTED_CONTEXTS' }]);
});

it('does what can be done where the browser has no levels', async () => {
  await expect(closeToContentScripts({})).resolves.toBeUndefined();
});

it('says so if it fails', async () => {
  await expect(closeToContentScripts({ setAccessLevel: () => Promise.reject(new Error('no')) })).rejects.toThrow('no');
});
