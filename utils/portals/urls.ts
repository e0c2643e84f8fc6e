import type { Environment, Portal } from './schema';

/** Origin and path of a URL without its trailing slashes, or `undefined` if it isn't an absolute URL. */
const plain = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, username, password, search } = new URL(url);
  if (username || password || search) return undefined;
  return origin + pathname.replace(/\/+$/, '');
};

/**
 * Which docs page a tab or a sender shows. The query and the hash don't matter; origin and path must be equal, so that
 * another port, a trailing dot or `http:` are another page; `/*` at a page's end means those below it, too.
 *
 * @param portals the descriptors to look through
 * @param url any text that claims to be a URL
 * @returns the portal whose docs page it is, or `undefined`
 */
export const portalOfPage = <T extends Pick<Portal, 'docs'>>(
  portals: readonly T[],
  url: string | undefined,
): T | undefined => {
  if (!url || !URL.canParse(url)) return undefined;
  const { origin, pathname, username, password } = new URL(url);
  if (username || password) return undefined;
  const here = origin + pathname;
  return portals.find(({ docs }) =>
    docs.some((page) => page === here || (page.endsWith('/*') && here.startsWith(page.slice(0, -1)))),
  );
};

/**
 * Which environment a server of the docs means. Equal but for trailing slashes: a path below or above the base URL
 * may be another API, and an unknown server gets nothing.
 *
 * @param portal the portal whose docs page shows the server; or what is known of it there
 * @param serverUrl the URL of the selected server, as the page says it
 * @returns the environment, or `undefined` for a server that the portal doesn't have
 */
export const environmentOfServer = <T extends Pick<Environment, 'baseUrl' | 'servers'>>(
  portal: { readonly environments: readonly T[] },
  serverUrl: string,
): T | undefined => {
  const server = plain(serverUrl);
  if (server === undefined) return undefined;
  return portal.environments.find((environment) => serversOf(environment).some((url) => plain(url) === server));
};

/**
 * @param environment which
 * @returns every URL by which a server of the docs may mean it; a token for it goes to these and below them. All are of the base URL's
 *   origin, whatever a descriptor says
 */
export const serversOf = ({ baseUrl, servers }: Pick<Environment, 'baseUrl' | 'servers'>): string[] => [
  baseUrl,
  ...servers.filter((url) => new URL(url).origin === new URL(baseUrl).origin),
];

/**
 * Match patterns of the pages that get our content scripts: each docs path, with and without a query (in a match pattern
 * `?` is a plain character, and the path is matched with its query). They know no ports: what runs there compares the whole address.
 *
 * @param portals the descriptors
 * @returns match patterns for a manifest or for `tabs.query`
 */
export const docsPatterns = (portals: readonly Portal[]): string[] =>
  portals.flatMap((portal) =>
    portal.docs.map(withoutPort).flatMap((page) => (page.endsWith('*') ? [page] : [page, `${page}?*`])),
  );

/** A match pattern can't have a port. */
const withoutPort = (url: string): string => url.replace(/^(\w+:\/\/[^/]+):\d+\//, '$1/');

const hostPattern = (url: string): string => withoutPort(`${new URL(url).origin}/*`);

/**
 * @param portals the descriptors
 * @returns host permissions of the sites that have the docs pages, each once
 */
export const docsHostPatterns = (portals: readonly Portal[]): string[] => [
  ...new Set(portals.flatMap(({ docs }) => docs.map(hostPattern))),
];

/**
 * @param environments the environments whose hosts are wanted
 * @returns their host permissions, each once
 */
export const hostPatterns = (environments: readonly Environment[]): string[] => [
  ...new Set(environments.map(({ baseUrl }) => hostPattern(baseUrl))),
];
