import { docsOrigin, docsPaths, otherPortals } from '../portal/hosts.ts';
import type { Secret } from './search.ts';

/** Whose secrets they are that name no portal. */
const NOVA_POST = 'novapost';

const docsUrls: ReadonlyMap<string, string> = new Map([
  ...docsPaths.map((path) => [docsOrigin + path, NOVA_POST] as const),
  ...Object.entries(otherPortals).flatMap(([id, { docsUrl }]) =>
    [docsUrl, `${docsUrl}/`].map((url) => [url, id] as const),
  ),
]);

/** @returns whether a page is the extension's own */
export const isOurPage = (url: string): boolean => url.startsWith('chrome-extension://');

/**
 * @param url of a page
 * @returns what the page is to the secret: docs of another portal are as strange to it as any page
 */
export const pageKindOf = (
  url: string,
  { portal = NOVA_POST }: Pick<Secret, 'portal'>,
): 'extension' | 'docs' | 'elsewhere' => {
  if (isOurPage(url)) return 'extension';
  return docsUrls.get(url.split(/[?#]/, 1)[0] ?? '') === portal ? 'docs' : 'elsewhere';
};
