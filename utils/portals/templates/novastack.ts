import type { Portal } from '../schema';

/** novastack's router of language models: the key itself is sent. Its docs are wherever the person reads them. */
export const novaStack: Portal = {
  id: 'template',
  name: 'novastack',
  docs: [],
  environments: [
    {
      id: 'template/1',
      name: 'Production',
      baseUrl: 'https://api.novapai.ai/router/v1/',
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
  permissions: ['read', 'write', 'delete'],
  issuing: null,
  check: { path: 'models' },
  errors: { message: ['error.message'], fields: null },
  copying: { tokenVariable: 'NOVASTACK_API_KEY', baseUrlVariable: 'API_BASE_URL', path: 'models' },
};
