import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyEnvironment,
  emptyPortal,
  formOf,
  type EnvironmentForm,
  type FieldId,
  type PortalForm,
} from '../../../utils/options/portal-form';
import { readForm } from '../../../utils/options/read-form';
import type { Portal } from '../../../utils/portals';
import { portalSchema } from '../../../utils/portals/schema';
import * as z from '../../../utils/schema';
import { anyText } from '../support/arbitraries';
import { acme } from './portal-samples';

const there = formOf(acme, false);

/** What a changed form says; throws if it says nothing. */
function portalOf(change: Partial<PortalForm>, form: PortalForm = there): Portal {
  const read = readForm({ ...form, ...change }, 'p-new');
  if (!read.ok) throw new Error([...read.problems.keys()].join(', '));
  return read.portal;
}

/** What is wrong with a changed form. */
function problemsOf(change: Partial<PortalForm>): Record<string, unknown> {
  const read = readForm({ ...there, ...change }, 'p-new');
  return read.ok ? {} : Object.fromEntries([...read.problems].map(([field, { problem }]) => [field, problem]));
}

const [first, second] = there.environments;
const withFirst = (change: Partial<EnvironmentForm>): Partial<PortalForm> => ({
  environments: first && second ? [{ ...first, ...change }, second] : [],
});

