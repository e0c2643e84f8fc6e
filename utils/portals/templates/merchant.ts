import type { Portal } from '../schema';

/** The Merchant applications API: a token is pasted, and API keys of an application are made with it. Each merchant has a server of their own. */
export const merchant: Portal = {
  id: 'template',
  name: 'Merchant applications',
  docs: [],
  environments: [
    {
      id: 'template/1',
      name: 'Production',
      baseUrl: 'https://api.example.com/',
      servers: [],
      kind: 'production',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: null,
    },
  ],
  header: { name: 'Authorization', prefix: 'Bearer ' },
  scheme: { by: 'kind', kind: 'bearer' },
  credential: { kind: 'bearer' },
  permissions: [],
  issuing: {
    environment: 'template/1',
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
  check: null,
  errors: {
    message: ['message', 'error'],
    fields: { list: 'details', name: 'field', message: 'message' },
  },
  copying: { tokenVariable: 'MERCHANT_TOKEN', baseUrlVariable: 'MERCHANT_BASE_URL', path: '' },
};
