import * as z from './schema';
import { failureSchema } from './failure';

/**
 * The state of an environment's token, as popup, badge and pill show it. It never holds a token. All times are ms since
 * the epoch on this machine's clock.
 *
 * ```
 * none ──key added──▶ expired ──ask──▶ fetching ──▶ ready ⇄ refreshing
 *                        ▲                │  │         │        │
 *                        └──── expiry ────┼──┼─────────┘        │
 *                                         │  └▶ unavailable ◀───┤   (retried at a known time; an old token may still be good)
 *                                         └───▶ rejected ◀──────┘   (waits for the person)
 * ```
 */
export const tokenStateSchema = z.union([
  // The commonest first: they are tried in this order, while a docs page loads.
  z.object({ state: z.literal('ready'), expiresAt: z.number() }),
  /** No active key. */
  z.object({ state: z.literal('none') }),
  /** A key, under a passphrase that has yet to be entered. */
  z.object({ state: z.literal('locked') }),
  /** A key and no token: it is fetched when it is needed. */
  z.object({ state: z.literal('expired') }),
  z.object({ state: z.literal('fetching'), since: z.number() }),
  /** The old token is still good while a new one is fetched. */
  z.object({ state: z.literal('refreshing'), expiresAt: z.number(), since: z.number() }),
  /** The API refused the key for good. */
  z.object({ state: z.literal('rejected'), failure: failureSchema }),
  /** `retryAt`: the next try. `mustWait`: the API asked for it, so a click waits too. `expiresAt`: of an old token, if one is still good. */
  z.object({
    state: z.literal('unavailable'),
    failure: failureSchema,
    retryAt: z.number(),
    mustWait: z.boolean(),
    expiresAt: z.nullable(z.number()),
  }),
]);

/** The end of what has none, such as a static key: the last time that a clock can show (ECMA-262, "Time Values"). ms since the epoch. */
export const ENDLESS = 8_640_000_000_000_000;

export type TokenState = z.infer<typeof tokenStateSchema>;
