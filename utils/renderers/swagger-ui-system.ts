import { findAll } from './dom';
import { at, call, quietly } from './guards';

/**
 * Finding Swagger UI's "system" (its actions, selectors and store), which the library itself puts nowhere: `window.ui` is the page's own
 * habit, a top-level `const ui` is reachable by name only, and else React knows it. Measured on 3.52.5 (React 15), 4.19.1 and
 * 5.0.0 (17), 5.17.14 and 5.35.0 (18).
 */

/** A `const ui` of the page's script: not a property of window, though the name finds that one too. */
declare const ui: unknown;

const isSystem = (value: unknown) => at(value, 'authActions') && at(value, 'specSelectors');

/** Up from React's record of an element: `memoizedProps`/`return` from React 16 on, `_instance`/`_owner` in React 15. */
const systemAbove = (record: unknown): unknown => {
  let node = record;
  for (let level = 0; level < 40; level += 1) {
    const system = call(at(node, 'memoizedProps') ?? at(node, '_instance', 'props'), 'getSystem');
    if (isSystem(system)) return system;
    node = at(node, 'return') ?? at(node, '_currentElement', '_owner');
  }
  return null;
};

/**
 * React's record of an element is among its own few properties, under a name with a random end.
 *
 * @returns the system that drew a `.swagger-ui`, or nothing where React keeps it to itself
 */
export const systemOf = (root: Element): unknown =>
  Object.getOwnPropertyNames(root)
    .map((key) => systemAbove(at(root, key)))
    .find(Boolean);

/**
 * Every `.swagger-ui`: 3.52.5 draws one inside the other, and only the inner one's owner is known to the React that made it
 * (the standalone layout comes in a bundle with a React of its own).
 *
 * @returns the system, or nothing while there is none or where the page keeps it to itself
 */
export const findSystem = (): unknown => {
  const roots = findAll('.swagger-ui');
  // Asked at each change of any page: one that draws something else is left at once.
  if (!roots[0]) return null;
  // Throws before the page's `const`, and for ever if that threw.
  const named = quietly(() => ui);
  if (isSystem(named)) return named;
  return roots.map(systemOf).find(Boolean);
};
