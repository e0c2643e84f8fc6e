import * as z from '../schema';
import { defineRecord } from '../storage';

/** The last request for a sandbox key, by phone number (digits). `at`: ms since the epoch. */
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
