import type { Environment } from '../portals';
import type { Pages } from '../tokens/pages';
import type { Keyring } from '../vault/keyring';

/** What is known when the popup opens, or when another portal is chosen. */
export interface Opening {
  /** What whoever opened it wants to see, e.g. the pill of a page without a key. */
  readonly wanted: string | null;
  /** The environment that the page under the popup shows, as far as that is stored. */
  readonly ofPage: string | null;
  /** The portal whose docs that page is, also if its server is none that we know. */
  readonly portal: { readonly environments: readonly { readonly id: string }[] } | null;
  readonly pages: Pages | null;
  readonly keyring: Keyring | null;
}

/**
 * Which environment is shown first: the wanted one, that of the page; of those that the page's portal has, and then of all, the one last
 * used, the first with a key, the first.
 *
 * @param environments all of them, in their order; not empty
 * @param opening what is known
 * @returns an environment's id, or `undefined` if there are no environments
 */
export function firstEnvironment(environments: readonly Environment[], opening: Opening): string | undefined {
  const { wanted, ofPage, portal, pages, keyring } = opening;
  const named = [wanted, ofPage].find((id) => environments.some((environment) => environment.id === id));
  const ofPortal = environments.filter(({ id }) => portal?.environments.some((each) => each.id === id));
  const best = (some: readonly Environment[]): string | undefined =>
    (
      some.find(({ id }) => id === pages?.last) ??
      some.find(({ id }) => keyring?.keys.some(({ environment }) => environment === id)) ??
      some[0]
    )?.id;
  return named ?? best(ofPortal) ?? best(environments);
}
