import { type Body, type Incoming, isPreflight, matchesPath, type PathPattern } from './http.ts';

/** Which requests a fault is for. Preflights are spared unless `method` is `OPTIONS`. */
export interface FaultTarget {
  readonly method?: string;
  readonly host?: string;
  readonly path: PathPattern;
  /** How many requests, and then no more; without it, until it is removed. */
  readonly times?: number;
}

/**
 * What goes wrong. Without `status` and `body`, the replica does its work (a key is made, a token issued) and only the way back
 * is spoiled; with one of them, it never gets to it.
 */
export interface Fault extends FaultTarget {
  readonly status?: number;
  /** Put over the answer's own headers. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  /** Time before the first byte, ms. */
  readonly delayMs?: number;
  /** The connection is cut: before the request is looked at, instead of an answer, or halfway through its body. */
  readonly drop?: 'unseen' | 'before-headers' | 'mid-body';
  /** The body comes in pieces of this many bytes, each this many ms after the last. */
  readonly trickle?: { readonly bytes: number; readonly everyMs: number };
}

export interface FaultHandle {
  /** Requests it has met so far. */
  readonly hits: number;
  remove(): void;
}

/** A gate that answers wait behind. */
export interface Hold {
  /** Requests that have come to it so far. */
  readonly hits: number;
  /** Resolves when this many requests (1) have come to it. */
  arrived(count?: number): Promise<void>;
  /** Lets all of them through and takes the gate away. */
  release(): void;
}

interface Rule extends Omit<Fault, 'path'> {
  readonly matches: (request: Incoming) => boolean;
  hits: number;
  readonly gate?: Promise<void>;
  readonly onHit?: () => void;
}

/** What the server has to do to one answer. */
export type ActiveFault = Readonly<Pick<Rule, 'status' | 'headers' | 'body' | 'delayMs' | 'drop' | 'trickle' | 'gate'>>;

const toMatcher =
  ({ method, host, path }: FaultTarget) =>
  (request: Incoming): boolean =>
    (method === undefined ? !isPreflight(request) : request.method === method) &&
    (host === undefined || request.host === host) &&
    matchesPath(path, request.path);

/** Faults on demand. Rules are tried in the order in which they were added, so that a sequence is written as it happens. */
export const createFaults = () => {
  const rules = new Set<Rule>();
  const holds = new Set<Hold>();

  const add = (fault: Fault, extra: Pick<Rule, 'gate' | 'onHit'> = {}): FaultHandle => {
    const rule: Rule = { ...fault, ...extra, matches: toMatcher(fault), hits: 0 };
    rules.add(rule);
    return {
      get hits() {
        return rule.hits;
      },
      remove: () => {
        rules.delete(rule);
      },
    };
  };

  const hold = (fault: Fault): Hold => {
    const gate = Promise.withResolvers<void>();
    const waiters = new Set<() => void>();
    const handle = add(fault, { gate: gate.promise, onHit: () => waiters.forEach((check) => check()) });
    const held: Hold = {
      get hits() {
        return handle.hits;
      },
      arrived: async (count = 1) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        const check = () => handle.hits >= count && resolve();
        waiters.add(check);
        check();
        await promise;
        waiters.delete(check);
      },
      release: () => {
        handle.remove();
        holds.delete(held);
        gate.resolve();
      },
    };
    holds.add(held);
    return held;
  };

  const clear = (): void => {
    rules.clear();
    for (const held of holds) held.release();
  };

  /** The fault that this request meets, if any; counts it. */
  const meet = (request: Incoming): ActiveFault | undefined => {
    const rule = [...rules].find(({ matches, times, hits }) => hits < (times ?? Infinity) && matches(request));
    if (!rule) return undefined;
    rule.hits += 1;
    rule.onHit?.();
    return rule;
  };

  return { add: (fault: Fault) => add(fault), hold, clear, meet };
};

export type Faults = ReturnType<typeof createFaults>;
