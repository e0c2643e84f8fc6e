import type { Faults } from '../faults.ts';
import type { Site } from '../http.ts';
import { createOtherDocs } from './docs.ts';
import { createMerchant } from './merchant.ts';
import { createNovastack } from './novastack.ts';
import { createParcels } from './parcels.ts';
import type { OtherSecret } from './secrets.ts';

export type { OtherSpecs } from './docs.ts';
export type { OtherSecret } from './secrets.ts';

/**
 * The portals beside Nova Post's: their APIs and their docs.
 *
 * @param now ms since the epoch
 * @param faults the replica's
 */
export const createOthers = (now: () => number, faults: Faults) => {
  const docs = createOtherDocs();
  const novastack = createNovastack(faults);
  const merchant = createMerchant(now);
  const parcels = createParcels(now);
  const apis = [novastack, merchant, parcels];
  return {
    sites: [...apis, docs].map(({ site }): Site => site),
    secrets: (): OtherSecret[] => apis.flatMap(({ secrets }) => secrets()),
    controls: {
      novastack: novastack.controls,
      merchant: merchant.controls,
      parcels: parcels.controls,
      /** Sets what the docs of a portal show: a page of any kind, and specs in place of the portal's own. */
      docsOf: docs.show,
    },
    reset: (): void => {
      for (const part of [...apis, docs]) part.reset();
    },
  };
};
