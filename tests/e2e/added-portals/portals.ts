import { templates } from '../../../utils/portals/templates';
import { movedTo } from '../../unit/support/portals.ts';

/** A portal that nobody thought of, and the sites that it uses. */
export { parcels } from '../../unit/support/portals.ts';

export const parcelsSites = [
  'https://docs.parcels.example/*',
  'https://api.parcels.example/*',
  'https://test.parcels.example/*',
];

/** The template as it is, and the site that it uses. */
export const merchant = movedTo(
  templates.merchant,
  { id: 'p-merchant', name: 'Merchant applications', docs: ['https://api.example.com/docs'] },
  'https://api.example.com/',
);

export const merchantSite = 'https://api.example.com/*';
