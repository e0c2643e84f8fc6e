import type { PageTokenState } from '../messaging/page-token-state';
import type { Environment } from '../portals';

/** What a docs page shows of itself. Times in ms since the epoch. */
export type PageState =
  /** Nothing on the page that we know how to fill. */
  | { readonly state: 'no-renderer' }
  /** Docs that show an API and send no requests: Redoc. */
  | { readonly state: 'nothing-to-fill' }
  /** The selected server isn't one of the portal's. */
  | { readonly state: 'unknown-server' }
  /** The extension, or the portal, was changed or removed under the page: only a reload helps. */
  | { readonly state: 'orphaned' }
  /** The background did not answer. */
  | { readonly state: 'no-answer' }
  | ({ readonly environment: Environment } & EnvironmentPageState);

export type EnvironmentPageState =
  /** The token is in the scheme. `renewed`: because the API had refused the one before. */
  | { readonly state: 'authorized'; readonly expiresAt: number; readonly renewed: boolean }
  /** The token is in the scheme, and the API refuses it although it is new. */
  | { readonly state: 'no-access' }
  /** Somebody else's value is in the scheme. */
  | { readonly state: 'typed' }
  /** The docs have no such scheme. */
  | { readonly state: 'no-scheme' }
  /** The renderer did not take the token. */
  | { readonly state: 'not-applied' }
  | { readonly state: 'no-answer' }
  /** Nothing in the scheme: why, and whether a click would do. */
  | PageTokenState;
