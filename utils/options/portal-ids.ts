import type { Environment, IssuingField, Portal } from '../portals';

const withId = (environment: Environment, id: string): Environment => ({ ...environment, id });

/** A field whose refused numbers lead to the environments' new ids. */
function withUses(field: IssuingField, next: ReadonlyMap<string, string>): IssuingField {
  if (field.rule.is !== 'phone') return field;
  const refusedPrefixes = field.rule.refusedPrefixes.flatMap(({ prefix, use }) => {
    const known = next.get(use);
    return known === undefined ? [] : [{ prefix, use: known }];
  });
  return { ...field, rule: { is: 'phone', refusedPrefixes } };
}

/**
 * Gives a portal and its environments other ids, so that they meet nobody else's.
 *
 * @param portal whose ids mean nothing outside of it: a template's, a file's
 * @param id of the portal from now on; environments get theirs from it, by their places
 * @returns the same portal, whatever in it points to an environment included; what points elsewhere is left out
 */
export function withIds(portal: Portal, id: string): Portal {
  const { environments, issuing } = portal;
  const idAt = (at: number) => `${id}/${at + 1}`;
  const next = new Map(environments.map((environment, at) => [environment.id, idAt(at)]));
  const environment = issuing ? next.get(issuing.environment) : undefined;
  return {
    ...portal,
    id,
    environments: environments.map((each, at) => withId(each, idAt(at))),
    issuing:
      issuing && environment !== undefined
        ? { ...issuing, environment, fields: issuing.fields.map((field) => withUses(field, next)) }
        : null,
  };
}

/** Of 128 bits: as many as nobody finds another text for. */
const ID_BYTES = 16;

/**
 * The id of a portal that is about to be added: the same in every browser, so that keys from a file find their environments there. And of no
 * other servers, whoever makes them up: the keys would go to those.
 *
 * @param portal with the name and the base URLs that it is added with
 * @param isTaken whether another portal has an id
 * @param newId makes one that nobody has
 */
export async function lastingId(
  { name, environments }: Pick<Portal, 'name' | 'environments'>,
  isTaken: (id: string) => boolean,
  newId: () => string,
): Promise<string> {
  const text = JSON.stringify([name, ...environments.map(({ baseUrl }) => baseUrl)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const id = `p-${Array.from(digest.slice(0, ID_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  return isTaken(id) ? `${id}-${newId()}` : id;
}

/** Of a portal that isn't added: nobody looks anything up by it. */
const PLACEHOLDER = 'portal';

/** Its site is asked for like any other's, and whether it is filled by itself is for the person to say. */
const asOptional = (environment: Environment): Environment => ({
  ...environment,
  hostAccess: 'optional',
  fillsByItself: false,
});

/**
 * A portal as it comes from somebody else: ids that mean nothing, and nothing that only ours may have or that the person has to decide.
 *
 * @param portal parsed
 */
export function asStranger(portal: Portal): Portal {
  const renamed = withIds(portal, PLACEHOLDER);
  return { ...renamed, environments: renamed.environments.map(asOptional) };
}
