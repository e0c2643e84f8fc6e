import { describe, expect, it } from 'vitest';
import { classifySender, type Sender } from '../../../utils/messaging/sender';
import { portals } from '../../../utils/portals';
import { parcels } from '../support/portals';

const ourselves = { id: 'us', baseUrl: 'chrome-extension://us/', portals };
const DOCS = 'https://api.novapost.com/developers/index.html';

const page = (url: string, facts: Partial<Sender> = {}): Sender => ({
  id: 'us',
  url,
  frameId: 0,
  tab: { id: 7, url },
  documentLifecycle: 'active',
  ...facts,
});

const verdict = (sender: Sender) => classifySender(sender, ourselves);

describe('an extension page', () => {
  it.each<[string, Sender]>([
    ['the popup', { id: 'us', url: 'chrome-extension://us/popup.html' }],
    ['the popup in a tab', page('chrome-extension://us/popup.html')],
    ['the options', { id: 'us', url: 'chrome-extension://us/options.html#x' }],
  ])('%s', (_what, sender) => {
    expect(verdict(sender)).toEqual({ from: 'extension-page' });
  });
});

describe('a docs page', () => {
  it.each<[string, Sender]>([
    ['as it is', page(DOCS)],
    ['without a file', page('https://api.novapost.com/developers/')],
    ['without a slash', page('https://api.novapost.com/developers')],
    ['with a query and a hash', page(`${DOCS}?lang=en#get-/divisions`)],
    ['with the port that https has anyway', page('https://api.novapost.com:443/developers')],
    ['whose tab has another hash by now', page(DOCS, { tab: { id: 7, url: `${DOCS}#auth` } })],
    ['in a browser without lifecycles', page(DOCS, { documentLifecycle: undefined })],
  ])('%s', (_what, sender) => {
    expect(verdict(sender)).toEqual({ from: 'docs-page', portal: portals[0], tabId: 7 });
  });
});

describe('refused', () => {
  it.each<[string, Sender]>([
    ['another extension', page(DOCS, { id: 'them' })],
    ['another extension with our URL', { id: 'them', url: 'chrome-extension://us/popup.html' }],
    ["another extension's page", { id: 'us', url: 'chrome-extension://them/popup.html' }],
    ["another extension's page whose id begins as ours", { id: 'us', url: 'chrome-extension://us-too/popup.html' }],
    ['nobody', {}],
    ['nobody with our id', { id: 'us' }],
    ['no id', page(DOCS, { id: undefined })],
    ['no URL', { ...page(DOCS), url: undefined }],
    ['no tab', page(DOCS, { tab: undefined })],
    ['a tab without an id', page(DOCS, { tab: { url: DOCS } })],
    ['a tab whose URL we may not see', page(DOCS, { tab: { id: 7 } })],
    ['the portal framed by another site', page(DOCS, { frameId: 3, tab: { id: 7, url: 'https://evil.test/' } })],
    ['the portal framed by itself', page(DOCS, { frameId: 3 })],
    ['no frame', page(DOCS, { frameId: undefined })],
    ['another site framed in the portal', page('https://evil.test/', { frameId: 3, tab: { id: 7, url: DOCS } })],
    ['a page that the tab no longer shows', page(DOCS, { tab: { id: 7, url: 'https://evil.test/' } })],
    ['a page before it is shown', page(DOCS, { documentLifecycle: 'prerender' })],
    ['a page in the cache', page(DOCS, { documentLifecycle: 'cached' })],
    ['a page that is going', page(DOCS, { documentLifecycle: 'pending_deletion' })],
    ['a host that begins as ours', page('https://api.novapost.com.evil.test/developers/')],
    ['a path that holds our host', page('https://evil.test/api.novapost.com/developers/')],
    ['http', page('http://api.novapost.com/developers/')],
    ['another port', page('https://api.novapost.com:8443/developers/')],
    ['a trailing dot', page('https://api.novapost.com./developers/')],
    ['a name before the host', page('https://api.novapost.com@evil.test/developers/')],
    ['a name before our host', page('https://evil@api.novapost.com/developers/')],
    ['another path', page('https://api.novapost.com/developers/other.html')],
    ['a path below', page('https://api.novapost.com/developers/index.html/x')],
    ['a path that begins as ours', page('https://api.novapost.com/developers.evil')],
    ['the path in capitals', page('https://api.novapost.com/Developers/')],
    ['the API itself', page('https://api.novapost.com/v.1.0/')],
    ['the sandbox host', page('https://api-stage.novapost.pl/developers/')],
    ['a blob', page('blob:https://api.novapost.com/developers/')],
    ['srcdoc', page('about:srcdoc', { tab: { id: 7, url: DOCS } })],
    ['blank', page('about:blank', { tab: { id: 7, url: DOCS } })],
    ['data', page('data:text/html,https://api.novapost.com/developers/')],
    ['no URL at all', page('developers')],
  ])('%s', (_what, sender) => {
    expect(verdict(sender)).toEqual({ from: 'refused' });
  });

  it("a portal's page in a tab that shows another portal's", () => {
    const sender = page(DOCS, { tab: { id: 7, url: 'https://docs.parcels.example/reference' } });
    expect(classifySender(sender, { ...ourselves, portals: [...portals, parcels] })).toEqual({ from: 'refused' });
  });
});
