import { at, call, isObject, quietly, text } from './guards';
import type { Renderer, RendererListeners } from './types';

/** What differs between renderers. */
export interface Surface extends Omit<Renderer, 'isReady' | 'apply' | 'clear' | 'dispose'> {
  /** @returns something that is another one for another spec, `null` while none is loaded */
  spec(): unknown;
  /**
   * Writes a token once, or '' to empty a scheme that holds ours. A token is in when this resolves, so that the next Try would carry
   * it; emptying happens in the same turn. Gives up when it isn't wanted any longer.
   */
  write(scheme: string, token: string, isWanted: () => boolean): unknown;
}

/** A page may take the token out again and again. */
const MOST_TRIES = 3;

/**
 * What all adapters have in common: when something changed, how often something is tried, and what a request may carry.
 *
 * @param surface one renderer on the page
 * @param listeners called on its changes, in the same turn
 * @returns the renderer, and what its adapter needs: `look` after any possible change, `inspect` for each request, `listen`. A tuple
 *   for its size: names of properties stay in the bundle
 */
export const createAdapter = (surface: Surface, listeners: RendererListeners) => {
  const ending = new AbortController();
  let token = '';
  let turn = 0;
  let spec = surface.spec();
  let server = surface.selectedServer();

  /** What was asked for before isn't wanted any longer. */
  const takeTurn = () => {
    turn += 1;
    const mine = turn;
    return () => mine === turn;
  };
  const apply: Renderer['apply'] = async (scheme, next) => {
    const isWanted = takeTurn();
    token = next;
    try {
      for (let tries = 0; tries < MOST_TRIES && isWanted(); tries += 1) {
        if (surface.value(scheme) === null) return 'no-scheme';
        await surface.write(scheme, next, isWanted);
        if (isWanted() && surface.value(scheme) === next) return 'applied';
      }
    } catch {
      // An unexpected renderer: not verified.
    }
    return 'not-verified';
  };
  const renderer: Renderer = {
    ...surface,
    isReady: () => !!spec && surface.spec() === spec,
    apply,
    clear: (scheme, ours) => {
      // An older token is cleared beside a newer one's `apply`, which goes on.
      const isWanted = ours === token ? takeTurn() : () => true;
      if (surface.value(scheme) === ours) surface.write(scheme, '', isWanted);
    },
    dispose: () => ending.abort(),
  };

  /** Compares the spec and the server with what they were, and tells. @returns whether another spec is loaded */
  const look = (): boolean => {
    const lastSpec = spec;
    const lastServer = server;
    spec = surface.spec();
    server = surface.selectedServer();
    if (!spec || ending.signal.aborted) return false;
    const isNew = spec !== lastSpec;
    if (isNew) listeners.onReady();
    else if (server !== lastServer) listeners.onServerChange();
    return isNew;
  };
  /**
   * The last line of defence: a spec may give an operation a server of its own, which nobody selects. Takes our token out of a
   * request that may not carry it.
   *
   * @param request a Request, or a plain description of one with `url` and `headers`
   * @returns its URL if it carries our token rightly, else ''
   */
  const inspect = (request: unknown): string => {
    const headers = at(request, 'headers');
    const url = text(at(request, 'url'));
    if (!isObject(headers) || ending.signal.aborted) return '';
    const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
    const names = entries.flatMap(([name, value]) => (token && `${value}`.includes(token) ? name : []));
    if (names[0] && listeners.mayCarryToken(url)) return url;
    for (const name of names) {
      // A Headers object or a plain one: the other of the two does nothing.
      call(headers, 'delete', name);
      Reflect.deleteProperty(headers, name);
    }
    return '';
  };
  const listen = (type: string, listener: (event: Event) => void, target: EventTarget = window, capture = true) =>
    target.addEventListener(type, (event) => quietly(() => listener(event)), { capture, signal: ending.signal });

  return [renderer, look, inspect, listen] as const;
};
