import { novaPost } from './novapost';
import type { Environment, Portal } from './schema';

export type { Credential, Environment, IssuingField, KeyIssuing, PagePortal, PhoneRule, Portal } from './schema';

/** The portals that are there without being added: their docs and hosts are in the manifest. */
export const builtInPortals: readonly Portal[] = [novaPost];

// The marks let bundlers leave the lists out of the scripts for the page's own world, which have 10 kB for everything.
const known: Portal[] = /* @__PURE__ */ builtInPortals.slice();
const knownEnvironments: Environment[] = /* @__PURE__ */ known.flatMap((portal) => portal.environments);

/** Every portal that this context knows: the built-in ones, and those that were added. The same list for good: `setAddedPortals` changes it in place. */
export const portals: readonly Portal[] = known;

/** All environments of all portals, in the order in which people see them; changed in place as well. */
export const environments: readonly Environment[] = knownEnvironments;

/**
 * Takes in which portals the person has added. Each context does it before it uses any.
 *
 * @param added parsed descriptors; one that claims a built-in portal's or environment's id is left out
 * @returns those that were known before
 */
export function setAddedPortals(added: readonly Portal[]): Portal[] {
  const isTaken = (portal: Portal) =>
    builtInPortals.some(
      ({ id, environments: own }) =>
        id === portal.id || own.some((environment) => portal.environments.some((each) => each.id === environment.id)),
    );
  const before = known.splice(builtInPortals.length, Infinity, ...added.filter((portal) => !isTaken(portal)));
  knownEnvironments.splice(0, Infinity, ...known.flatMap((portal) => portal.environments));
  return before;
}

/**
 * @param id an environment's id, from anywhere
 * @returns the environment, or `undefined` for an id that no descriptor has
 */
export const findEnvironment = (id: string): Environment | undefined =>
  environments.find((environment) => environment.id === id);

/**
 * @param id an environment's id that a descriptor has
 * @returns the portal that the environment belongs to
 * @throws Error for an unknown id: it must have been parsed before
 */
export const portalOf = (id: string): Portal => {
  const portal = portals.find((candidate) => candidate.environments.some((environment) => environment.id === id));
  if (!portal) throw new Error('No portal has this environment');
  return portal;
};

/**
 * @param portal any
 * @returns whether it is there without being added
 */
export const isBuiltIn = ({ id }: Pick<Portal, 'id'>): boolean => builtInPortals.some((portal) => portal.id === id);
