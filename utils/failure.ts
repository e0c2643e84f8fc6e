import * as z from './schema';

/**
 * Why an API call gave nothing, as every context tells it: no URL, no secret, no stack. The words for people are made
 * from it in `utils/i18n/failures.ts`.
 */
export const failureSchema = z.union([
  /** The browser is offline: nothing was sent. */
  z.object({ kind: z.literal('offline') }),
  /** Refused, reset, unknown host, bad certificate: the platform doesn't tell which. */
  z.object({ kind: z.literal('unreachable') }),
  z.object({ kind: z.literal('timeout') }),
  /** 5xx. `said`: the API's own text, cleaned, may be empty. */
  z.object({ kind: z.literal('server-error'), status: z.number(), said: z.string() }),
  /** 429. */
  z.object({ kind: z.literal('rate-limited'), said: z.string() }),
  /** 400, 401, 403, 404, 409, 422: asking again the same way is of no use. */
  z.object({ kind: z.literal('refused'), status: z.number(), said: z.string() }),
  /** Not JSON, too large, redirected, without the field, or a status that no page of the API's docs names. */
  z.object({ kind: z.literal('unexpected-answer') }),
  /** The person has not (or no longer) let us call the environment's host. */
  z.object({ kind: z.literal('no-permission') }),
  /** A pasted token is over. */
  z.object({ kind: z.literal('ended') }),
]);

export type Failure = z.infer<typeof failureSchema>;
