import type { Environment, IssuingField, KeyIssuing, Portal } from '../portals';

const withId = (environment: Environment, id: string): Environment => ({ ...environment, id });

/** What an environment's id becomes; `undefined`: what points to it is left out. */
type Renaming = (id: string) => string | undefined;

/** A field whose refused numbers lead to the environments' new ids. */
function withUses(field: IssuingField, rename: Renaming): IssuingField {
  if (field.rule.is !== 'phone') return field;
  const refusedPrefixes = field.rule.refusedPrefixes.flatMap(({ prefix, use }) => {
    const known = rename(use);
    return known === undefined ? [] : [{ prefix, use: known }];
  });
  return { ...field, rule: { is: 'phone', refusedPrefixes } };
}

/**
 * @param issuing how keys are made, if they are
 * @param rename what the ids of environments become
 * @returns the same with those ids; `null` without the environment that the keys are for
 */
export function issuingWithIds(issuing: KeyIssuing | null, rename: Renaming): KeyIssuing | null {
  const environment = issuing ? rename(issuing.environment) : undefined;
  return issuing && environment !== undefined
    ? { ...issuing, environment, fields: issuing.fields.map((field) => withUses(field, rename)) }
    : null;
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
  return {
    ...portal,
    id,
    environments: environments.map((each, at) => withId(each, idAt(at))),
    issuing: issuingWithIds(issuing, (each) => next.get(each)),
  };
}

/** SHA-256 of a text, the first half of it: nobody finds another text that has the same. */
async function digestOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The id of a portal that is about to be added: the same in every browser, so that keys from a file find their environments there; and of no
 * portal at other addresses, or somebody's descriptor could have those keys.
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
  const id = `p-${await digestOf(JSON.stringify([name, ...environments.map(({ baseUrl }) => baseUrl)]))}`;
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
