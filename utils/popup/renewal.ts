import type { SandboxRequests } from '../tokens/sandbox-requests';
import { requestView, type RequestView } from './view';

/** The API answers within ten seconds or not at all: a key that was saved this soon after a request came of it. ms. */
const ANSWER_MS = 30_000;

export interface Renewal {
  /** The key's number, digits; `null`: not known. */
  readonly phone: string | null;
  /** The request that still forbids another one. */
  readonly request: RequestView | null;
}

/**
 * Whether a key that was made from a phone number can be made anew. Which number that was is known only as long as its request is kept.
 *
 * @param requests earlier requests
 * @param addedAt when the key was saved, ms since the epoch
 * @param intervalMs how long a number waits for its next key
 * @param now ms since the epoch
 */
export function renewalOf(requests: SandboxRequests, addedAt: number, intervalMs: number, now: number): Renewal {
  const own = Object.entries(requests).filter(
    ([, { at, answered }]) => answered && at <= addedAt && addedAt <= at + ANSWER_MS,
  );
  const [only] = own;
  const phone = own.length === 1 && only ? only[0] : null;
  return { phone, request: requestView(phone === null ? requests : Object.fromEntries(own), intervalMs, now) };
}
