/** Addresses as people write them, made into what descriptors have. Pure. */

/** `not-https`: or, but for this machine, `http:`. `has-more`: a query or a fragment. `has-star`: elsewhere than at the end of a docs page. */
export type AddressProblem = 'not-an-address' | 'not-https' | 'has-login' | 'has-more' | 'has-star';

/** `text`: what is wrong, as it was typed. */
export interface WrongAddress {
  readonly ok: false;
  readonly problem: AddressProblem;
  readonly text: string;
}

type Read<T> = ({ readonly ok: true } & T) | WrongAddress;

/**
 * @param text lines
 * @returns what is in them, without the empty ones
 */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isThisMachine = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname === '127.0.0.1';

function problemOf(text: string): AddressProblem | null {
  if (!URL.canParse(text)) return 'not-an-address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url))) return 'not-https';
  if (url.username || url.password) return 'has-login';
  if (url.search || url.hash) return 'has-more';
  // Not as it was typed: in a host, `%2A` is a star as well.
  return url.href.includes('*') ? 'has-star' : null;
}

/** As the parser writes it, so that comparing texts is comparing places. */
function written(text: string): string {
  const url = new URL(text);
  url.search = '';
  url.hash = '';
  return url.href;
}

/**
 * @param text a server's address
 * @returns it with a slash at its end
 */
export function readBaseUrl(text: string): Read<{ url: string }> {
  const typed = text.trim();
  const problem = problemOf(typed);
  return problem ? { ok: false, problem, text: typed } : { ok: true, url: written(typed).replace(/\/*$/, '/') };
}

/**
 * @param text docs pages, one a line; with `/*` at its end also the pages below it
 * @returns each once, or the first that is none
 */
export function readDocs(text: string): Read<{ urls: readonly string[] }> {
  const urls = new Set<string>();
  for (const typed of linesOf(text)) {
    const isFolder = typed.endsWith('/*');
    const page = isFolder ? typed.slice(0, -1) : typed;
    const problem = problemOf(page);
    if (problem) return { ok: false, problem, text: typed };
    urls.add(isFolder ? `${written(page)}*` : written(page));
  }
  return { ok: true, urls: [...urls] };
}

/**
 * @param text a page's address, or nothing
 * @returns it, or `null`
 */
export function readLink(text: string): Read<{ url: string | null }> {
  const typed = text.trim();
  if (typed === '') return { ok: true, url: null };
  if (!URL.canParse(typed)) return { ok: false, problem: 'not-an-address', text: typed };
  const { protocol, href, username, password } = new URL(typed);
  if (protocol !== 'https:') return { ok: false, problem: 'not-https', text: typed };
  return username || password ? { ok: false, problem: 'has-login', text: typed } : { ok: true, url: href };
}
