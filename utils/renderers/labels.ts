/** Finding a field by the words that people see beside it, or that a screen reader says. */

/** Kinds of inputs that text is typed into. */
const TYPED = new Set(['text', 'password', 'search', 'url', 'email', 'tel', 'number']);

/** A field that takes text. */
export type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * @param label what is seen
 * @returns what is compared: no case, single blanks, nothing of what is only set around a label ("Token:", "Token *")
 */
export const plainLabel = (label: string): string =>
  label
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/[\s:*]+$/, '');

const isField = (element: Element): element is Field =>
  (element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && TYPED.has(element.type))) &&
  !element.readOnly &&
  !element.disabled;

/** A label's own words, without those of the control that it is around. */
const wordsOf = (label: Element): string => {
  const copy = label.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  for (const control of copy.querySelectorAll('input, textarea, select, button, script, style')) control.remove();
  return copy.textContent ?? '';
};

/** All that a field is known by. */
const labelsOf = (field: Field): readonly string[] => {
  const tree = field.getRootNode();
  const ids = field.getAttribute('aria-labelledby')?.trim().split(/\s+/) ?? [];
  const named =
    tree instanceof Document || tree instanceof ShadowRoot ? ids.map((id) => tree.getElementById(id)?.textContent) : [];
  return [
    named.join(' '),
    field.getAttribute('aria-label') ?? '',
    ...[...(field.labels ?? [])].map(wordsOf),
    field.placeholder,
  ];
};

/**
 * @param label what the field is known by: its label, `aria-label`, `aria-labelledby` or placeholder
 * @param trees where to look
 * @returns the first such field that can be typed into, or `null` for none
 */
export const findField = (label: string, trees: readonly ParentNode[]): Field | null => {
  const wanted = plainLabel(label);
  const isWanted = (field: Field) => labelsOf(field).some((one) => plainLabel(one) === wanted);
  for (const tree of trees)
    for (const element of tree.querySelectorAll('input, textarea'))
      if (isField(element) && isWanted(element)) return element;
  return null;
};
