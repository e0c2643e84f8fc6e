import { at, quietly } from './guards';
import { absolute } from './servers';
import type { RendererListeners } from './types';

/**
 * The page's own requests, while our token is in a field of its own: one that carries the token elsewhere than it was issued for loses it,
 * and the answers to the others are told of. A last line against a page's mistakes, not against the page, whose field it is: `sendBeacon`, sockets
 * and workers aren't looked at.
 */

type Guard = Pick<RendererListeners, 'mayCarryToken' | 'onAnswer'>;

/** What of a page's window is wrapped. */
export interface Requesting {
  fetch: typeof fetch;
  readonly XMLHttpRequest: { readonly prototype: object };
}

/** Wraps a function of an object; a proxy has its name, length and text. */
const wrap = (
  holder: object,
  name: string,
  around: (original: () => unknown, self: unknown, args: unknown[]) => unknown,
): void => {
  const native = at(holder, name);
  if (typeof native !== 'function') return;
  Reflect.set(
    holder,
    name,
    new Proxy(native, {
      apply: (target, self: unknown, args: unknown[]): unknown =>
        around((): unknown => Reflect.apply(target, self, args), self, args),
    }),
  );
};

/** The token as it is, and as it is written into addresses and forms. */
const spellings = (token: string): readonly string[] => [
  token,
  encodeURIComponent(token),
  new URLSearchParams([['', token]]).toString().slice(1),
];

const has = (value: unknown, token: string): boolean => {
  if (value instanceof URLSearchParams || value instanceof URL) return has(String(value), token);
  return typeof value === 'string' && spellings(token).some((one) => value.includes(one));
};

/** Text without the token; what isn't text as it is. */
const without = (value: unknown, token: string): unknown => {
  if (value instanceof URLSearchParams || value instanceof URL) return without(String(value), token);
  if (typeof value !== 'string') return value;
  return spellings(token).reduce((text, one) => text.replaceAll(one, ''), value);
};

/** As the browser will take it: a page may say what its addresses are relative to. */
const urlOf = (input: unknown): string =>
  absolute(input instanceof Request ? input.url : String(input), document.baseURI) ?? '';

const guardFetch = (page: Requesting, tokenNow: () => string, guard: Guard): void =>
  wrap(page, 'fetch', (send, _self, args) => {
    const token = tokenNow();
    const [input, init] = args;
    if (!token) return send();
    const given = at(init, 'headers') ?? at(input, 'headers');
    // A list, an object or Headers, as fetch itself takes it.
    const headers = quietly(() => new Headers(Object(given ?? {})));
    if (!headers) return send();
    const url = urlOf(input);
    const body = at(init, 'body');
    const carrying = [...headers].filter(([, value]) => value.includes(token));
    if (!carrying[0] && !has(url, token) && !has(body, token)) return send();
    if (guard.mayCarryToken(url)) {
      const sent = send();
      if (sent instanceof Promise)
        void sent.then(
          (response: unknown) => quietly(() => guard.onAnswer(Number(at(response, 'status')), url)),
          () => undefined,
        );
      return sent;
    }
    for (const [name] of carrying) headers.delete(name);
    // A Request stays what it is but for its headers, and for a URL that has the token.
    args[0] = input instanceof Request && !has(url, token) ? input : without(url, token);
    args[1] = {
      ...Object(input instanceof Request && has(url, token) ? { method: input.method } : {}),
      ...Object(init),
    };
    Object.assign(
      Object(args[1]),
      { headers },
      body === undefined || body === null ? {} : { body: without(body, token) },
    );
    return send();
  });

const guardXhr = ({ prototype }: { readonly prototype: object }, tokenNow: () => string, guard: Guard): void => {
  const urls = new WeakMap<object, string>();
  const carrying = new WeakSet<object>();
  /** @returns the URL of a request that may carry the token, '' for one that may not */
  const goalOf = (xhr: unknown) => {
    const url = urls.get(Object(xhr)) ?? '';
    return guard.mayCarryToken(url) ? url : '';
  };

  wrap(prototype, 'open', (open, self, args) => {
    const token = tokenNow();
    const url = urlOf(args[1]);
    urls.set(Object(self), url);
    if (token && has(url, token)) {
      if (guard.mayCarryToken(url)) carrying.add(Object(self));
      else args[1] = without(url, token);
    }
    return open();
  });
  wrap(prototype, 'setRequestHeader', (setHeader, self, args) => {
    const token = tokenNow();
    if (!token || !String(args[1]).includes(token)) return setHeader();
    if (!goalOf(self)) return undefined;
    carrying.add(Object(self));
    return setHeader();
  });
  wrap(prototype, 'send', (send, self, args) => {
    const token = tokenNow();
    const url = goalOf(self);
    if (token && has(args[0], token)) {
      if (url) carrying.add(Object(self));
      else args[0] = without(args[0], token);
    }
    if (url && carrying.has(Object(self)) && self instanceof EventTarget)
      self.addEventListener('load', () => quietly(() => guard.onAnswer(Number(at(self, 'status')), url)), {
        once: true,
      });
    return send();
  });
};

/**
 * Looks at what the page sends from now on.
 *
 * @param page its window
 * @param tokenNow our token, '' for none
 * @param guard says where a request with it may go, and is told of the answers
 */
export const guardRequests = (page: Requesting, tokenNow: () => string, guard: Guard): void => {
  guardFetch(page, tokenNow, guard);
  guardXhr(page.XMLHttpRequest, tokenNow, guard);
};