describe('a form', () => {
  it('says what it was filled in with', () => {
    expect(portalOf({})).toEqual(acme);
  });

  it('of nothing says what is missing, in its order', () => {
    const read = readForm(formOf(emptyPortal, true), 'p-new');
    expect(read.ok ? [] : [...read.problems.keys()]).toEqual(['name', '1 name', '1 baseUrl']);
  });

  it('gives a new portal ids of its own', () => {
    const added = portalOf({}, formOf(acme, true));
    expect(added.id).toBe('p-new');
    expect(added.environments.map(({ id }) => id)).toEqual(['p-new/1', 'p-new/2']);
    expect(added.issuing?.environment).toBe('p-new/2');
    // What points to somebody else's environment is left out.
    expect(added.issuing?.fields[0]?.rule).toEqual({
      is: 'phone',
      refusedPrefixes: [{ prefix: '380', use: 'p-new/1' }],
    });
  });

  it('keeps the ids of environments that are there, and gives a further one a new one', () => {
    const further = { ...first, row: '3', of: null, name: 'More', baseUrl: 'https://more.acme.test', servers: '' };
    const { environments } = portalOf({
      environments: second ? [second, { keysPage: '', kind: 'sandbox', ...further }] : [],
    });
    expect(environments.map(({ id, baseUrl }) => [id, baseUrl])).toEqual([
      ['p-acme/2', 'https://api.acme.test/v1/'],
      [expect.stringMatching(/^p-acme\/[0-9a-z]{4,7}$/), 'https://more.acme.test/'],
    ]);
    expect(environments[1]).toMatchObject({ hostAccess: 'optional', fillsByItself: false });
  });

  it('gives an environment another id on another site, so that keys of before, in a file or left behind, don’t go there', () => {
    const idsAt = (baseUrl: string) => portalOf(withFirst({ baseUrl, servers: '' })).environments.map(({ id }) => id);
    expect(idsAt('https://test.acme.test/v2')).toEqual(['p-acme/1', 'p-acme/2']);
    const [moved, other] = idsAt('https://new.acme.test/v1');
    expect([moved, other]).toEqual([expect.not.stringMatching(/^p-acme\/[12]$/), 'p-acme/2']);
    // The same wherever that is done, and another one for each place.
    expect(idsAt('https://new.acme.test/v1')[0]).toBe(moved);
    expect(idsAt('https://new.acme.test:8443/v1')[0]).not.toBe(moved);
  });

  it('gives a further environment no id that another one had, or has', () => {
    const added = (portal: Portal, baseUrl: string) => {
      const form = formOf(portal, false);
      const row = { ...emptyEnvironment('9'), name: 'More', baseUrl };
      return portalOf({ environments: [...form.environments, row] }, form);
    };
    const more = added({ ...acme, environments: acme.environments.slice(0, 1), issuing: null }, 'https://more.test/');
    expect(more.environments[1]?.id).not.toBe('p-acme/2');
    const [base, further] = more.environments;
    if (!base || !further) throw new Error('It has two');
    const moved = { ...more, environments: [base, { ...further, baseUrl: 'https://more.test/v2/' }] };
    const ids = added(moved, 'https://more.test/').environments.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it('makes its keys where the environment for that has gone', () => {
    const at = { row: '2', of: 'p-acme/2', baseUrl: 'https://new.acme.test/', servers: '', keysPage: '' };
    const to = portalOf({
      environments: first ? [first, { ...at, name: 'Live', kind: 'production' }] : [],
    });
    expect(to.issuing?.environment).toBe(to.environments[1]?.id);
    expect(to.environments[1]?.id).not.toBe('p-acme/2');
    const rules = portalOf(withFirst({ baseUrl: 'https://new.acme.test/', servers: '' }));
    expect(rules.issuing?.fields[0]?.rule).toMatchObject({
      refusedPrefixes: [{ prefix: '380', use: rules.environments[0]?.id }, { use: 'production-ua' }],
    });
  });

  it('makes no keys without the environment that they are for, nor if it is not wanted', () => {
    expect(portalOf({ environments: first ? [first] : [] }).issuing).toBeNull();
    expect(portalOf({ issues: false }).issuing).toBeNull();
  });

  it('calls variables after the portal, unless its descriptor has said how', () => {
    const own = { tokenVariable: 'TOK', baseUrlVariable: 'BASE', path: '' };
    expect(portalOf({ name: 'Größe & Co. 2' }).copying).toMatchObject({
      tokenVariable: 'GROSSE_CO_2_TOKEN',
      baseUrlVariable: 'GROSSE_CO_2_BASE_URL',
    });
    expect(portalOf({ name: '42' }).copying.tokenVariable).toBe('API_TOKEN');
    expect(portalOf({ name: 'Other' }, formOf({ ...acme, copying: own }, false)).copying).toEqual(own);
  });

  it.each([
    ['', ''],
    ['Bearer', 'Bearer '],
    [' Bearer ', 'Bearer '],
    ['Token token=', 'Token token='],
  ])('writes “%s” before a token as “%s”', (typed, prefix) => {
    expect(portalOf({ prefix: typed }).header.prefix).toBe(prefix);
  });

  it('writes addresses as browsers do', () => {
    const portal = portalOf({
      docs: ' https://Docs.ACME.test/api/* \n\nhttps://docs.acme.test:443/start\nhttps://docs.acme.test/start',
      ...withFirst({ baseUrl: 'HTTPS://test.acme.test/v1', servers: 'https://test.acme.test' }),
    });
    expect(portal.docs).toEqual(acme.docs);
    expect(portal.environments[0]).toEqual(acme.environments[0]);
  });

  it.each(['https://%2A/', 'https://%2a.acme.test/v1/', 'https://＊/'])(
    'takes no host that would be many to the browser: %s',
    (address) => {
      expect(problemsOf(withFirst({ baseUrl: address, servers: '' }))).toEqual({ '1 baseUrl': 'has-star' });
      expect(problemsOf(withFirst({ baseUrl: 'https://test.acme.test/v1/', servers: address }))).toEqual({
        '1 servers': 'has-star',
      });
      expect(problemsOf({ docs: address })).toEqual({ docs: 'has-star' });
    },
  );

  it('takes permissions one a line or between commas, each once', () => {
    const permissions = ' read \nwrite,delete, read,\n\n';
    expect(portalOf({ permissions }).permissions).toEqual(['read', 'write', 'delete']);
    expect(portalOf({ permissions: ' ' }).permissions).toEqual([]);
  });

  it('takes a path as docs write it', () => {
    const portal = portalOf({ path: ' /auth/token ' });
    expect(portal.credential).toEqual(acme.credential);
  });

  it('asks of a header what a header needs', () => {
    expect(problemsOf({ keyIn: 'header', keyName: 'X-Key' })).toEqual({});
    expect(problemsOf({ keyIn: 'header', keyName: 'X:Key' })).toEqual({ keyName: 'key-name' });
    expect(problemsOf({ keyIn: 'query', keyName: 'X:Key' })).toEqual({});
  });

  it('checks a key that is sent as it is, if a path is there', () => {
    expect(portalOf({ credential: 'static', check: '/me' }).check).toEqual({ path: 'me' });
    expect(portalOf({ credential: 'bearer', check: ' ' })).toMatchObject({
      check: null,
      credential: { kind: 'bearer' },
    });
    // What isn't shown isn't looked at.
    expect(problemsOf({ credential: 'static', path: '', token: '' })).toEqual({});
  });
});

const rows: readonly (readonly [FieldId, string, Partial<PortalForm>])[] = [
  ['name', 'name', { name: ' ' }],
  ['name', 'name', { name: 'x'.repeat(61) }],
  ['name', 'name', { name: 'a\u{202E}b' }],
  ['docs', 'not-an-address', { docs: 'docs.acme.test' }],
  ['docs', 'not-https', { docs: 'http://docs.acme.test/' }],
  ['docs', 'not-https', { docs: 'file:///docs' }],
  ['docs', 'not-https', { docs: 'http://localhost.evil.test/' }],
  ['docs', 'has-login', { docs: 'https://me:secret@docs.acme.test/' }],
  ['docs', 'has-more', { docs: 'https://docs.acme.test/?page=1' }],
  ['docs', 'has-more', { docs: 'https://docs.acme.test/#/start' }],
  ['docs', 'has-star', { docs: 'https://docs.acme.test/*/api' }],
  ['docs', 'has-star', { docs: 'https://docs.acme.test/api*' }],
  ['1 name', 'environment-name', withFirst({ name: '' })],
  ['1 baseUrl', 'not-an-address', withFirst({ baseUrl: '' })],
  ['1 baseUrl', 'not-https', withFirst({ baseUrl: 'http://test.acme.test/' })],
  ['1 baseUrl', 'has-star', withFirst({ baseUrl: 'https://test.acme.test/*' })],
  ['1 servers', 'other-server', withFirst({ servers: 'https://elsewhere.test/' })],
  ['1 servers', 'not-an-address', withFirst({ servers: 'v2' })],
  ['2 baseUrl', 'twice', withFirst({ baseUrl: 'https://api.acme.test/v1', servers: '' })],
  ['1 keysPage', 'not-https', withFirst({ keysPage: 'javascript:alert(1)' })],
  ['1 keysPage', 'not-an-address', withFirst({ keysPage: 'keys' })],
  ['schemeName', 'scheme-name', { scheme: 'name', schemeName: '' }],
  ['fieldLabel', 'field-label', { scheme: 'field', fieldLabel: '' }],
  ['permissions', 'permissions', { permissions: `read\n${'x'.repeat(61)}` }],
  ['permissions', 'permissions', { permissions: 're\u{202E}ad' }],
  ['headerName', 'header-name', { headerName: 'Two words' }],
  ['prefix', 'prefix', { prefix: 'Беарер' }],
  ['path', 'path', { path: '' }],
  ['path', 'path-outside', { path: '../token' }],
  ['path', 'path-outside', { path: 'https://evil.test/' }],
  ['keyName', 'key-name', { keyName: 'a..b' }],
  ['token', 'place', { token: '' }],
  ['expiresIn', 'place', { expiresIn: 'a b' }],
  ['check', 'path-outside', { credential: 'static', check: '../../me' }],
  ['errors', 'places', { errors: 'message\na..b' }],
];

describe('a wrong field', () => {
  it.each(rows)('%s: %s', (field, problem, change) => {
    expect(problemsOf(change)).toEqual({ [field]: problem });
  });

  it('lets http through to this machine alone', () => {
    const here = withFirst({ baseUrl: 'http://localhost:3000/api', servers: '' });
    expect(portalOf(here).environments[0]?.baseUrl).toBe('http://localhost:3000/api/');
  });

  it('is told, whatever is typed: what comes of a form is a descriptor, or a problem', () => {
    const fields = [
      'name',
      'docs',
      'schemeName',
      'headerName',
      'prefix',
      'path',
      'keyName',
      'token',
      'expiresIn',
      'permissions',
      'errors',
    ] as const;
    // Not all at once: of that nothing comes but problems.
    const some = fc.dictionary(fc.constantFrom(...fields), anyText, { maxKeys: 3 });
    let taken = 0;
    fc.assert(
      fc.property(some, fc.option(anyText, { freq: 1 }), (change, address) => {
        const environment = address === null ? {} : withFirst({ baseUrl: address, name: address });
        const read = readForm({ ...there, ...change, ...environment }, 'p-new');
        if (read.ok) expect(z.parse(portalSchema, read.portal)).toEqual(read.portal);
        else expect(read.problems.size).toBeGreaterThan(0);
        taken += Number(read.ok);
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(5);
  });
});
