import type { PageCommand, PageReport } from './types';

/**
 * The link between the two worlds of a docs page: JSON text in CustomEvents on `document`, under a name that only our two scripts
 * know. Both run at document_start, before the page's first script, in an order that the browser doesn't promise:
 *
 *   isolated first   hello(name), nobody answers · MAIN: start · hello(name) again, MAIN takes it
 *   MAIN first       start, nobody listens · isolated: hello(name), MAIN takes it
 *
 * After that neither answers a handshake, so the page can't slip in between. Dispatching is synchronous across worlds: a `ready` can
 * be answered by a `fill` before the renderer's own event has ended. What is said before the other end listens is kept for it.
 */

const HELLO = 'novapost-authorizer:hello';
const START = 'novapost-authorizer:start';

type Listener = (raw: unknown) => void;

/** The platform as it is now: the page may replace prototypes as soon as its own script runs. */
const capture = (document: Document) => {
  const { CustomEvent, JSON } = globalThis;
  const parse = JSON.parse.bind(JSON);
  const dispatchEvent = document.dispatchEvent.bind(document);
  return {
    listen: document.addEventListener.bind(document),
    unlisten: document.removeEventListener.bind(document),
    stringify: JSON.stringify.bind(JSON),
    /** @returns whether nobody took it */
    dispatch: (type: string, detail: string): boolean =>
      dispatchEvent(new CustomEvent(type, { detail, cancelable: true })),
    detail: (event: Event): string | null =>
      event instanceof CustomEvent && typeof event.detail === 'string' ? event.detail : null,
    parse: (text: string): unknown => {
      try {
        return parse(text);
      } catch {
        return null;
      }
    },
  };
};

/** Keeps what comes until somebody takes it, in order. */
const createQueue = <T>() => {
  let waiting: T[] = [];
  let taker: ((item: T) => void) | null = null;
  return {
    put: (item: T) => {
      if (taker) taker(item);
      else waiting.push(item);
    },
    take: (next: (item: T) => void) => {
      taker = next;
      const late = waiting;
      waiting = [];
      for (const item of late) next(item);
    },
  };
};

type Platform = ReturnType<typeof capture>;

/** @returns a queue of everything that arrives under `type`, parsed from JSON and not otherwise */
const receive = (platform: Platform, type: string) => {
  const queue = createQueue<unknown>();
  platform.listen(type, (event) => {
    const detail = platform.detail(event);
    if (detail !== null) queue.put(platform.parse(detail));
  });
  return queue;
};

/**
 * The isolated world's end. Call it once, at document_start.
 *
 * @param document the page's document
 * @returns `send` for commands, kept until MAIN is there; `onReport` takes the one listener, which gets parsed JSON of any shape
 */
export const connectPage = (
  document: Document,
): { send: (command: PageCommand) => void; onReport: (listener: Listener) => void } => {
  const platform = capture(document);
  const name = crypto.randomUUID();
  const outbox = createQueue<PageCommand>();
  const inbox = receive(platform, `${name}:report`);
  const greet = () => {
    if (platform.dispatch(HELLO, name)) return;
    platform.unlisten(START, greet);
    outbox.take((command) => platform.dispatch(`${name}:command`, platform.stringify(command)));
  };
  platform.listen(START, greet);
  greet();
  return { send: outbox.put, onReport: inbox.take };
};

/**
 * The MAIN world's end. Call it once, at document_start.
 *
 * @param document the page's document
 * @returns `report`, kept until the isolated script is there; `onCommand` takes the one listener, which gets parsed JSON of any shape
 */
export const connectIsolated = (
  document: Document,
): { report: (report: PageReport) => void; onCommand: (listener: Listener) => void } => {
  const platform = capture(document);
  const outbox = createQueue<PageReport>();
  const inbox = createQueue<unknown>();
  const meet = (event: Event) => {
    const name = platform.detail(event);
    if (name === null) return;
    event.preventDefault();
    platform.unlisten(HELLO, meet);
    receive(platform, `${name}:command`).take(inbox.put);
    outbox.take((report) => platform.dispatch(`${name}:report`, platform.stringify(report)));
  };
  platform.listen(HELLO, meet);
  platform.dispatch(START, '');
  return { report: outbox.put, onCommand: inbox.take };
};
