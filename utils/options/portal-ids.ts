import type { Portal } from '../portals';

/**
 * Gives a portal and its environments other ids, so that they meet nobody else's.
 *
 * @param portal whose ids mean nothing outside of it: a template's, a file's
 * @param id of the portal from now on; environments get theirs from it, by their places
 * @returns the same portal, whatever in it points to an environment included; what points elsewhere is left out
 */
export function withIds(portal: Portal, id: string): Portal {
  const { environments, issuing } = portal;
  const next = new Map(environments.map((environment, at) => [environment.id, `${id}/${at + 1}`]));
  const issuingIn = issuing && next.get(issuing.environment);
  return {
    ...portal,
    id,
    environments: environments.map((environment, at) => ({ ...environment, id: `${id}/${at + 1}` })),
    issuing:
      issuing && issuingIn !== undefined && issuingIn !== null
        ? {
            ...issuing,
            environment: issuingIn,
            fields: issuing.fields.map((field) => {
              if (field.rule.is !== 'phone') return field;
              const refusedPrefixes = field.rule.refusedPrefixes.flatMap(({ prefix, use }) => {
                const known = next.get(use);
                return known === undefined ? [] : [{ prefix, use: known }];
              });
              return { ...field, rule: { is: 'phone' as const, refusedPrefixes } };
            }),
          }
        : null,
  };
}

/** Of a portal that isn't added: nobody looks anything up by it. */
const PLACEHOLDER = 'portal';

/**
 * A portal as it comes from somebody else: ids that mean nothing, and nothing that only ours may have or that the person has to decide.
 *
 * @param portal parsed
 */
export const asStranger = (portal: Portal): Portal => {
  const { environments, ...rest } = withIds(portal, PLACEHOLDER);
  return {
    ...rest,
    environments: environments.map((each) => ({ ...each, hostAccess: 'optional', fillsByItself: false })),
  };
};
