import { at, call, isObject, quietly, text } from './guards';
import { carries, strip } from './headers';
import type { RendererListeners } from './types';

type Interceptor = (this: unknown, ...args: unknown[]) => unknown;

/**
 * The last line of defence: looks at each request just before Swagger UI sends it. `getConfigs()` is the one object that every Try reads
 * its `requestInterceptor` from (3.52.5 to 5.35.0), so it can be wrapped at any time; the page's own runs first. An operation may
 * have a server of its own, and the page's interceptor may change the URL: our token is taken out unless it may go there.
 *
 * @param system Swagger UI's system
 * @param token our token now, '' for none
 * @param listeners asked for each Try that carries it, and told of the answer
 * @returns `wrap`, to be called when the configuration may have been replaced, and `unwrap`
 */
export const guardTries = (system: object, token: () => string, listeners: RendererListeners) => {
  let inner: unknown;

  const tellAnswer = (request: object, url: string) => {
    const carried = token();
    const theirs = at(request, 'responseInterceptor');
    Reflect.set(request, 'responseInterceptor', (response: unknown): unknown => {
      const status = at(response, 'status');
      if (typeof status === 'number' && token() === carried)
        quietly(() => listeners.onAnswer({ status, url }), undefined);
      return typeof theirs === 'function' ? Reflect.apply(theirs, undefined, [response]) : response;
    });
  };
  const check = (request: unknown) =>
    quietly(() => {
      if (!isObject(request) || !carries(request, token())) return;
      const url = text(at(request, 'url'));
      if (listeners.mayCarryToken(url)) tellAnswer(request, url);
      else strip(request, token());
    }, undefined);

  const outer: Interceptor = function intercept(...args) {
    const result: unknown = typeof inner === 'function' ? Reflect.apply(inner, this, args) : args[0];
    const settle = (request: unknown): unknown => {
      check(request ?? args[0]);
      return request;
    };
    return typeof at(result, 'then') === 'function' ? call(result, 'then', settle) : settle(result);
  };
  return {
    wrap: () => {
      const configs = call(system, 'getConfigs');
      if (!isObject(configs) || at(configs, 'requestInterceptor') === outer) return;
      inner = at(configs, 'requestInterceptor');
      Reflect.set(configs, 'requestInterceptor', outer);
    },
    unwrap: () => {
      const configs = call(system, 'getConfigs');
      if (isObject(configs) && at(configs, 'requestInterceptor') === outer)
        Reflect.set(configs, 'requestInterceptor', inner);
    },
  };
};
