import { findEnvironment, portalOf } from '../portals';
import { docsHostPatterns, hostPatterns } from '../portals/urls';
import type { TokenState } from '../token-state';

const NOT_ALLOWED: TokenState = { state: 'rejected', failure: { kind: 'no-permission' } };

/**
 * What the person lets us do: browsers let them take sites away from an extension at any time.
 *
 * @param contains whether all of these match patterns are allowed
 * @returns what depends on it
 */
export function createAccess(contains: (origins: string[]) => Promise<boolean>) {
  /** Whether the environment's API may be called and its docs pages may be filled; `false` if the browser doesn't tell. */
  const mayUse = async (environmentId: string): Promise<boolean> => {
    const environment = findEnvironment(environmentId);
    if (!environment) return false;
    const needed = [...hostPatterns([environment]), ...docsHostPatterns([portalOf(environmentId)])];
    return contains([...new Set(needed)]).catch(() => false);
  };

  return {
    mayUse,

    /** @returns the state as badge and docs pages show it: what isn't allowed comes before whatever else there is, but for having no key */
    seen: async (environmentId: string, state: TokenState): Promise<TokenState> =>
      state.state === 'none' || (await mayUse(environmentId)) ? state : NOT_ALLOWED,
  };
}

export type Access = ReturnType<typeof createAccess>;
