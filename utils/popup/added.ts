import { browser } from 'wxt/browser';

/**
 * Takes in the portals that were added, before anything else. What parses them is loaded only if there are some: most people have none.
 */
export async function takeInPortals(): Promise<void> {
  const { portals } = await browser.storage.local.get('portals').catch(() => ({ portals: undefined }));
  if (portals === undefined) return;
  const { loadPortals } = await import('../added-portals');
  await loadPortals();
}
