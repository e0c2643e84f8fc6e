import { portalSchema } from '../../../utils/portals/schema';
import { parse, safeParse } from '../../../utils/schema';
import { phoneRule } from '../support/phone-rule';
import { MatchPattern } from 'wxt/utils/match-patterns';
import { describe, expect, it } from 'vitest';
import { environments, findEnvironment, portalOf, portals } from '../../../utils/portals';
import { novaPost } from '../../../utils/portals/novapost';
import { docsPatterns, environmentOfServer, hostPatterns, portalOfPage, serversOf } from '../../../utils/portals/urls';

const pages: [string, boolean][] = [
  ['https://api.novapost.com/developers', true],
  ['https://api.novapost.com/developers/', true],
  ['https://api.novapost.com/developers/index.html', true],
  ['https://api.novapost.com/developers?x=1', true],
  ['https://api.novapost.com/developers/?x=1', true],
  ['https://api.novapost.com/developers/index.html?x=/y', true],
  ['https://api.novapost.com/developers/index.html#get-/divisions', true],
  ['https://api.novapost.com/developers/index.htm', false],
  ['https://api.novapost.com/developers/x', false],
  ['https://api.novapost.com/developersx', false],
  ['https://api.novapost.com/', false],
  ['https://api.novapost.com/v.1.0/developers', false],
  ['https://api.novapost.com.evil.test/developers/', false],
  ['https://evil.test/api.novapost.com/developers/', false],
  ['https://evil.test/?https://api.novapost.com/developers/', false],
  ['https://evil.test/#https://api.novapost.com/developers/', false],
  ['https://www.api.novapost.com/developers/', false],
  ['https://novapost.com/developers/', false],
  ['http://api.novapost.com/developers/', false],
  ['https://api-stage.novapost.pl/developers/', false],
];

describe('a docs page', () => {
  it.each(pages)('%s: %s', (url, expected) => {
    expect(portalOfPage(portals, url)).toBe(expected ? novaPost : undefined);
  });

  // What the browser injects into must be what the gate lets through.
  it.each(pages)('gets our scripts: %s: %s', (url, expected) => {
    const matches = docsPatterns(portals).some((pattern) => new MatchPattern(pattern).includes(url));
    expect(matches).toBe(expected);
  });

  it.each([
    'https://api.novapost.com:8443/developers/',
    'https://api.novapost.com./developers/',
    'https://user@api.novapost.com/developers/',
    'https://user:pass@api.novapost.com/developers/',
    'blob:https://api.novapost.com/developers/',
    'about:blank',
    'developers',
    '',
    undefined,
  ])('is not %s', (url) => {
    expect(portalOfPage(portals, url)).toBeUndefined();
  });
});

describe('docs of several pages', () => {
  const below = [{ docs: ['https://api.stat.example/docs/*'] }];
  it.each<[string, boolean]>([
    ['https://api.stat.example/docs/', true],
    ['https://api.stat.example/docs/keys/new?x#y', true],
    ['https://api.stat.example/docs', false],
    ['https://api.stat.example/docsx/keys', false],
    ['https://api.stat.example/keys', false],
    ['https://api.stat.example/x/docs/keys', false],
    ['https://api.stat.example:8443/docs/keys', false],
    ['https://api.stat.example.evil.test/docs/keys', false],
    ['https://evil.test/docs/keys', false],
  ])('%s: %s', (url, expected) => {
    expect(portalOfPage(below, url)).toBe(expected ? below[0] : undefined);
  });

  it('are no others than those that are named', () => {
    expect(
      portalOfPage([{ docs: ['https://api.stat.example/docs/'] }], 'https://api.stat.example/docs/keys'),
    ).toBeUndefined();
  });
});

describe('a server of the docs', () => {
  it.each([
    ['https://api-stage.novapost.pl/v.1.0/', 'sandbox'],
    ['https://api-stage.novapost.pl/v.1.0', 'sandbox'],
    ['https://api.novapost.com/v.1.0/', 'production'],
    ['HTTPS://API.NOVAPOST.COM:443/v.1.0', 'production'],
    ['https://api.novapost.com/x/../v.1.0/', 'production'],
    ['https://api.novaposhta.ua/v.1.0/', 'production-ua'],
  ])('%s is %s', (url, id) => {
    expect(environmentOfServer(novaPost, url)?.id).toBe(id);
  });

  it.each([
    'http://api.novapost.com/v.1.0/',
    'https://api.novapost.com:8443/v.1.0/',
    'https://api.novapost.com./v.1.0/',
    'https://api.novapost.com/v.2.0/',
    'https://api.novapost.com/v.1.0/x',
    'https://api.novapost.com/',
    'https://api.novapost.com/V.1.0/',
    'https://api.novapost.com/v.1.0/?x=1',
    'https://evil@api.novapost.com/v.1.0/',
    'https://api.novapost.com.evil.test/v.1.0/',
    'https://api.novapost.pl/v.1.0/',
    'https://evil.test/https://api.novapost.com/v.1.0/',
    '//api.novapost.com/v.1.0/',
    '/v.1.0/',
    'javascript:alert(1)',
    '',
  ])('%s is unknown', (url) => {
    expect(environmentOfServer(novaPost, url)).toBeUndefined();
  });
});

