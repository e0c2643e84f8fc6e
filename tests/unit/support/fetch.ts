import type { RequestDependencies } from '../../../utils/api/request';

/** A request as it was handed to `fetch`. */
export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

export const jsonType = { 'content-type': 'application/json' };

/** An answer of JSON text. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { ...jsonType, ...headers },
  });

/** What `redirect: 'manual'` makes of a redirect: no status, no headers, no body. */
export const redirected = (): Response =>
  Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });

/**
 * A network that answers as told.
 *
 * @param answer gets each request; an error it throws is a connection that fails
 */
export function createNetwork(answer: (sent: Sent) => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const limit = new AbortController();
  const limits: number[] = [];
  let online = true;
  const dependencies: RequestDependencies = {
    fetch: async (url, init = {}) => {
      const request = { url: url instanceof Request ? url.url : url.toString(), init };
      sent.push(request);
      const signal = init.signal;
      // As the platform: an abort rejects, headers or not.
      const aborted = new Promise<never>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException(`${request.url} timed out`, 'TimeoutError')));
      });
      return Promise.race([Promise.resolve(answer(request)), aborted]);
    },
    isOnline: () => online,
    timeLimit: (ms) => {
      limits.push(ms);
      return limit.signal;
    },
  };
  return {
    dependencies,
    sent,
    /** The time limits that were asked for, ms. */
    limits,
    /** The time is over. */
    timeOut: () => limit.abort(),
    goOffline(): void {
      online = false;
    },
  };
}
