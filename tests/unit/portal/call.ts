import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { apiHosts, type EnvironmentId, type Replica } from '../../portal/replica.ts';

/** A plain client: what it says of the replica doesn't depend on a browser. */

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface CallOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Sends a request and resolves when the answer begins. */
const begin = async (replica: Replica, url: string, options: CallOptions): Promise<IncomingMessage> => {
  const { hostname, pathname, search } = new URL(url);
  const request = httpsRequest({
    host: '127.0.0.1',
    port: replica.port,
    servername: hostname,
    ca: replica.caPem,
    path: pathname + search,
    method: options.method ?? 'GET',
    headers: { host: hostname, ...options.headers },
    agent: false,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const answered = Promise.withResolvers<IncomingMessage>();
  request.once('response', answered.resolve);
  request.once('error', answered.reject);
  request.end(options.body);
  return answered.promise;
};

/**
 * @param url absolute, under a name that the replica plays
 * @throws Error if the connection fails or ends early
 */
export const call = async (replica: Replica, url: string, options: CallOptions = {}): Promise<Reply> => {
  const answer = await begin(replica, url, options);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
};

/** Sends a request and gives it up as soon as the answer begins. */
export const callAndHangUp = async (replica: Replica, url: string): Promise<void> => {
  const answer = await begin(replica, url, {});
  answer.destroy();
  await once(answer, 'close');
};

/** @param path below `/v.1.0` */
export const callApi = (replica: Replica, environment: EnvironmentId, path: string, options?: CallOptions) =>
  call(replica, `https://${apiHosts[environment]}/v.1.0${path}`, options);

/** A sandbox key for a phone number, asked for as the docs say. */
export const askForKey = (replica: Replica, body: string, environment: EnvironmentId = 'sandbox') =>
  callApi(replica, environment, '/test-api-keys', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
