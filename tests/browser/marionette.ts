import { connect } from 'node:net';
import { once } from 'node:events';
import * as z from 'zod/mini';

/**
 * Firefox's own remote protocol, on a local socket: JSON after its length (`12:[0,1,"…",{}]`). Not WebDriver BiDi: that one shows no
 * page of an extension and nothing of the browser's own window, and Firefox lets only one of the two have the session.
 */
export interface Marionette {
  /**
   * @param command a command's name, as `WebDriver:FindElement`
   * @returns what Firefox answers
   * @throws MarionetteError if Firefox refuses; Error if it has gone
   */
  readonly send: (command: string, parameters?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly disconnect: () => void;
}

/** Firefox could not do what a command asked for. */
export class MarionetteError extends Error {
  override readonly name = 'MarionetteError';
  /** WebDriver's name of the error: `no such element`. */
  readonly code: string;

  constructor(command: string, code: string, message: string) {
    super(`${command}: ${code}: ${message}`);
    this.code = code;
  }
}

const refusal = z.object({ error: z.string(), message: z.string() });
const reply = z.tuple([z.literal(1), z.number(), z.nullable(refusal), z.unknown()]);
type Reply = z.infer<typeof reply>;

/** Cuts a stream into messages. The first one is Firefox's greeting, which is no answer to anything. */
const createReader = (onReply: (message: Reply) => void, onGreeting: () => void) => {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk: Buffer): void => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const colon = rest.indexOf(':');
      const end = colon + 1 + Number(rest.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || rest.length < end) return;
      const message: unknown = JSON.parse(rest.subarray(colon + 1, end).toString());
      rest = rest.subarray(end);
      if (Array.isArray(message)) onReply(reply.parse(message));
      else onGreeting();
    }
  };
};

interface Waiting {
  readonly command: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * @param port of 127.0.0.1, where a Firefox listens that was started with `--marionette`
 * @returns the connection, ready for `WebDriver:NewSession`
 */
export const connectMarionette = async (port: number): Promise<Marionette> => {
  const waiting = new Map<number, Waiting>();
  const greeted = Promise.withResolvers<void>();
  const socket = connect(port, '127.0.0.1');
  let last = 0;

  const settle = ([, id, refused, value]: Reply): void => {
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (refused) waiter?.reject(new MarionetteError(waiter.command, refused.error, refused.message));
    else waiter?.resolve(value);
  };
  const fail = (): void => {
    const gone = new Error('Firefox has gone');
    greeted.reject(gone);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  socket.on('data', createReader(settle, greeted.resolve));
  // An error is followed by this.
  socket.on('close', fail);
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  await greeted.promise;

  return {
    send: (command, parameters = {}) => {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      if (socket.destroyed) reject(new Error('Firefox has gone'));
      last += 1;
      waiting.set(last, { command, resolve, reject });
      const text = JSON.stringify([0, last, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
      return promise;
    },
    disconnect: () => socket.destroy(),
  };
};
