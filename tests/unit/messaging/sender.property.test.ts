import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { classifySender, type Sender } from '../../../utils/messaging/sender';
import { portals } from '../../../utils/portals';
import { anyText, oddities } from '../support/arbitraries';

const OURS = 'chrome-extension://us/';
const DOCS = portals.flatMap(({ docs }) => docs);

/** URLs that are the docs', or nearly: something is put in, taken out, or stands around them. */
export const nearDocs = fc.oneof(
  fc.constantFrom(...DOCS),
  fc.tuple(fc.constantFrom(...DOCS), fc.constantFrom('?', '#', '?a=b', '#/x', '?#')).map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom(...DOCS),
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.oneof(anyText, fc.constantFrom('', '.', '/', '@', ':8443', ':443', '\\', '%2f', '..', '\t', 'evil.test')),
    )
    .map(([url, at, cut, text]) => {
      const place = at % (url.length + 1);
      return url.slice(0, place) + text + url.slice(place + cut);
    }),
  fc.constantFrom(...DOCS).map((url) => `https://evil.test/?${url}`),
  fc.constantFrom(...DOCS).map((url) => `blob:${url}`),
  fc.constantFrom(...DOCS).map((url) => url.replace('https:', 'http:')),
);

const url = fc.oneof(
  { weight: 4, arbitrary: nearDocs },
  fc.webUrl(),
  anyText,
  fc.constantFrom(OURS, `${OURS}popup.html`, 'chrome-extension://us-too/', 'chrome-extension://them/', 'about:srcdoc'),
);

/** Keys that are left out are what the browser doesn't know. */
const sender = fc.record(
  {
    id: fc.constantFrom('us', 'us', 'us', 'them', '', 'US'),
    url,
    frameId: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer()),
    tab: fc.record({ id: fc.integer(), url, title: anyText }, { requiredKeys: [] }),
    documentLifecycle: fc.constantFrom('active', 'active', 'active', 'prerender', 'cached', 'pending_deletion', ''),
    origin: fc.constantFrom('https://api.novapost.com', OURS),
    nativeApplication: anyText,
  },
  { requiredKeys: [] },
);

/** Whether a URL is a docs page, told by each part of it. */
function isDocs(text: string | undefined): boolean {
  if (text === undefined || !URL.canParse(text)) return false;
  const { protocol, hostname, port, pathname, username, password } = new URL(text);
  const isPath = ['/developers', '/developers/', '/developers/index.html'].includes(pathname);
  return `${protocol}${hostname}${port}${username}${password}` === 'https:api.novapost.com' && isPath;
}

const expected = ({ id, url: from, frameId, tab, documentLifecycle }: Sender) => {
  if (id !== 'us' || from === undefined) return 'refused';
  if (from.startsWith(OURS)) return 'extension-page';
  const isShown = documentLifecycle === undefined || documentLifecycle === 'active';
  const isTop = frameId === 0 && tab?.id !== undefined;
  return isShown && isTop && isDocs(from) && isDocs(tab.url) ? 'docs-page' : 'refused';
};

it('is one of ours or a docs page only in exactly that shape', () => {
  fc.assert(
    fc.property(sender, (from) => {
      const verdict = classifySender(from, { id: 'us', baseUrl: OURS, portals });
      expect(verdict.from).toBe(expected(from));
      if (verdict.from === 'docs-page') expect(verdict).toMatchObject({ portal: portals[0], tabId: from.tab?.id });
    }),
    { numRuns: 3000 },
  );
});

it('is a docs page with each of its URLs, whatever stands after it and whatever else the browser tells', () => {
  const docs = fc.tuple(fc.constantFrom(...DOCS), fc.webQueryParameters(), fc.webFragments());
  fc.assert(
    fc.property(docs, docs, fc.nat(), oddities, ([page, query, hash], [shown], id, more) => {
      const from = { id: 'us', url: `${page}?${query}#${hash}`, frameId: 0, tab: { id, url: shown }, more };
      expect(classifySender(from, { id: 'us', baseUrl: OURS, portals }).from).toBe('docs-page');
    }),
    { numRuns: 300 },
  );
});
