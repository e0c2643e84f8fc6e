import * as z from '../schema';
import { failureSchema } from '../failure';
import { defineRecord } from '../storage';

/** An access token and this machine's view of its life. Times are ms since the epoch on this machine's clock. */
export const tokenSchema = z.object({
  /** Ours, random; names the token where its value must not be. */
  id: z.string(),
  value: z.string(),
  receivedAt: z.number(),
  expiresAt: z.number(),
});

const flight = { since: z.number(), attempt: z.number() };

/** What is known of one key's token. The states and their transitions are drawn in `utils/token-state.ts`. */
export const tokenRecordSchema = z.union([
  z.object({ state: z.literal('expired') }),
  z.object({ state: z.literal('fetching'), ...flight }),
  z.object({ state: z.literal('ready'), token: tokenSchema }),
  z.object({ state: z.literal('refreshing'), token: tokenSchema, ...flight }),
  z.object({ state: z.literal('rejected'), failure: failureSchema }),
  z.object({
    state: z.literal('unavailable'),
    token: z.nullable(tokenSchema),
    failure: failureSchema,
    /** Tries since the last success. */
    attempt: z.number(),
    retryAt: z.number(),
    mustWait: z.boolean(),
  }),
]);

export const tokenRecordsSchema = z.dictionary(tokenRecordSchema);

export type Token = z.infer<typeof tokenSchema>;
export type TokenRecord = z.infer<typeof tokenRecordSchema>;
/** By the key's id. */
export type TokenRecords = z.infer<typeof tokenRecordsSchema>;

/** Tokens. `storage.session` alone, never the disk; written by the background; a token goes at its expiry, or with its key. */
export const tokensRecord = defineRecord<TokenRecords>({
  key: 'session:tokens',
  schema: tokenRecordsSchema,
  disposable: true,
  fallback: () => ({}),
});

const renewalsSchema = z.dictionary(z.object({ tokenId: z.string(), at: z.number() }));

/** Which of a key's tokens was last thrown away because the API refused it, and when (ms since the epoch); by the key's id. */
export type Renewals = z.infer<typeof renewalsSchema>;

/** Renewals after a 401, so that a second one in a row isn't tried. `storage.session`; an entry goes with its key. */
export const renewalsRecord = defineRecord<Renewals>({
  key: 'session:renewals',
  schema: renewalsSchema,
  disposable: true,
  fallback: () => ({}),
});
