import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { environments, portals } from '../../../utils/portals';
import { novaPost } from '../../../utils/portals/novapost';
import { environmentOfServer, portalOfPage } from '../../../utils/portals/urls';
import { isOneOf, isUnder } from '../../../utils/renderers/servers';
import { anyText } from '../support/arbitraries';

const base = fc.constantFrom(...environments.map(({ baseUrl }) => baseUrl));

/** Server URLs: the portal's, the portal's with something put in or taken out, and any. */
const server = fc.oneof(
  base,
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        base,
        fc.nat(),
        fc.nat({ max: 2 }),
        fc.oneof(anyText, fc.constantFrom('', '/', '//', '.', '..', '@', ':443', ':8443', '?', '#', '\\', '%2e', '\t')),
      )
      .map(([url, at, cut, text]) => {
        const place = at % (url.length + 1);
        return url.slice(0, place) + text + url.slice(place + cut);
      }),
  },
  fc.tuple(base, base).map(([one, other]) => `${one}?${other}`),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  anyText,
);

const withoutSlashes = (path: string) => path.replaceAll(/\/+$/g, '');

/** Scheme, name, password, host, port and path of a URL: all that says where a request goes. */
const placeOf = (url: string) => {
  const { protocol, username, password, hostname, port, pathname } = new URL(url);
  return [protocol, username, password, hostname, port, withoutSlashes(pathname)];
};

describe('a server', () => {
  it('means an environment only if it is at the very place that the descriptor names', () => {
    fc.assert(
      fc.property(server, (url) => {
        const environment = environmentOfServer(novaPost, url);
        if (!environment) return;
        expect(placeOf(url)).toEqual(placeOf(environment.baseUrl));
        expect(new URL(url).search).toBe('');
      }),
      { numRuns: 3000 },
    );
  });

  it('means its environment with any number of slashes at its end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...environments), fc.nat({ max: 5 }), (environment, slashes) => {
        const url = withoutSlashes(environment.baseUrl) + '/'.repeat(slashes);
        expect(environmentOfServer(novaPost, url)).toBe(environment);
      }),
    );
  });

  // What the one maps, the other must fill; and neither may take a server for another environment's.
  it('is never another one for the script in the page’s own world', () => {
    fc.assert(
      fc.property(server, (url) => {
        const environment = environmentOfServer(novaPost, url);
        for (const { id, baseUrl } of environments) {
          const isIt = isOneOf([baseUrl], url);
          if (environment) expect(isIt).toBe(environment.id === id);
          if (isIt) expect(new URL(url).origin).toBe(new URL(baseUrl).origin);
          if (!isUnder([baseUrl], url)) continue;
          expect(new URL(url).origin).toBe(new URL(baseUrl).origin);
          expect(`${new URL(url).pathname}/`).toContain(new URL(baseUrl).pathname);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

it('a page is a portal’s only if it is at the very place of one of its docs', () => {
  const docs = fc.constantFrom(...novaPost.docs);
  const page = fc.oneof(
    server,
    fc.tuple(docs, fc.nat(), fc.nat({ max: 2 }), anyText).map(([url, at, cut, text]) => {
      const place = at % (url.length + 1);
      return url.slice(0, place) + text + url.slice(place + cut);
    }),
  );
  const exact = (url: string) => [new URL(url).pathname, ...placeOf(url)];
  fc.assert(
    fc.property(page, (url) => {
      if (portalOfPage(portals, url)) expect(novaPost.docs.map(exact)).toContainEqual(exact(url));
    }),
    { numRuns: 2000 },
  );
});
