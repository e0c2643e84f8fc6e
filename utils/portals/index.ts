import { novaPost } from './novapost';
import type { Environment, EnvironmentId, Portal } from './types';

export type { Environment, EnvironmentId, KeyIssuing, Portal } from './types';

/** Every portal that the extension knows. */
export const portals: readonly Portal[] = [novaPost];

/** All environments of all portals, in the order in which people see them. */
// The mark lets bundlers leave the descriptors out of the script for the page's own world, which has 10 kB for everything.
export const environments: readonly Environment[] = /* @__PURE__ */ portals.flatMap((portal) => portal.environments);

/**
 * @param id an environment's id, from anywhere
 * @returns the environment, or `undefined` for an id that no descriptor has
 */
export const findEnvironment = (id: EnvironmentId): Environment | undefined =>
  environments.find((environment) => environment.id === id);

/**
 * @param id an environment's id that a descriptor has
 * @returns the portal that the environment belongs to
 * @throws Error for an unknown id: it must have been parsed before
 */
export const portalOf = (id: EnvironmentId): Portal => {
  const portal = portals.find((candidate) => candidate.environments.some((environment) => environment.id === id));
  if (!portal) throw new Error('No portal has this environment');
  return portal;
};
