import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults.ts';
import { type Answer, type Incoming, readRequest, type Site } from './http.ts';
import type { RequestLog } from './log.ts';
import { respond } from './respond.ts';
import { nothing } from './site.ts';
import { spoil } from './spoil.ts';

/** A mistake of the replica's own must look like nothing that a portal does. */
const failed = (error: unknown): Answer => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`The replica failed: ${text}\n`);
  return { status: 599, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
};

const ask = (sites: readonly Site[], request: Incoming): Answer => {
  try {
    for (const site of sites) {
      const answer = site(request);
      if (answer) return answer;
    }
    return nothing;
  } catch (error) {
    return failed(error);
  }
};

/**
 * One request from its arrival to its end: logged, spoiled by a fault if it meets one, answered by the first site that knows it.
 *
 * @param sites in the order in which they are asked
 * @returns the server's request listener
 */
export const createListener = (sites: readonly Site[], log: RequestLog, faults: Faults) => {
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    const entry = log.open(request);
    const fault = faults.meet(request) ?? {};
    const answer = spoil(request.host, () => ask(sites, request), fault);
    const outcome = await respond(response, answer, fault, (status) => {
      entry.status = status;
    });
    log.settle(entry, outcome);
  };
  return (message: IncomingMessage, response: ServerResponse): void => {
    // Only reading can fail, and it does when the client goes away in the middle of its request.
    serve(message, response).catch(() => response.destroy());
  };
};
