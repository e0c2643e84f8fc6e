import * as fc from 'fast-check';
import type { Environment, Portal } from '../../../utils/portals';
import { portalSchema } from '../../../utils/portals/schema';
import * as z from '../../../utils/schema';

/** A portal that trades keys, with everything that a descriptor can have. */
export const acme: Portal = {
  id: 'p-acme',
  name: 'Acme',
  docs: ['https://docs.acme.test/api/*', 'https://docs.acme.test/start'],
  environments: [
    {
      id: 'p-acme/1',
      name: 'Test',
      baseUrl: 'https://test.acme.test/v1/',
      servers: ['https://test.acme.test/'],
      kind: 'sandbox',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: 'https://acme.test/keys?for=test',
    },
    {
      id: 'p-acme/2',
      name: 'Live',
      baseUrl: 'https://api.acme.test/v1/',
      servers: [],
      kind: 'production',
      hostAccess: 'optional',
      fillsByItself: false,
      keysPage: null,
    },
  ],
  header: { name: 'X-Api-Token', prefix: '' },
  scheme: { by: 'name', name: 'acmeToken' },
  credential: {
    kind: 'exchange',
    method: 'POST',
    path: 'auth/token',
    keyIn: 'json',
    keyName: 'auth.key',
    token: 'data.token',
    expiresIn: 'data.expires_in',
  },
  permissions: ['read', 'write'],
  issuing: {
    environment: 'p-acme/2',
    path: 'keys',
    fields: [
      {
        name: 'phone',
        in: 'json',
        label: 'Phone',
        rule: {
          is: 'phone',
          refusedPrefixes: [
            { prefix: '380', use: 'p-acme/1' },
            { prefix: '1', use: 'production-ua' },
          ],
        },
      },
    ],
    authorized: true,
    answer: { key: 'key', createdAt: null, validUntil: null, status: null, label: null },
    makesActive: true,
    intervalMs: 1000,
    registrationPage: null,
    formPage: 'https://acme.test/new-key',
  },
  check: null,
  errors: { message: ['error.text'], fields: { list: 'details', name: 'field', message: 'text' } },
  copying: { tokenVariable: 'ACME_TOKEN', baseUrlVariable: 'ACME_BASE_URL', path: 'me' },
};

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const place = fc.array(word, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'));
/** Paths as somebody writes them who wants to be elsewhere. */
const path = fc.oneof(
  fc
    .array(fc.oneof(word, fc.constantFrom('..', '.', '%2e%2e', '\\', '@', ':', '', '?a=b', '#c')), { minLength: 1 })
    .map((parts) => parts.join('/')),
  fc.constantFrom('//evil.test/x', 'https://evil.test/', '\\\\evil.test', '/\\evil.test', '../../x', 'javascript:0'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
);
const baseUrl = fc
  .tuple(
    fc.constantFrom('https://api.test', 'https://api.test:8443', 'http://localhost:3000'),
    fc.array(word, { maxLength: 2 }),
  )
  .map(([origin, parts]) => [origin, ...parts, ''].join('/'));

const environment: fc.Arbitrary<Environment> = fc.record({
  id: fc.constant('p-any/1'),
  name: fc.constant('Any'),
  baseUrl,
  servers: fc.constant([]),
  kind: fc.constantFrom('sandbox', 'production'),
  hostAccess: fc.constant('optional'),
  fillsByItself: fc.boolean(),
  keysPage: fc.constant(null),
});

const credential: fc.Arbitrary<Portal['credential']> = fc.oneof(
  fc.record({
    kind: fc.constant('exchange' as const),
    method: fc.constantFrom('GET' as const, 'POST' as const),
    path,
    keyIn: fc.constantFrom('query' as const, 'json' as const, 'header' as const),
    keyName: place,
    token: place,
    expiresIn: fc.option(place),
  }),
  fc.constant({ kind: 'static' as const }),
  fc.constant({ kind: 'bearer' as const }),
);

/** Descriptors that the schema takes, whatever they are after. */
export const anyPortal: fc.Arbitrary<Portal> = fc
  .record({
    id: fc.constant('p-any'),
    name: fc.constant('Any'),
    docs: fc.constant<string[]>([]),
    environments: environment.map((each) => [each]),
    header: fc.record({ name: word, prefix: fc.constantFrom('', 'Bearer ', 'Token ') }),
    scheme: fc.constant({ by: 'kind' as const, kind: 'bearer' as const }),
    credential,
    permissions: fc.uniqueArray(word, { maxLength: 3 }),
    issuing: fc.constant(null),
    check: fc.option(fc.record({ path })),
    errors: fc.record({ message: fc.array(place, { maxLength: 3 }), fields: fc.constant(null) }),
    copying: fc.constant({ tokenVariable: 'ANY_TOKEN', baseUrlVariable: 'ANY_BASE_URL', path: '' }),
  })
  .filter((portal) => z.safeParse(portalSchema, portal).success);
