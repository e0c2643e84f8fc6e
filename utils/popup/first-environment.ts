import type { Environment } from '../portals';
import type { Pages } from '../tokens/pages';
import type { Keyring } from '../vault/keyring';

/** What is known when the popup opens. */
export interface Opening {
  /** What whoever opened it wants to see, e.g. the pill of a page without a key. */
  readonly wanted: string | null;
  /** The environment that the page under the popup shows, as far as that is stored. */
  readonly ofPage: string | null;
  readonly pages: Pages | null;
  readonly keyring: Keyring | null;
}

/**
 * Which environment is shown first: the wanted one, that of the page, the one last used, the first with a key, the first.
 *
 * @param environments all of them, in their order; not empty
 * @param opening what is known
 * @returns an environment's id, or `undefined` if there are no environments
 */
export function firstEnvironment(environments: readonly Environment[], opening: Opening): string | undefined {
  const { wanted, ofPage, pages, keyring } = opening;
  const withKey = environments.find(({ id }) => keyring?.keys.some(({ environment }) => environment === id))?.id;
  const candidates = [wanted, ofPage, pages?.last ?? null, withKey ?? null];
  const known = candidates.find((id) => environments.some((environment) => environment.id === id));
  return known ?? environments[0]?.id;
}
