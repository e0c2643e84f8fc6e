import { createAdapter } from './adapter';
import { at, call, forgetStored, isObject, listed, text } from './guards';
import { absolute } from './servers';
import type { Renderer, RendererListeners } from './types';

/**
 * RapiDoc 9.0.0 to 9.3.8, measured in Chromium 156:
 * - nothing set before `spec-loaded` survives; loading a spec again drops what was set and fires `spec-loaded` again;
 * - a value is in the model at once, and in the operations only after `updateComplete`: a Try before that sends none;
 * - it stays when another server is selected, and would be sent there;
 * - clearing empties the very objects that the operations hold, so it works without waiting for a render. `removeAllSecurityKeys` would
 *   take the person's own keys along, and `setApiKey` can't clear;
 * - of an http bearer scheme it keeps the token as it is typed in `value`, and the header, "Bearer " and all, in `finalKeyValue`;
 * - with `persist-auth` (9.1.8 and later) what the SET button stored is re-applied at every render, over `setApiKey` and over a clear. Taking
 *   the one entry out of RapiDoc's storage ends that. Goes when RapiDoc's setApiKey overrides what it stored.
 */

/** `apiKeyId`: RapiDoc 9.0.0, goes when 9.1 is the oldest version we support. */
const idOf = (scheme: unknown) => text(at(scheme, 'securitySchemeId') ?? at(scheme, 'apiKeyId'));

/** What RapiDoc puts before the token. */
const prefixOf = (scheme: unknown) => (/^bearer$/i.test(text(at(scheme, 'scheme'))) ? 'Bearer ' : '');

/** The raw token. Trimmed: 9.1.3 puts a blank before it. */
const valueOf = (scheme: unknown) => text(at(scheme, 'finalKeyValue')).trim().replace(prefixOf(scheme), '');

/** @returns whether it is a RapiDoc element; its functions are only there once it is defined */
export const isRapiDoc = (target: unknown): target is Element =>
  target instanceof Element && target.localName === 'rapi-doc';

/**
 * @param element a RapiDoc element whose spec is loaded
 * @param listeners called on its changes, in the same turn
 * @returns the adapter
 */
export const createRapiDoc = (element: Element, listeners: RendererListeners): Renderer => {
  const resolved = () => at(element, 'resolvedSpec');
  const schemes = () => listed(at(resolved(), 'securitySchemes'));
  const find = (id: string) => schemes().find((scheme) => idOf(scheme) === id);
  const original = new Map(schemes().map((scheme) => [idOf(scheme), valueOf(scheme)]));
  /** The spec of the last `spec-loaded`: a newer one isn't ready before its own. */
  let loaded = resolved();

  /** Writes the fields themselves: 9.0.0 has no `setApiKey`, and 9.1.3's puts a blank before the value. */
  const set = (id: string, value: string): unknown => {
    const scheme = find(id);
    if (at(element, 'persistAuth') === 'true') forgetStored('rapidoc', id);
    if (isObject(scheme)) Object.assign(scheme, { value, finalKeyValue: value && prefixOf(scheme) + value });
    call(element, 'requestUpdate');
    return at(element, 'updateComplete');
  };
  const [renderer, look, inspect, listen] = createAdapter(
    {
      name: 'rapidoc',
      spec: () => (loaded === resolved() ? loaded : null),
      servers: () => listed(at(resolved(), 'servers')).map((server) => text(at(server, 'url'))),
      selectedServer: () => {
        const server = at(element, 'selectedServer');
        return absolute(text(at(server, 'computedUrl')) || text(at(server, 'url')));
      },
      value: (id) => {
        const scheme = find(id);
        return scheme ? valueOf(scheme) : null;
      },
      original: (id) => original.get(id) ?? '',
      write: set,
    },
    listeners,
  );

  /** Captured where the element's tree begins, before much of the page can stop them on their way; other elements' are none of ours. */
  const listenHere = (type: string, listener: (event: Event) => void) =>
    listen(type, (event) => event.composedPath().includes(element) && listener(event), element.getRootNode());

  listenHere('spec-loaded', () => {
    loaded = resolved();
    look();
  });
  listenHere('api-server-change', look);
  // Not composed, hence on the root; after RapiDoc's own listener. Server variables have no event of their own in any version, and
  // servers have none in 9.0.0. What is set or removed is so by a click, and a script's doing is seen at the next one: at a Try.
  for (const type of ['change', 'input', 'click'])
    listen(type, () => look() || listeners.onChange(), element.shadowRoot ?? element, false);
  /** A Request up to 9.3.2, and a plain object after. */
  const inspectTry = (event: Event) => inspect(at(event, 'detail', 'request'));
  listenHere('before-try', inspectTry);
  listenHere('after-try', (event) => {
    const url = inspectTry(event);
    const status = at(event, 'detail', 'response', 'status');
    if (url && status) listeners.onAnswer(Number(status), url);
  });
  return renderer;
};
