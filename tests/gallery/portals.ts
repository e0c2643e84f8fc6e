/** Portals that a person has added, as the pictures show them. Their sites are the replica's, so that the browser asks nothing. */

const site = 'https://api.novapost.com';

const environment = (id: string, name: string, kind: 'sandbox' | 'production') => ({
  id,
  name,
  baseUrl: `${site}/${id}/`,
  servers: [],
  kind,
  hostAccess: 'optional',
  fillsByItself: kind === 'sandbox',
  keysPage: 'https://app.atlas.test/keys',
});

const text = (name: string, label: string, longest: number) => ({
  name,
  in: 'json',
  label,
  rule: { is: 'text', longest },
});

/** Takes its key as it is, and makes more of them. */
export const atlas = {
  id: 'atlas',
  name: 'Atlas',
  docs: [`${site}/atlas-docs/*`],
  environments: [environment('atlas-live', 'Live', 'production'), environment('atlas-try', 'Try', 'sandbox')],
  header: { name: 'X-API-Key', prefix: '' },
  scheme: { by: 'kind', kind: 'header' },
  credential: { kind: 'static' },
  permissions: ['read', 'write', 'delete'],
  issuing: {
    environment: 'atlas-live',
    path: 'keys',
    fields: [text('label', 'Name of the key', 30), text('owner', 'Owner', 60)],
    authorized: true,
    answer: { key: 'key', createdAt: null, validUntil: null, status: null, label: 'label' },
    makesActive: false,
    intervalMs: 0,
    registrationPage: null,
    formPage: null,
  },
  check: null,
  errors: { message: ['message'], fields: { list: 'errors', name: 'field', message: 'message' } },
  copying: { tokenVariable: 'ATLAS_API_KEY', baseUrlVariable: 'ATLAS_BASE_URL', path: 'maps' },
};

/** Takes tokens that people paste. */
export const ferry = {
  ...atlas,
  id: 'ferry',
  name: 'Ferry',
  docs: [`${site}/ferry-docs/*`],
  environments: [environment('ferry', 'Ferry', 'production')],
  header: { name: 'Authorization', prefix: 'Bearer ' },
  scheme: { by: 'kind', kind: 'bearer' },
  credential: { kind: 'bearer' },
  permissions: [],
  issuing: null,
};
