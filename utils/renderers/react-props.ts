import { at, isObject } from './guards';

/** React's record of an element is among its own few properties: 16 has the longer name, 17 to 19 the shorter. */
const RECORD = /^__react(?:Fiber|InternalInstance)\$/u;

const MOST_LEVELS = 500;

/**
 * The properties of the components around an element. React keeps two records of each, of which one is a render behind, and the way up leads
 * through either; only from the root down it is certain which one is the present.
 *
 * @param element an element that React has drawn
 * @returns the components' properties, innermost first; none for any other element
 */
export const propsAbove = (element: Element | null): unknown[] => {
  const key = element ? Object.getOwnPropertyNames(element).find((name) => RECORD.test(name)) : undefined;
  const path: unknown[] = [];
  let record = key ? at(element, key) : null;
  while (isObject(record) && path.length < MOST_LEVELS) {
    path.unshift(record);
    record = at(record, 'return');
  }
  const props: unknown[] = [];
  let present = at(path.shift(), 'stateNode', 'current');
  for (const node of path) {
    present = at(present, 'child');
    while (present && present !== node && at(present, 'alternate') !== node) present = at(present, 'sibling');
    props.unshift(at(present, 'memoizedProps'));
  }
  return props;
};
