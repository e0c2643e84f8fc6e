import * as z from '../schema';
import type { TokenState } from '../token-state';

/**
 * What a docs page is told of a token's state: what it shows, and no more. The API's own words stay in the background. Fewer shapes than
 * `TokenState` has, because they are made and tried while the docs load. Times in ms since the epoch.
 */
export const pageTokenStateSchema = z.union([
  z.object({ state: z.literal(['ready', 'refreshing']), expiresAt: z.number() }),
  z.object({ state: z.literal(['none', 'locked', 'expired', 'fetching']) }),
  z.object({
    state: z.literal(['rejected', 'unavailable']),
    /** The kind of the failure. */
    why: z.literal([
      'offline',
      'unreachable',
      'timeout',
      'server-error',
      'rate-limited',
      'refused',
      'unexpected-answer',
      'no-permission',
      'ended',
    ]),
    /** Of `unavailable`: the next try, and whether a click waits for it too. */
    retryAt: z.nullable(z.number()),
    mustWait: z.boolean(),
    /** Of an old token that is still good. */
    expiresAt: z.nullable(z.number()),
  }),
]);

export type PageTokenState = z.infer<typeof pageTokenStateSchema>;

/**
 * @param token a token's state
 * @returns what a docs page is told of it
 */
export function tellPage(token: TokenState): PageTokenState {
  switch (token.state) {
    case 'none':
    case 'locked':
    case 'expired':
    case 'fetching':
      return { state: token.state };
    case 'ready':
    case 'refreshing':
      return { state: token.state, expiresAt: token.expiresAt };
    case 'rejected':
      return { state: 'rejected', why: token.failure.kind, retryAt: null, mustWait: false, expiresAt: null };
    case 'unavailable': {
      const { failure, retryAt, mustWait, expiresAt } = token;
      return { state: 'unavailable', why: failure.kind, retryAt, mustWait, expiresAt };
    }
  }
}
