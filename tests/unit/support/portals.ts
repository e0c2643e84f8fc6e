import { setAddedPortals, type Portal } from '../../../utils/portals';

/** A portal that nobody thought of: a header of its own, an exchange by POST, a token deep in the answer, and its lifetime beside it. */
export const parcels: Portal = {
  id: 'p-parcels',
  name: 'Parcels',
  docs: ['https://docs.parcels.example/reference'],
  environments: [
    {
      id: 'p-parcels/1',
      name: 'Test',
      baseUrl: 'https://test.parcels.example/',
      servers: [],
      kind: 'sandbox',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: null,
    },
    {
      id: 'p-parcels/2',
      name: 'Live',
      baseUrl: 'https://api.parcels.example/',
      servers: ['https://api.parcels.example/v2/'],
      kind: 'production',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: null,
    },
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

/** A static key behind "Bearer". */
export const stat: Portal = {
  ...parcels,
  id: 'p-stat',
  name: 'Stat',
  docs: ['https://api.stat.example/docs/*'],
  environments: [
    {
      id: 'p-stat/1',
      name: 'Production',
      baseUrl: 'https://api.stat.example/router/v1/',
      servers: [],
      kind: 'production',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: null,
    },
  ],
  header: { name: 'Authorization', prefix: 'Bearer ' },
  scheme: { by: 'kind', kind: 'bearer' },
  credential: { kind: 'static' },
  check: { path: 'models' },
  errors: { message: ['error.message'], fields: null },
};

/** A pasted token, and keys that it makes. */
export const merchant: Portal = {
  ...stat,
  id: 'p-merchant',
  name: 'Merchant',
  docs: ['https://api.shop.example/docs'],
  environments: [
    {
      id: 'p-merchant/1',
      name: 'Applications',
      baseUrl: 'https://api.shop.example/',
      servers: [],
      kind: 'production',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: null,
    },
  ],
  credential: { kind: 'bearer' },
  check: null,
  issuing: {
    environment: 'p-merchant/1',
    path: 'api/v1/applications/{id}/api-keys',
    fields: [
      { name: 'id', in: 'path', label: 'Application ID', rule: { is: 'text', longest: 100 } },
      { name: 'description', in: 'json', label: 'Description', rule: { is: 'text', longest: 50 } },
    ],
    authorized: true,
    answer: { key: 'fullKey', createdAt: 'createdAt', validUntil: null, status: null, label: 'description' },
    makesActive: false,
    intervalMs: 0,
    registrationPage: null,
    formPage: null,
  },
  errors: { message: ['message', 'error'], fields: { list: 'details', name: 'field', message: 'message' } },
};

/** These are known until the test ends: see `setup.ts`. */
export function add(...portals: Portal[]): void {
  setAddedPortals(portals);
}
