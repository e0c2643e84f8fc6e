import { portalsTo2 } from './migrations/portals-2';
import { setAddedPortals, type Portal } from './portals';
import { portalSchema } from './portals/schema';
import * as z from './schema';
import { defineRecord } from './storage';

/** The portals that a person has added. `storage.local`; written by the background; each stays until it is removed. */
export const portalsRecord = defineRecord<readonly Portal[]>({
  key: 'local:portals',
  schema: z.array(portalSchema),
  migrations: [portalsTo2],
  fallback: () => [],
});

/** Takes in the portals that were added: each context does it before anything else. Where they can't be read there are the built-in ones. */
export const loadPortals = async (): Promise<void> => void setAddedPortals(await portalsRecord.read().catch(() => []));
