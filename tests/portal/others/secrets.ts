import type { OtherPortalId } from '../hosts.ts';

/** Where on the wire a secret belongs: alone in this header, with this text around it, or in the body of calls of one path. */
export type WirePlace =
  | { readonly host: string; readonly header: string; readonly value: string }
  | { readonly host: string; readonly bodyOf: string };

/** A secret of one of the other portals. */
export interface OtherSecret {
  readonly portal: OtherPortalId;
  /**
   * `key`: exchanged for a token, or shown once and then kept. `token`: what a key was exchanged for. `credential`: a key or a token that
   * a person hands over, and that calls carry as it is.
   */
  readonly kind: 'key' | 'token' | 'credential';
  /** With the portal's name: what a report says. */
  readonly environment: string;
  /** What nobody else may see: of a JWT the signature, without which the rest is of no use. */
  readonly text: string;
  /** `null` for a secret that no request may carry. */
  readonly place: WirePlace | null;
}

/** @returns of a JWT the signature; any other text as it is */
export const secretPart = (token: string): string => token.slice(token.lastIndexOf('.') + 1);
