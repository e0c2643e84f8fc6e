/** `storage.local` where the browser can close it: Chrome from 140. */
interface ClosableArea {
  setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/**
 * Closes a storage area to content scripts. The level survives restarts, yet it is set at each start, before the first write: an
 * area that has once been open must not stay so.
 *
 * @param area `browser.storage.local`
 */
export async function lockLocalStorage(area: ClosableArea): Promise<void> {
  // Until Firefox has access levels for `storage.local`: there the keys will be kept where content scripts can't reach.
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
