import type { Portal } from './types';

/** Nova Post's shipping API. Sources: its docs portal, its OpenAPI file, "API Key Generation", "Authorization". */
export const novaPost: Portal = {
  id: 'novapost',
  name: 'Nova Post',
  docs: [
    'https://api.novapost.com/developers',
    'https://api.novapost.com/developers/',
    'https://api.novapost.com/developers/index.html',
  ],
  environments: [
    {
      id: 'sandbox',
      name: 'environment.sandbox.name',
      baseUrl: 'https://api-stage.novapost.pl/v.1.0/',
      kind: 'sandbox',
      hostAccess: 'install',
      fillsByItself: true,
      keysPage: 'https://api-portal-stage.novapost.com/en/test-api-keys',
    },
    {
      id: 'production',
      name: 'environment.production.name',
      baseUrl: 'https://api.novapost.com/v.1.0/',
      kind: 'production',
      hostAccess: 'install',
      fillsByItself: false,
      keysPage: 'https://my.novapost.com/',
    },
    {
      id: 'production-ua',
      name: 'environment.productionUa.name',
      baseUrl: 'https://api.novaposhta.ua/v.1.0/',
      kind: 'production',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: 'https://new.novaposhta.ua/dashboard/settings/developers',
    },
  ],
  scheme: { name: 'JWT', format: 'raw' },
  exchange: { path: 'clients/authorization', keyParameter: 'apiKey', tokenField: 'jwt' },
  issuing: {
    environment: 'sandbox',
    path: 'test-api-keys',
    phoneField: 'phone',
    refusedPrefixes: [{ prefix: '380', use: 'production-ua' }],
    intervalMs: 24 * 60 * 60 * 1000,
    registrationPage: 'https://my.novapost.com/',
    formPage: 'https://api-portal-stage.novapost.com/en/test-api-keys',
  },
};
