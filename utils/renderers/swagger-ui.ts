import { at, call, isObject, quietly, text } from './guards';
import { absolute } from './servers';
import { scrubPersisted } from './swagger-ui-persist';
import { loadedSpec, serversOf } from './swagger-ui-system';
import { guardTries } from './swagger-ui-tries';
import type { ApplyResult, Renderer, RendererListeners } from './types';

/**
 * Swagger UI 3.52.5 to 5.35.0 through its own actions and selectors, measured in Chromium 156:
 * - `preauthorizeApiKey` does nothing before the spec is there; what it returns differs between versions, so the store is asked;
 * - it writes nothing into the page's storage, even with `persistAuthorization`; the dialog does (swagger-ui-persist.ts);
 * - an authorization stays when another server is selected, and would be sent there;
 * - choosing another spec drops it. The store tells of all that in the same turn.
 */

const MOST_TRIES = 3;

const schemeIn = (spec: object | null, scheme: string): unknown =>
  call(spec, 'getIn', ['components', 'securitySchemes', scheme]) ??
  call(spec, 'getIn', ['securityDefinitions', scheme]);

const valueIn = (from: unknown, scheme: string) => text(call(from, 'getIn', [scheme, 'value']));

const authorizations = (system: object): unknown => call(at(system, 'authSelectors'), 'authorized');

/** The server that a Try would use: the selected one, else the first, with its variables filled in. */
const selectedIn = (system: object): string | null => {
  const selectors = at(system, 'oas3Selectors');
  const url = text(call(selectors, 'selectedServer')) || serversOf(system)[0];
  if (!url) return null;
  const effective = text(call(selectors, 'serverEffectiveValue', url)) || url;
  return absolute(effective, absolute(text(call(at(system, 'specSelectors'), 'url')), location.href));
};

/** Calls back in the turn in which the spec, the server or an authorization changes. */
const follow = (system: object, on: { spec(loaded: boolean): void; server(): void; authorizations(): void }) => {
  let spec = loadedSpec(system);
  let server = selectedIn(system);
  let known = authorizations(system);
  const look = () => {
    const nextSpec = loadedSpec(system);
    const nextServer = nextSpec && selectedIn(system);
    const next = authorizations(system);
    const changed = { spec: nextSpec !== spec, server: nextServer !== server, known: next !== known };
    [spec, server, known] = [nextSpec, nextServer, next];
    if (changed.known) on.authorizations();
    if (changed.spec) on.spec(nextSpec !== null);
    else if (changed.server) on.server();
  };
  return call(call(system, 'getStore'), 'subscribe', () => quietly(look, undefined));
};

/**
 * @param system Swagger UI's system, as `findSystem` finds it
 * @param listeners called on its changes, in the same turn
 * @returns the adapter
 */
export const createSwaggerUi = (system: object, listeners: RendererListeners): Renderer => {
  let token = '';
  let applied = '';
  let turn = 0;
  /** Immutable data: what it was when the spec was first there. */
  let first: unknown = loadedSpec(system) && authorizations(system);

  const value = (scheme: string) =>
    isObject(schemeIn(loadedSpec(system), scheme)) ? valueIn(authorizations(system), scheme) : null;
  const scrub = () => scrubPersisted(applied, token);
  const tries = guardTries(system, () => token, listeners);
  quietly(tries.wrap, undefined);

  const unsubscribe = follow(system, {
    spec: (loaded) => {
      if (!loaded) return;
      first ??= authorizations(system);
      tries.wrap();
      listeners.onReady();
    },
    server: () => listeners.onServerChange(),
    // The dialog stores after its action, in the same turn.
    authorizations: () => queueMicrotask(scrub),
  });

  const write = async (scheme: string, mine: number): Promise<ApplyResult> => {
    for (let count = 0; count < MOST_TRIES; count += 1) {
      if (value(scheme) === null) return 'no-scheme';
      call(system, 'preauthorizeApiKey', scheme, token);
      // A subscriber of the page may take it out again.
      await Promise.resolve();
      if (mine !== turn) return 'not-verified';
      if (value(scheme) === token) return 'applied';
    }
    return 'not-verified';
  };

  return {
    name: 'swagger-ui',
    isReady: () => quietly(() => loadedSpec(system) !== null, false),
    servers: () => quietly(() => serversOf(system), []),
    selectedServer: () => quietly(() => selectedIn(system), null),
    value: (scheme) => quietly(() => value(scheme), null),
    original: (scheme) => quietly(() => valueIn(first, scheme), ''),
    apply: (scheme, next) => {
      turn += 1;
      [token, applied] = [next, scheme];
      return write(scheme, turn).catch(() => 'not-verified');
    },
    clear: (scheme, ours) =>
      quietly(() => {
        turn += 1;
        if (value(scheme) === ours) call(at(system, 'authActions'), 'logout', [scheme]);
        scrubPersisted(scheme, ours);
      }, undefined),
    dispose: () =>
      quietly(() => {
        tries.unwrap();
        if (typeof unsubscribe === 'function') Reflect.apply(unsubscribe, undefined, []);
      }, undefined),
  };
};
