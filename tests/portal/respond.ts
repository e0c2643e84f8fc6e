import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ActiveFault } from './faults.ts';
import type { Answer, Body } from './http.ts';

const toChunks = (body: Body): Iterable<string | Uint8Array> => (typeof body === 'function' ? body() : [body]);

const toBytes = (body: Body): Buffer =>
  Buffer.concat([...toChunks(body)].map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)));

/** Lengths are told where they are known, as real servers do; a generated body is sent in chunks. */
const writeHead = (response: ServerResponse, { status, headers, body }: Answer): void => {
  const bodyless = status === 204 || status === 304;
  const length = typeof body === 'function' || bodyless ? {} : { 'content-length': String(toBytes(body).length) };
  response.writeHead(status, { 'cache-control': 'no-store', ...length, ...headers });
};

const sendHalf = async (response: ServerResponse, answer: Answer): Promise<void> => {
  const bytes = toBytes(answer.body);
  writeHead(response, { ...answer, body: bytes });
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
  await once(response, 'close');
};

async function* slowly(
  bytes: Uint8Array,
  { bytes: size, everyMs }: { bytes: number; everyMs: number },
  signal: AbortSignal,
) {
  for (let from = 0; from < bytes.length; from += size) {
    await delay(everyMs, undefined, { signal });
    yield bytes.subarray(from, from + size);
  }
}

/** Ends with the connection: what waits for an answer that nobody wants any more doesn't keep the process alive. */
const closing = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  if (response.destroyed) controller.abort();
  return controller.signal;
};

const gateOrClose = (gate: Promise<void>, signal: AbortSignal): Promise<unknown> => {
  if (signal.aborted) return Promise.resolve();
  return Promise.race([gate, once(signal, 'abort')]);
};

const send = async (
  response: ServerResponse,
  answer: Answer,
  fault: ActiveFault,
  signal: AbortSignal,
): Promise<void> => {
  if (fault.drop === 'mid-body') return sendHalf(response, answer);
  writeHead(response, answer);
  const body = fault.trickle ? slowly(toBytes(answer.body), fault.trickle, signal) : toChunks(answer.body);
  // The head goes out at once, so that a client sees the answer begin before a slow body does.
  response.flushHeaders();
  await pipeline(Readable.from(body), response);
};

/**
 * Sends an answer, spoiled by a fault if there is one.
 *
 * @param answer the replica's own answer
 * @param onHead called when the answer begins: never, if the connection is cut or the client goes away first
 * @returns what became of it; never throws
 */
export const respond = async (
  response: ServerResponse,
  answer: Answer,
  fault: ActiveFault,
  onHead: (status: number) => void,
): Promise<'answered' | 'aborted' | 'dropped'> => {
  const signal = closing(response);
  try {
    if (fault.gate) await gateOrClose(fault.gate, signal);
    if (fault.delayMs) await delay(fault.delayMs, undefined, { signal });
    if (signal.aborted) return 'aborted';
    if (fault.drop === 'before-headers' || fault.drop === 'unseen') {
      response.destroy();
      return 'dropped';
    }
    onHead(answer.status);
    await send(response, answer, fault, signal);
    return fault.drop ? 'dropped' : 'answered';
  } catch {
    response.destroy();
    return 'aborted';
  }
};
