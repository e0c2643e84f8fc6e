import { isBuiltIn, portalOf, portals } from '../portals';
import * as z from '../schema';
import { defineRecord } from '../storage';

/**
 * The last request for a sandbox key, by phone number (digits); for other keys by environment and what was entered, with a blank between.
 * `at`: ms since the epoch.
 */
const sandboxRequestsSchema = z.dictionary(z.object({ at: z.number(), answered: z.boolean() }));

export type SandboxRequests = z.infer<typeof sandboxRequestsSchema>;

const prefixOf = (environment: string): string => (isBuiltIn(portalOf(environment)) ? '' : `${environment} `);

const isFor = (environment: string, name: string): boolean => {
  const prefix = prefixOf(environment);
  // A phone number has no blank.
  return prefix ? name.startsWith(prefix) : !name.includes(' ');
};

/**
 * @param environment one whose portal issues keys
 * @param values as the API takes them
 * @returns by what a request is remembered: another portal may ask for the same with its own rules
 */
export const requestName = (environment: string, values: Readonly<Record<string, string>>): string =>
  prefixOf(environment) + Object.values(values).join(' ');

/**
 * @param all requests
 * @param environment one whose portal issues keys
 * @returns those for it, by what was entered
 */
export function requestsFor(all: SandboxRequests, environment: string): SandboxRequests {
  const own = Object.entries(all).filter(([name]) => isFor(environment, name));
  return Object.fromEntries(own.map(([name, request]) => [name.slice(prefixOf(environment).length), request]));
}

/**
 * @param name see `requestName`
 * @returns for how long a request of this name forbids another, ms; 0 if its portal is gone
 */
export const intervalOf = (name: string): number =>
  portals.find(({ issuing }) => issuing && isFor(issuing.environment, name))?.issuing?.intervalMs ?? 0;

/**
 * Requests for sandbox keys. `storage.local`, since "one a day" must outlive a restart; written by the background before each
 * request is sent; an entry goes when it no longer forbids anything, or with its portal.
 */
export const sandboxRequestsRecord = defineRecord<SandboxRequests>({
  key: 'local:sandboxRequests',
  schema: sandboxRequestsSchema,
  fallback: () => ({}),
});
