import { at, quietly } from './guards';
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

const HELLO = 'novapost-authorizer';
const START = 'novapost-authorizer?';

type Listener = (raw: unknown) => void;

/** Keeps what comes until somebody takes it, in order. @returns how to put an item in, and how to take all of them, once */
const createQueue = <T>() => {
  const waiting: T[] = [];
  let take = (item: T): void => void waiting.push(item);
  return [
    (item: T) => take(item),
    (taker: (item: T) => void) => {
      take = taker;
      for (const item of waiting) taker(item);
    },
  ] as const;
};

/**
 * The platform as it is now: the page may replace prototypes as soon as its own script runs.
 *
 * @returns `listen` gives a listener the text of each event (it returns whether that is all it wanted), `dispatch` tells whether
 *   nobody took the event, `receive` takes JSON and `send` makes it
 */
const capture = (document: EventTarget) => {
  const { CustomEvent } = globalThis;
  const { parse, stringify } = JSON;
  const addListener = document.addEventListener.bind(document);
  const removeListener = document.removeEventListener.bind(document);
  const dispatchEvent = document.dispatchEvent.bind(document);

  const dispatch = (type: string, detail: string) => dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));
  const listen = (type: string, isLast: (detail: string, event: Event) => unknown) => {
    const listener = (event: Event) => {
      const detail = at(event, 'detail');
      if (typeof detail === 'string' && isLast(detail, event)) removeListener(type, listener);
    };
    addListener(type, listener);
  };
  const receive = (type: string, put: Listener) =>
    listen(type, (detail) => {
      put(quietly((): unknown => parse(detail)));
    });
  const send = (type: string) => (said: PageCommand | PageReport) => void dispatch(type, stringify(said));
  return [listen, dispatch, receive, send] as const;
};

/**
 * The isolated world's end. Call it once, at document_start.
 *
 * @param document the page's document
 * @returns `send` for commands, kept until MAIN is there; `onReport` takes the one listener, which gets parsed JSON of any shape
 */
export const connectPage = (
  document: EventTarget,
): { send: (command: PageCommand) => void; onReport: (listener: Listener) => void } => {
  const [listen, dispatch, receive, sendAs] = capture(document);
  const [send, takeCommands] = createQueue<PageCommand>();
  const [putReport, onReport] = createQueue<unknown>();
  const name = crypto.randomUUID();
  let isMet = false;
  const greet = () => {
    if (isMet || dispatch(HELLO, name)) return isMet;
    isMet = true;
    takeCommands(sendAs(`${name}:command`));
    return true;
  };
  receive(`${name}:report`, putReport);
  if (!greet()) listen(START, greet);
  return { send, onReport };
};

/**
 * The MAIN world's end. Call it once, at document_start.
 *
 * @param document the page's document
 * @returns `report`, kept until the isolated script is there; `onCommand` takes the one listener, which gets parsed JSON of any shape, and
 *   meets the isolated script
 */
export const connectIsolated = (
  document: EventTarget,
): { report: (report: PageReport) => void; onCommand: (listener: Listener) => void } => {
  const [listen, dispatch, receive, sendAs] = capture(document);
  const [report, takeReports] = createQueue<PageReport>();
  const onCommand = (listener: Listener) => {
    listen(HELLO, (name, event) => {
      event.preventDefault();
      receive(`${name}:command`, listener);
      takeReports(sendAs(`${name}:report`));
      return true;
    });
    dispatch(START, '');
  };
  return { report, onCommand };
};
