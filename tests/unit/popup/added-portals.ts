import type { Portal } from '../../../utils/portals';

/** Portals as people add them. The first takes its key as it is and makes keys, the second takes tokens that are pasted. */

const errors = { message: ['message'], fields: null };

export const shelf: Portal = {
  id: 'shelf',
  name: 'Shelf',
  docs: ['https://docs.shelf.test/api/*'],
  environments: [
    {
      id: 'shelf/live',
      name: 'Live',
      baseUrl: 'https://api.shelf.test/v1/',
      servers: [],
      kind: 'production',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: 'https://app.shelf.test/keys',
    },
    {
      id: 'shelf/try',
      name: 'Try',
      baseUrl: 'https://try.shelf.test/v1/',
      servers: [],
      kind: 'sandbox',
      hostAccess: 'optional',
      fillsByItself: true,
      keysPage: null,
    },
  ],
  header: { name: 'X-API-Key', prefix: '' },
  scheme: { by: 'kind', kind: 'header' },
  credential: { kind: 'static' },
  permissions: ['read', 'write', 'delete'],
  issuing: {
    environment: 'shelf/live',
    path: 'projects/{project}/keys',
    fields: [
      { name: 'project', in: 'path', label: 'Project', rule: { is: 'text', longest: 40 } },
      { name: 'label', in: 'json', label: 'Name of the key', rule: { is: 'text', longest: 30 } },
    ],
    authorized: true,
    answer: { key: 'key', createdAt: null, validUntil: null, status: null, label: 'label' },
    makesActive: false,
    intervalMs: 0,
    registrationPage: null,
    formPage: null,
  },
  check: { path: 'me' },
  errors: { message: ['message'], fields: { list: 'errors', name: 'field', message: 'message' } },
  copying: { tokenVariable: 'SHELF_API_KEY', baseUrlVariable: 'SHELF_BASE_URL', path: 'books' },
};

export const pasted: Portal = {
  id: 'pasted',
  name: 'Pasted',
  docs: ['https://pasted.test/docs'],
  environments: [
    {
      id: 'pasted-only',
      name: 'Only',
      baseUrl: 'https://pasted.test/api/',
      servers: [],
      kind: 'production',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: 'https://pasted.test/tokens',
    },
  ],
  header: { name: 'Authorization', prefix: 'Bearer ' },
  scheme: { by: 'kind', kind: 'bearer' },
  credential: { kind: 'bearer' },
  permissions: [],
  issuing: null,
  check: null,
  errors,
  copying: { tokenVariable: 'PASTED_TOKEN', baseUrlVariable: 'PASTED_BASE_URL', path: '' },
};
