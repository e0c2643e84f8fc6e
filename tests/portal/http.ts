import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request as the replica's sites see it: read to its end, host and path apart. */
export interface Incoming {
  /** Host name in lower case, without a port. */
  readonly host: string;
  readonly method: string;
  /** Path without the query, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Decoded as UTF-8, at most 1 MiB of it. */
  readonly body: string;
}

/** A body: text, bytes, or chunks made while they are sent (for bodies too large to keep). */
export type Body = string | Uint8Array | (() => Iterable<string | Uint8Array>);

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** One part of the replica: answers what is its own, and leaves the rest. */
export type Site = (request: Incoming) => Answer | undefined;

/** Which path is meant: exactly this one, with or without `/v.1.0` in front, or all that match. */
export type PathPattern = string | RegExp;

const maximumBodyBytes = 1024 * 1024;

/**
 * @param status HTTP status
 * @param value what the body says, as JSON
 * @param headers headers beside the content type
 */
export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

/** @returns what the text says, or `undefined` if it isn't JSON */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * @param markup the whole page
 * @param headers headers beside the content type
 */
export const html = (markup: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body: markup,
});

/**
 * @param pattern which path is meant
 * @param path the path of a request
 * @returns whether it is that one
 */
export const matchesPath = (pattern: PathPattern, path: string): boolean => {
  // A global or sticky pattern would remember where it was, and match every other time.
  if (typeof pattern !== 'string') return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(path);
  return path === pattern || path === `/v.1.0${pattern}`;
};

/** Whether the browser asks for permission first; such a request is nobody's intention and carries no secret. */
export const isPreflight = ({ method, headers }: Pick<Incoming, 'method' | 'headers'>): boolean =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;

const readBody = async (message: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of message) {
    if (!(chunk instanceof Uint8Array)) continue;
    if (length < maximumBodyBytes) chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, maximumBodyBytes).toString('utf8');
};

/**
 * @param message a request as Node gives it
 * @returns the same, read to its end
 * @throws Error if the client goes away before that
 */
export const readRequest = async (message: IncomingMessage): Promise<Incoming> => {
  const host = (message.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const { pathname, searchParams } = new URL(message.url ?? '/', 'https://replica.invalid');
  return {
    host,
    method: message.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: message.headers,
    body: await readBody(message),
  };
};
