import type { MessageKey } from '../i18n/translate';

/**
 * What a portal is, as data. Everything the extension knows of a provider stands in one descriptor of
 * this shape; no other file names a host, so that a new portal is a new descriptor and no new code path.
 */

/** An environment's name, unique within all descriptors: `sandbox`, `production`, … */
export type EnvironmentId = string;

/** A server of the portal that has keys of its own. */
export interface Environment {
  readonly id: EnvironmentId;
  /** What people call it. */
  readonly name: MessageKey;
  /** Ends in a slash; request paths are resolved against it. */
  readonly baseUrl: string;
  /** Decides colours and how much the extension asks before it acts. */
  readonly kind: 'sandbox' | 'production';
  /** `install`: the host is in the manifest. `optional`: asked for when the first key is added. */
  readonly hostAccess: 'install' | 'optional';
  /** Whether a docs page is filled without a click, until the person sets it otherwise. */
  readonly fillsByItself: boolean;
  /** Where a person gets a key for it. */
  readonly keysPage: string;
}

/** The security scheme of the docs that takes the token, as the spec names it. */
export interface SecurityScheme {
  readonly name: string;
  /** `raw`: the header carries the token and nothing else. */
  readonly format: 'raw';
}

/** How a key becomes a token: one GET whose query carries the key and whose JSON answer the token. */
export interface KeyExchange {
  readonly path: string;
  readonly keyParameter: string;
  readonly tokenField: string;
}

/** How a sandbox key is made from a phone number: one POST of JSON. */
export interface KeyIssuing {
  readonly environment: EnvironmentId;
  readonly path: string;
  readonly phoneField: string;
  /** Country calling codes that the API refuses, and the environment that such a person wants. */
  readonly refusedPrefixes: readonly { readonly prefix: string; readonly use: EnvironmentId }[];
  /** At most one request per phone in this time, in ms. */
  readonly intervalMs: number;
  /** Where a phone number is registered. */
  readonly registrationPage: string;
  /** The same by hand, when the call doesn't work. */
  readonly formPage: string;
}

export interface Portal {
  readonly id: string;
  readonly name: string;
  /** Docs pages: origin and path, no query and no hash. */
  readonly docs: readonly string[];
  /** In the order in which people see them. */
  readonly environments: readonly Environment[];
  readonly scheme: SecurityScheme;
  readonly exchange: KeyExchange;
  readonly issuing: KeyIssuing;
}
