import type { Portal } from '../../../utils/portals';

const environment = (id: string, name: string, baseUrl: string, kind: 'sandbox' | 'production') => ({
  id,
  name,
  baseUrl,
  servers: [],
  kind,
  hostAccess: 'optional' as const,
  fillsByItself: false,
  keysPage: null,
});

/** A portal that nobody thought of. */
export const parcels: Portal = {
  id: 'p-parcels',
  name: 'Parcels',
  docs: ['https://docs.parcels.example/reference'],
  environments: [
    environment('p-parcels/1', 'Live', 'https://api.parcels.example/', 'production'),
    environment('p-parcels/2', 'Test', 'https://test.parcels.example/', 'sandbox'),
  ],
  header: { name: 'X-Api-Key', prefix: '' },
  scheme: { by: 'kind', kind: 'header' },
  credential: {
    kind: 'exchange',
    method: 'POST',
    path: 'auth/session',
    keyIn: 'json',
    keyName: 'key',
    token: 'data.access.token',
    expiresIn: 'expires_in',
  },
  issuing: null,
  check: null,
  errors: { message: ['fault.reason'], fields: null },
  copying: { tokenVariable: 'PARCELS_TOKEN', baseUrlVariable: 'PARCELS_BASE_URL', path: 'v2/parcels' },
};

/** What stands in our own part of the browser for it. */
export const parcelsSites = [
  'https://docs.parcels.example/*',
  'https://api.parcels.example/*',
  'https://test.parcels.example/*',
];
