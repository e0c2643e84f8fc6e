/** From so many keys of an environment on, they can be searched. */
export const SEARCH_FROM = 8;

/**
 * @param key what is shown of a key
 * @param text what a person looks for: each of its words must be somewhere in label, organization or tail
 */
export function isFound(
  { label, organization, tail }: { readonly label: string; readonly organization: string; readonly tail: string },
  text: string,
): boolean {
  const shown = `${label} ${organization} ${tail}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => shown.includes(word));
}
