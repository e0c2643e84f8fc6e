import type { KeyIssuing } from '../portals';

/** A phone number as a person may write it. Characters. */
const LONGEST_PHONE = 64;

/**
 * @param issuing how a portal makes keys, if it does
 * @returns the name of the only field, if that is a phone number: then there is a form of its own for it
 */
export function phoneField(issuing: KeyIssuing | null): string | null {
  const [first, ...others] = issuing?.fields ?? [];
  return first?.rule.is === 'phone' && others.length === 0 ? first.name : null;
}

/**
 * @param issuing how a portal makes keys
 * @param entered what a person has typed, by the fields' names
 * @returns what the background is asked with: a value for each field, and nothing longer than it may be said to be too long
 */
export const valuesOf = ({ fields }: KeyIssuing, entered: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    fields.map(({ name, rule }) => [
      name,
      (entered[name] ?? '').trim().slice(0, rule.is === 'phone' ? LONGEST_PHONE : rule.longest + 1),
    ]),
  );
