import * as z from '../schema';
import { defineRecord } from '../storage';

/** The last request for a key: see `requestName`. `at`: ms since the epoch. */
const sandboxRequestsSchema = z.dictionary(z.object({ at: z.number(), answered: z.boolean() }));

export type SandboxRequests = z.infer<typeof sandboxRequestsSchema>;

/**
 * Requests for sandbox keys. `storage.local`, since "one a day" must outlive a restart; written by the background before each
 * request is sent; an entry goes when it no longer forbids anything.
 */
export const sandboxRequestsRecord = defineRecord<SandboxRequests>({
  key: 'local:sandboxRequests',
  schema: sandboxRequestsSchema,
  fallback: () => ({}),
});

/** What stands before the names of an added portal's requests, whose environments have a slash in their ids: see `withIds`. Digits never begin so. */
const beginning = (environment: string): string => (environment.includes('/') ? `${environment}: ` : '');

/**
 * @param environment whose key is asked for
 * @param values what it is asked for with
 * @returns the request's name in the record: a phone number's digits for a built-in portal, and for others the environment before
 */
export const requestName = (environment: string, values: string): string => beginning(environment) + values;

/**
 * @param all the record
 * @param environment whose
 * @returns the environment's own requests, by what they were made with
 */
export function requestsOf(all: SandboxRequests, environment: string): SandboxRequests {
  const before = beginning(environment);
  const own = Object.entries(all).filter(([name]) => (before ? name.startsWith(before) : /^\d+$/.test(name)));
  return Object.fromEntries(own.map(([name, request]) => [name.slice(before.length), request]));
}
