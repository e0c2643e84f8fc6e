import { randomBytes, randomUUID } from 'node:crypto';
import type { EnvironmentId } from './hosts.ts';
import { createSigner } from './jwt.ts';

export interface IssuedToken {
  readonly token: string;
  readonly environment: EnvironmentId;
  /** The key that it was made from. */
  readonly key: string;
  /** ms since the epoch. */
  readonly issuedAt: number;
  /** ms since the epoch. */
  readonly expiresAt: number;
  readonly revoked: boolean;
}

const hourSeconds = 60 * 60;

/**
 * The tokens that the replica has given out: made like the portal's (HS256; `iss`, `iat`, `exp`, `cid`, `ref`), and good only in their own
 * environment until they expire or are revoked.
 *
 * @param now ms since the epoch
 */
export const createTokens = (now: () => number) => {
  const sign = createSigner();
  const issued: (IssuedToken & { revoked: boolean })[] = [];
  const lifetime = { seconds: hourSeconds };

  return {
    /** Oldest first. */
    issued: issued as readonly IssuedToken[],
    lifetime,
    /**
     * @param claims put over the usual ones; `undefined` leaves a claim out. What the API accepts goes by `lifetime` all the same.
     */
    issue: (environment: EnvironmentId, key: string, claims: Readonly<Record<string, unknown>> = {}): string => {
      const issuedAt = now();
      const iat = Math.floor(issuedAt / 1000);
      // Every token has a `ref` of its own, as two that were made within one second must still be told apart.
      const ref = randomBytes(12).toString('hex');
      const usual = { iss: 'np', iat, exp: iat + lifetime.seconds, cid: randomUUID(), ref };
      const token = sign({ ...usual, ...claims });
      issued.push({
        token,
        environment,
        key,
        issuedAt,
        expiresAt: (iat + lifetime.seconds) * 1000,
        revoked: false,
      });
      return token;
    },
    /** @returns whether an `Authorization` header opens this environment: a raw token, issued here, still good */
    opens: (environment: EnvironmentId, header: string | undefined): boolean => {
      const found = issued.find(({ token }) => token === header);
      return found !== undefined && found.environment === environment && !found.revoked && found.expiresAt > now();
    },
    /** The API answers 401 to this token from now on; without an argument, to every token so far. */
    revoke: (token?: string): void => {
      for (const each of issued) if (token === undefined || each.token === token) each.revoked = true;
    },
    reset: (): void => {
      issued.length = 0;
      lifetime.seconds = hourSeconds;
    },
  };
};

export type Tokens = ReturnType<typeof createTokens>;
