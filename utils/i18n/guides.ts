import { builtInPortals, portalOf, type Environment } from '../portals';
import type { Translate } from './translate';
import { environmentName, hostOf, linkTo, type Link } from './words';

/** The way to a key of one environment. */
export interface Guide {
  readonly environment: string;
  readonly kind: Environment['kind'];
  /** The environment's name, with the country where there are several. */
  readonly name: string;
  readonly steps: readonly string[];
  readonly note: string;
  /** Where it begins. */
  readonly link: Link;
}

/** By environment: each has three steps and a note in the locales. */
const words = { sandbox: 'sandbox', production: 'production', 'production-ua': 'productionUa' } as const;

/**
 * How people get keys, as the portal's own pages "API Key Generation" tell it.
 *
 * @param t the translator
 * @returns a guide for each environment that has words, in the order of the environments
 */
export function guidesOf(t: Translate): Guide[] {
  const environments = builtInPortals.flatMap((portal) => portal.environments);
  return environments.flatMap((environment): Guide[] => {
    const { id, kind, keysPage } = environment;
    if (id !== 'sandbox' && id !== 'production' && id !== 'production-ua') return [];
    const { issuing } = portalOf(id);
    const begin = id === issuing?.environment ? issuing.registrationPage : keysPage;
    if (begin === null) return [];
    const tab = environmentName(t, id);
    const own = words[id];
    const steps = [
      t(`guides.${own}.first`, [hostOf(begin)]),
      t(`guides.${own}.second`),
      t(`guides.${own}.third`, [tab]),
    ];
    return [
      {
        environment: id,
        kind,
        name: t(`guides.${own}.name`),
        steps,
        note: t(`guides.${own}.note`),
        link: linkTo(t, begin),
      },
    ];
  });
}
