/** Short names for what the adapters by DOM do all the time. */

/** @returns the first element that matches, typed as what has clicks and focus */
export const find = (selector: string, within: ParentNode = document): HTMLElement | null =>
  within.querySelector(selector);

/** @returns all elements of the page that match */
export const findAll = (selector: string): Element[] => [...document.querySelectorAll(selector)];

/** @returns the text of the first element that matches, '' for none */
export const textOf = (selector: string, within?: ParentNode): string => find(selector, within)?.textContent ?? '';
