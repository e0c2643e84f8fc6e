import { at, call, isObject, quietly, text } from './guards';
import { carries, strip } from './headers';
import { empty, forgetPersisted, idOf, put, schemeOf, schemesOf, valueOf } from './rapidoc-scheme';
import { absolute } from './servers';
import type { ApplyResult, Renderer, RendererListeners } from './types';

/**
 * RapiDoc 9.0.0 to 9.3.8, measured in Chromium 156:
 * - nothing set before `spec-loaded` survives; loading a spec again drops what was set and fires `spec-loaded` again;
 * - a value is in the model at once, and in the operations only after `updateComplete`: a Try before that sends none;
 * - it stays when another server is selected, and would be sent there;
 * - clearing empties the very objects that the operations hold, so it works without waiting for a render.
 */

const MOST_TRIES = 3;

type Listen = (target: EventTarget, type: string, listener: (event: Event) => void, capture: boolean) => void;

/** @returns whether it is a RapiDoc element; its functions are only there once it is defined */
export const isRapiDoc = (target: unknown): target is HTMLElement =>
  target instanceof HTMLElement && /^rapi-doc(-mini)?$/.test(target.localName);

/**
 * The last line of defence: a spec may give an operation a server of its own, which nobody selects. `before-try` carries a
 * Request up to 9.3.2 and a plain object after. Captured on window: nothing in the page can stop it on the way.
 */
const guardTries = (element: Element, listen: Listen, token: () => string, listeners: RendererListeners) => {
  const requestOf = (event: Event): object | null => {
    const request = event.composedPath().includes(element) ? at(event, 'detail', 'request') : null;
    return isObject(request) && carries(request, token()) ? request : null;
  };
  listen(
    window,
    'before-try',
    (event) => {
      const request = requestOf(event);
      if (request && !listeners.mayCarryToken(text(at(request, 'url')))) strip(request, token());
    },
    true,
  );
  listen(
    window,
    'after-try',
    (event) => {
      const request = requestOf(event);
      const status = at(event, 'detail', 'response', 'status');
      if (request && typeof status === 'number') listeners.onAnswer({ status, url: text(at(request, 'url')) });
    },
    true,
  );
};

/**
 * @param element a RapiDoc element whose spec is loaded
 * @param listeners called on its changes, in the same turn
 * @returns the adapter
 */
export const createRapiDoc = (element: HTMLElement, listeners: RendererListeners): Renderer => {
  const ending = new AbortController();
  const original = new Map(schemesOf(element).map((scheme) => [idOf(scheme), valueOf(scheme)]));
  /** The spec of the last `spec-loaded`: a newer one isn't ready before its own. */
  let loaded = at(element, 'resolvedSpec');
  let token = '';
  let turn = 0;

  const selectedServer = () => {
    const url = text(at(element, 'selectedServer', 'computedUrl')) || text(at(element, 'selectedServer', 'url'));
    return url === '' ? null : absolute(url, location.href);
  };
  let server = selectedServer();

  const listen: Listen = (target, type, listener, capture) =>
    target.addEventListener(type, (event) => quietly(() => listener(event), undefined), {
      capture,
      signal: ending.signal,
    });
  const noteServer = () => {
    const now = selectedServer();
    if (now === server) return;
    server = now;
    listeners.onServerChange();
  };
  listen(
    window,
    'spec-loaded',
    ({ target }) => {
      if (target !== element) return;
      loaded = at(element, 'resolvedSpec');
      server = selectedServer();
      listeners.onReady();
    },
    true,
  );
  listen(window, 'api-server-change', noteServer, true);
  // Not composed, hence on the root; after RapiDoc's own listener. Server variables have no event of their own in any version, and
  // servers have none in 9.0.0.
  for (const type of ['change', 'input']) listen(element.shadowRoot ?? element, type, noteServer, false);
  guardTries(element, listen, () => token, listeners);

  const holds = (scheme: string) => {
    const found = schemeOf(element, scheme);
    return found !== undefined && valueOf(found) === token;
  };
  const write = async (scheme: string, mine: number): Promise<ApplyResult> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const found = schemeOf(element, scheme);
      if (!found) return 'no-scheme';
      forgetPersisted(element, scheme);
      put(element, found, token);
      await at(element, 'updateComplete');
      if (mine !== turn) return 'not-verified';
      // A render under way when the value was written may have re-applied a stored one; the next render shows.
      if (at(element, 'persistAuth') === 'true') {
        call(element, 'requestUpdate');
        await at(element, 'updateComplete');
      }
      if (mine !== turn) return 'not-verified';
      if (holds(scheme)) return 'applied';
    }
    return 'not-verified';
  };

  return {
    name: 'rapidoc',
    isReady: () => quietly(() => isObject(loaded) && at(element, 'resolvedSpec') === loaded, false),
    servers: () =>
      quietly(() => {
        const list = at(element, 'resolvedSpec', 'servers');
        return Array.isArray(list) ? list.map((entry) => text(at(entry, 'url'))) : [];
      }, []),
    selectedServer: () => quietly(selectedServer, null),
    value: (scheme) =>
      quietly(() => {
        const found = schemeOf(element, scheme);
        return found ? valueOf(found) : null;
      }, null),
    original: (scheme) => original.get(scheme) ?? '',
    apply: (scheme, next) => {
      turn += 1;
      token = next;
      return write(scheme, turn).catch(() => 'not-verified');
    },
    clear: (scheme, ours) =>
      quietly(() => {
        turn += 1;
        const found = schemeOf(element, scheme);
        if (!found || valueOf(found) !== ours) return;
        forgetPersisted(element, scheme);
        empty(element, found);
      }, undefined),
    dispose: () => ending.abort(),
  };
};
