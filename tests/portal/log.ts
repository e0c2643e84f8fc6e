import type { IncomingHttpHeaders } from 'node:http';
import { type Incoming, isPreflight, matchesPath, type PathPattern } from './http.ts';

/** What became of a request. `aborted`: the client went away first. `dropped`: a fault cut the connection. */
export type Outcome = 'pending' | 'answered' | 'aborted' | 'dropped';

export interface LoggedRequest {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** When it arrived, ms since the epoch by the replica's clock. */
  readonly at: number;
  /** HTTP status once an answer has begun, else `null`. */
  readonly status: number | null;
  readonly outcome: Outcome;
}

/** A path, or any condition. */
export type RequestFilter = PathPattern | ((request: LoggedRequest) => boolean);

type Entry = { -readonly [Field in keyof LoggedRequest]: LoggedRequest[Field] };
type Moment = 'arrival' | 'end';

interface Waiter {
  readonly moment: Moment;
  readonly matches: (request: LoggedRequest) => boolean;
  readonly resolve: (request: LoggedRequest) => void;
}

const toPredicate =
  (filter: RequestFilter) =>
  (request: LoggedRequest): boolean =>
    !isPreflight(request) && (typeof filter === 'function' ? filter(request) : matchesPath(filter, request.path));

const summary = (entries: readonly Entry[]): string =>
  entries.map(({ method, host, path, status, outcome }) => `${method} ${host}${path} ${status ?? outcome}`).join(', ');

/**
 * Everything that reached the replica, in order of arrival. Preflights are in `entries`, and are left out of the helpers: no
 * test means them when it asks for a path.
 *
 * @param now ms since the epoch
 */
export const createLog = (now: () => number) => {
  const entries: Entry[] = [];
  const waiters = new Set<Waiter>();

  const tell = (moment: Moment, entry: Entry): void => {
    for (const waiter of waiters) if (waiter.moment === moment && waiter.matches(entry)) waiter.resolve(entry);
  };

  const next = async (moment: Moment, filter: RequestFilter, timeoutMs: number): Promise<LoggedRequest> => {
    const { promise, resolve, reject } = Promise.withResolvers<LoggedRequest>();
    const waiter: Waiter = { moment, matches: toPredicate(filter), resolve };
    const tooLate = () => reject(new Error(`No such request within ${timeoutMs} ms. Seen: ${summary(entries)}`));
    const timer = setTimeout(tooLate, timeoutMs);
    waiters.add(waiter);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      waiters.delete(waiter);
    }
  };

  return {
    entries: entries as readonly LoggedRequest[],
    /** Notes a request that has arrived; what is returned is settled later. */
    open: (request: Incoming): Entry => {
      const { host, method, path, query, headers, body } = request;
      const entry: Entry = { host, method, path, query, headers, body, at: now(), status: null, outcome: 'pending' };
      entries.push(entry);
      tell('arrival', entry);
      return entry;
    },
    settle: (entry: Entry, outcome: Outcome): void => {
      if (entry.outcome !== 'pending') return;
      entry.outcome = outcome;
      tell('end', entry);
    },
    /** Requests that have arrived so far, without preflights. */
    requestsTo: (filter: RequestFilter): LoggedRequest[] => entries.filter(toPredicate(filter)),
    /** The first that arrives from now on; rejects after `timeoutMs`. */
    nextRequest: (filter: RequestFilter, timeoutMs = 15_000) => next('arrival', filter, timeoutMs),
    /** The first that ends from now on, answered or not; rejects after `timeoutMs`. */
    nextOutcome: (filter: RequestFilter, timeoutMs = 15_000) => next('end', filter, timeoutMs),
    clear: (): void => {
      entries.length = 0;
    },
  };
};

export type RequestLog = ReturnType<typeof createLog>;
