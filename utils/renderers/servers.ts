import { at, quietly, text } from './guards';

/** Server URLs of a docs page, compared as `environmentOfServer` in utils/portals does: equal but for trailing slashes. */

/** Origin and path, ending in one slash; '' for what is no absolute URL. */
const plain = (url: string): string =>
  quietly(() => {
    const { origin, pathname } = new URL(url);
    return origin + pathname.replace(/\/*$/, '/');
  }) ?? '';

/**
 * @param url a server's URL as the spec has it, perhaps relative
 * @param base what it is relative to; the page without it
 * @returns the absolute URL, or `null` for none
 */
export const absolute = (url: string, base?: string | null): string | null =>
  url ? quietly(() => new URL(url, base ?? location.href).href) : null;

/**
 * @param server a Server Object of a spec, or a renderer's own form of it with the same fields
 * @returns its URL with the variables' defaults filled in; '' for none
 */
export const withDefaults = (server: unknown): string => {
  const fill = (whole: string, name: string) => text(at(server, 'variables', name, 'default')) || whole;
  return text(at(server, 'url')).replaceAll(/\{([^{}]+)\}/gu, fill);
};

/**
 * @param servers base URLs that a token was issued for
 * @param selected the selected server's URL
 * @returns whether the selected server is one of them
 */
export const isOneOf = (servers: readonly string[], selected: string | null): boolean =>
  servers.map(plain).includes(plain(selected ?? '') || '-');

/**
 * @param servers base URLs that a token was issued for
 * @param url absolute URL of a request
 * @returns whether the request goes to one of them: same origin, and a path at or below its path
 */
export const isUnder = (servers: readonly string[], url: string): boolean =>
  servers.map(plain).some((server) => server && plain(url).startsWith(server));
