import { setAddedPortals, type Portal } from '../../../utils/portals';
import { templates } from '../../../utils/portals/templates';

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
  permissions: [],
  issuing: null,
  check: null,
  errors: { message: ['fault.reason'], fields: null },
  copying: { tokenVariable: 'PARCELS_TOKEN', baseUrlVariable: 'PARCELS_BASE_URL', path: 'v2/parcels' },
};

/** A portal with one environment, at another place than a template's. */
export const movedTo = (template: Portal, portal: Pick<Portal, 'id' | 'name' | 'docs'>, baseUrl: string): Portal => ({
  ...template,
  ...portal,
  environments: template.environments.map((environment) => ({ ...environment, id: `${portal.id}/1`, baseUrl })),
  issuing: template.issuing && { ...template.issuing, environment: `${portal.id}/1` },
});

/** A static key behind "Bearer". */
export const stat: Portal = movedTo(
  templates.novastack,
  { id: 'p-stat', name: 'Stat', docs: ['https://api.stat.example/docs/*'] },
  'https://api.stat.example/router/v1/',
);

/** A pasted token, and keys that it makes. */
export const merchant: Portal = movedTo(
  templates.merchant,
  { id: 'p-merchant', name: 'Merchant', docs: ['https://api.shop.example/docs'] },
  'https://api.shop.example/',
);

/** These are known until the test ends: see `setup.ts`. */
export function add(...portals: Portal[]): void {
  setAddedPortals(portals);
}
