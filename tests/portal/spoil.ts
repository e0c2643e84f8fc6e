import type { ActiveFault } from './faults.ts';
import { docsOriginOf } from './hosts.ts';
import type { Answer } from './http.ts';

/** A made-up answer is readable by the docs page, like the API's own errors. */
const madeUpAt = (host: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'access-control-allow-origin': docsOriginOf(host) },
  body: '',
});

/**
 * @param host of the request
 * @param work gets the replica's own answer, and does what comes with it; not called where the fault replaces the answer
 * @returns the answer as the fault wants it
 */
export const spoil = (host: string, work: () => Answer, { status, headers, body, drop }: ActiveFault): Answer => {
  const replaced = status !== undefined || body !== undefined || drop === 'unseen';
  const answer = replaced ? madeUpAt(host) : work();
  return { status: status ?? answer.status, headers: { ...answer.headers, ...headers }, body: body ?? answer.body };
};
