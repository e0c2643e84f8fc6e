import type { Failure } from '../failure';

/** A try that takes longer, body and all, is given up. ms. */
const TIME_LIMIT_MS = 10_000;
/** No answer of a portal that we use is longer. Bytes. */
const SIZE_LIMIT_BYTES = 64 * 1024;

/** An answer that arrived whole, in time and within bounds. `json` is `undefined` if the body isn't JSON. */
export interface BoundedAnswer {
  readonly status: number;
  /** `Retry-After` as it was sent, or `null`. */
  readonly retryAfter: string | null;
  readonly json: unknown;
  /** It is HTML, which is for people: an API's own answers aren't. Those of sites to sign in at, and of networks that come between, are. */
  readonly isPage: boolean;
}

export type RequestResult =
  | { readonly ok: true; readonly answer: BoundedAnswer }
  | { readonly ok: false; readonly failure: Failure };

export interface RequestDependencies {
  readonly fetch: typeof fetch;
  /** `navigator.onLine`: `false` is certain, `true` is not. */
  readonly isOnline: () => boolean;
  /** A signal that aborts after so many ms. */
  readonly timeLimit: (ms: number) => AbortSignal;
}

/** Reads a body up to the limit. `null`: it is longer, and the rest was not read. */
async function readBounded(response: Response): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  // A BOM is dropped, as a JSON parser may (RFC 8259 section 8.1).
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > SIZE_LIMIT_BYTES) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\b/i;

/** Parsed JSON, or `undefined`. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const failed = (kind: 'offline' | 'timeout' | 'unreachable' | 'unexpected-answer'): RequestResult => ({
  ok: false,
  failure: { kind },
});

/**
 * One request to a portal's API: 10 s for all of it, at most 64 KiB, JSON only, no redirects, cookies, referrer or cache (a cached
 * answer's file would hold the whole URL, key included). The URL is in no result and no error.
 *
 * @param url absolute URL; may carry a key
 * @param init method, headers and body
 * @param dependencies fetch, the network's state and the time limit
 * @returns any HTTP answer as `ok`, whatever its status, without `json` if it has more than 64 KiB; else why there is none: `offline`,
 *   `unreachable`, `timeout` or `unexpected-answer` (a redirect); never rejects
 */
export async function boundedRequest(
  url: string,
  init: Pick<RequestInit, 'method' | 'headers' | 'body'>,
  { fetch, isOnline, timeLimit }: RequestDependencies,
): Promise<RequestResult> {
  if (!isOnline()) return failed('offline');
  const signal = timeLimit(TIME_LIMIT_MS);
  try {
    const response = await fetch(url, {
      ...init,
      signal,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    if (response.type === 'opaqueredirect') return failed('unexpected-answer');
    const { headers, status } = response;
    const type = headers.get('content-type') ?? '';
    const text = await readBounded(response);
    // What a status means doesn't hang on how much is said with it: whoever needs the body finds none.
    const json = text !== null && JSON_TYPE.test(type) ? parseJson(text) : undefined;
    return { ok: true, answer: { status, retryAfter: headers.get('retry-after'), json, isPage: /html/i.test(type) } };
  } catch {
    // The platform's error may name the URL, and the URL the key.
    return failed(signal.aborted ? 'timeout' : 'unreachable');
  }
}
