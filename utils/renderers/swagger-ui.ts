import { createAdapter } from './adapter';
import { at, call, forgetStored, invoke, isObject, listed, quietly, text } from './guards';
import { absolute } from './servers';
import type { Renderer, RendererListeners } from './types';

/**
 * Swagger UI 3.52.5 to 5.35.0 through its own actions and selectors, measured in Chromium 156:
 * - `preauthorizeApiKey` does nothing before the spec is there; what it returns differs between versions, so the store is asked;
 * - it writes nothing into the page's storage. But with `persistAuthorization` the dialog writes *all* authorizations whenever a person
 *   applies or removes any of them: ours is taken out of there again, in the same turn;
 * - an authorization stays when another server is selected, and would be sent there;
 * - choosing another spec drops it, and begins to load that in the same turn. The store tells of all that in the same turn;
 * - `getConfigs()` is the one object that every Try reads its `requestInterceptor` from, so it can be wrapped at any time.
 */

const valueIn = (authorized: unknown, scheme: string) => text(call(authorized, 'getIn', [scheme, 'value']));

/**
 * Looks at each request just before it is sent, after the page's own interceptor, which may have changed its URL.
 *
 * @param configs Swagger UI's configuration
 * @param inspect says where a request with our token goes, and takes it out where it may not
 * @param listeners told of the answer to each that was sent with it
 */
const guardTries = (
  configs: object,
  inspect: (request: unknown) => string,
  listeners: Pick<RendererListeners, 'onAnswer'>,
): void => {
  const theirs = at(configs, 'requestInterceptor');
  const check = (request: unknown) => {
    const answered = at(request, 'responseInterceptor');
    if (!inspect(request) || !isObject(request)) return request;
    Reflect.set(request, 'responseInterceptor', (response: unknown): unknown => {
      // Asked again: the token may be another one by now.
      const url = inspect(request);
      if (url) listeners.onAnswer(Number(at(response, 'status')), url);
      return answered ? invoke(answered, undefined, [response]) : response;
    });
    return request;
  };
  Reflect.set(configs, 'requestInterceptor', async (request: unknown) =>
    check((await invoke(theirs, undefined, [request])) ?? request),
  );
};

/**
 * @param system Swagger UI's system, as `findSystem` finds it
 * @param listeners called on its changes, in the same turn
 * @returns the adapter
 */
export const createSwaggerUi = (system: unknown, listeners: RendererListeners): Renderer => {
  const specSelectors = at(system, 'specSelectors');
  const oas3Selectors = at(system, 'oas3Selectors');
  const authorized = () => call(at(system, 'authSelectors'), 'authorized');
  /** Immutable data, empty until it is loaded. */
  const spec = () => {
    const json = call(specSelectors, 'specJson');
    return at(json, 'size') ? json : null;
  };
  const servers = () => listed(call(call(spec(), 'get', 'servers'), 'toJS')).map((server) => text(at(server, 'url')));
  /** What was authorized when the spec was first there. */
  let first: unknown;
  let configs: unknown;
  let ours: { scheme: string; token: string } | null = null;
  const scrub = () => ours && forgetStored('authorized', ours.scheme, ours.token);

  const [renderer, look, inspect] = createAdapter(
    {
      name: 'swagger-ui',
      spec,
      servers,
      selectedServer: () => {
        // A Try takes the first where none is selected yet.
        const url = text(call(oas3Selectors, 'selectedServer')) || servers()[0] || '';
        const effective = text(call(oas3Selectors, 'serverEffectiveValue', url)) || url;
        return absolute(effective, absolute(text(call(specSelectors, 'url'))));
      },
      value: (scheme) =>
        call(spec(), 'getIn', ['components', 'securitySchemes', scheme]) ? valueIn(authorized(), scheme) : null,
      original: (scheme) => valueIn(first, scheme),
      write: (scheme, token) => {
        if (!token) return call(at(system, 'authActions'), 'logout', [scheme]);
        ours = { scheme, token };
        // A subscriber of the page may take it out again: what counts is what is there a microtask later.
        return call(system, 'preauthorizeApiKey', scheme, token);
      },
    },
    listeners,
  );
  /** The dialog stores after its action, in the same turn; and a spec that drops what is authorized is loading by then. */
  const afterStore = () => {
    scrub();
    if (call(specSelectors, 'loadingStatus') !== 'loading') quietly(() => listeners.onChange());
  };
  const onStore = () => {
    const next = call(system, 'getConfigs');
    if (spec()) first ??= authorized();
    // Replaced when the page loads its configuration from a URL.
    if (isObject(next) && next !== configs) guardTries(next, inspect, listeners);
    configs = next;
    look();
    queueMicrotask(afterStore);
  };
  onStore();
  call(call(system, 'getStore'), 'subscribe', () => quietly(onStore));
  return renderer;
};
