/**
 * What a portal's tokens are called outside of the browser. Beside the descriptor and not in it: only the popup needs this, once somebody
 * wants it, and the descriptor is in each of our scripts.
 */
export interface Copying {
  /** Names of environment variables. */
  readonly tokenVariable: string;
  readonly baseUrlVariable: string;
  /** A harmless call to begin with; the path is resolved against the environment's base URL. */
  readonly call: { readonly method: string; readonly path: string };
}

const byPortal: Readonly<Record<string, Copying>> = {
  novapost: {
    tokenVariable: 'NOVAPOST_TOKEN',
    baseUrlVariable: 'NOVAPOST_BASE_URL',
    call: { method: 'GET', path: 'divisions' },
  },
};

/**
 * @param portalId a portal's id
 * @throws Error for an unknown id: each portal has an entry
 */
export const copyingOf = (portalId: string): Copying => {
  const copying = byPortal[portalId];
  if (!copying) throw new Error('This portal has no names for copying');
  return copying;
};