describe('host permissions', () => {
  const at = (baseUrl: string) =>
    structuredClone(environments.slice(0, 1)).map((environment) => Object.assign(environment, { baseUrl }));

  it.each([
    ['https://api.own.example:8443/v1/', 'https://api.own.example/*'],
    ['https://api.own.example/a:80/', 'https://api.own.example/*'],
    ['https://[2001:470::1]/v1/', 'https://[2001:470::1]/*'],
    ['https://[2001:470::1]:8443/v1/', 'https://[2001:470::1]/*'],
    ['https://[fd00:1::5:22]/', 'https://[fd00:1::5:22]/*'],
  ])('of %s are for its own host', (baseUrl, pattern) => {
    expect(hostPatterns(at(baseUrl))).toEqual([pattern]);
  });

  it('are never for many hosts', () => {
    const [sandbox] = novaPost.environments;
    const portalAt = (baseUrl: string) => ({ ...novaPost, environments: [{ ...sandbox, baseUrl }] });
    expect(safeParse(portalSchema, portalAt('https://own.example/')).success).toBe(true);
    for (const baseUrl of ['https://*/', 'https://*.example/'])
      expect(safeParse(portalSchema, portalAt(baseUrl)).success).toBe(false);
  });

  it('are each host once', () => {
    expect(hostPatterns([...environments, ...environments])).toEqual([
      'https://api-stage.novapost.pl/*',
      'https://api.novapost.com/*',
      'https://api.novaposhta.ua/*',
    ]);
  });

  it.each([
    ['https://api.test:8443/a:80/b/', 'https://api.test/*'],
    ['http://localhost:3000/', 'http://localhost/*'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1/*'],
    ['https://[::1]:8443/', 'https://[::1]/*'],
    ['https://[2001:1::5]/', 'https://[2001:1::5]/*'],
    ['https://xn--e1afmkfd.xn--j1amh:8443/', 'https://xn--e1afmkfd.xn--j1amh/*'],
    ['https://api.test/v1:1/', 'https://api.test/*'],
  ])('know no port: %s', (baseUrl, pattern) => {
    const [environment] = environments;
    expect(environment && hostPatterns([{ ...environment, baseUrl }])).toEqual([pattern]);
    const docs = [baseUrl, `${baseUrl}*`];
    const page = pattern.slice(0, -2) + new URL(baseUrl).pathname;
    expect(docsPatterns([{ ...novaPost, docs }])).toEqual([page, `${page}?*`, `${page}*`]);
  });

  it('are none for nothing', () => expect(hostPatterns([])).toEqual([]));
});

describe('the descriptors', () => {
  it('give each environment a name of its own', () => {
    const ids = environments.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(environments.map(({ baseUrl }) => baseUrl)).size).toBe(ids.length);
  });

  it.each(environments.map((environment) => [environment.id, environment] as const))(
    'are sound: %s',
    (id, environment) => {
      const { baseUrl, keysPage } = environment;
      expect(findEnvironment(id)).toBe(environment);
      expect(portalOf(id).environments).toContain(environment);
      expect(baseUrl).toMatch(/^https:\/\/[^?#]+\/$/);
      expect(new URL(keysPage ?? '').protocol).toBe('https:');
      expect(environmentOfServer(portalOf(id), baseUrl)).toBe(environment);
    },
  );

  it.each(portals.map((portal) => [portal.id, portal] as const))('are sound: %s', (_id, portal) => {
    const { docs, issuing } = portal;
    const ids = portal.environments.map(({ id }) => id);
    expect(parse(portalSchema, portal)).toEqual(portal);
    expect(ids).toContain(issuing?.environment);
    for (const { use } of phoneRule.refusedPrefixes) expect(ids).toContain(use);
    for (const url of docs) expect(url).toMatch(/^https:\/\/[^?#]+$/);
  });

  it('fill the sandbox by themselves, and no production', () => {
    for (const { kind, fillsByItself } of environments) expect(fillsByItself).toBe(kind === 'sandbox');
  });

  it('know no environment by another name', () => {
    for (const id of ['', 'Sandbox', 'constructor', '__proto__']) {
      expect(findEnvironment(id)).toBeUndefined();
      expect(() => portalOf(id)).toThrow();
    }
  });
});

it('an environment has further servers of its own origin alone', () => {
  const servers = ['https://api.own.example/v2/', 'https://api.evil.example/', 'https://api.own.example:8443/'];
  const environment = { baseUrl: 'https://api.own.example/v1/', servers };
  expect(serversOf(environment)).toEqual(['https://api.own.example/v1/', 'https://api.own.example/v2/']);
  expect(environmentOfServer({ environments: [environment] }, 'https://api.own.example/v2')).toBe(environment);
  expect(environmentOfServer({ environments: [environment] }, 'https://api.evil.example/')).toBeUndefined();
});
