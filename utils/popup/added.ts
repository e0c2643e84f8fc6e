import { areas } from '../storage-areas';

/**
 * Takes in the portals that were added. What parses them is loaded only if there are some: most people have none.
 */
export async function takeInPortals(): Promise<void> {
  if ((await areas.local.get('portals').catch(() => undefined)) === undefined) return;
  const { loadPortals } = await import('../added-portals');
  await loadPortals();
}
