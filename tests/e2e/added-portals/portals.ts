/** A portal that nobody thought of, and the sites that it uses. */
export { parcels } from '../../unit/support/portals.ts';

export const parcelsSites = [
  'https://docs.parcels.example/*',
  'https://api.parcels.example/*',
  'https://test.parcels.example/*',
];
