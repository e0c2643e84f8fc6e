/** Server URLs of a docs page, compared as `environmentOfServer` in utils/portals does: equal but for trailing slashes. */

/** Origin and path without trailing slashes, or `null` for what can't be a server we know. */
const plain = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  const { origin, pathname, username, password, search } = new URL(url);
  return username || password || search ? null : origin + pathname.replace(/\/+$/, '');
};

/**
 * @param url a URL as the spec has it, perhaps relative
 * @param base what it is relative to
 * @returns the absolute URL, or the text as it was if it can't be one
 */
export const absolute = (url: string, base: string): string =>
  URL.canParse(url, base) ? new URL(url, base).href : url;

/**
 * @param servers base URLs that a token was issued for
 * @param selected the selected server's URL
 * @returns whether the selected server is one of them
 */
export const isOneOf = (servers: readonly string[], selected: string | null): boolean => {
  const wanted = selected === null ? null : plain(selected);
  return wanted !== null && servers.some((server) => plain(server) === wanted);
};

/**
 * @param servers base URLs that a token was issued for
 * @param url absolute URL of a request
 * @returns whether the request goes to one of them: same origin, and a path at or below its path
 */
export const isUnder = (servers: readonly string[], url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  return servers.some((server) => {
    const base = plain(server);
    return base !== null && `${origin}${pathname}/`.startsWith(`${base}/`);
  });
};
