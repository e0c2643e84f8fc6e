import { at, call, isObject, quietly, text } from './guards';

/**
 * Finding Swagger UI's "system" (its actions, selectors and store), which the library itself puts nowhere: `window.ui` is the page's own
 * habit, a top-level `const ui` is reachable by name only, and else React knows it. Measured on 3.52.5 (React 15), 4.19.1 and
 * 5.0.0 (17), 5.17.14 and 5.35.0 (18).
 */

/** A `const ui` of the page's script: not a property of window. */
declare const ui: unknown;

const isSystem = (value: unknown): value is object =>
  ['preauthorizeApiKey', 'getStore', 'getConfigs'].every((method) => typeof at(value, method) === 'function') &&
  isObject(at(value, 'authSelectors')) &&
  isObject(at(value, 'specSelectors'));

/** `typeof` still throws while the page's script is before its `const`, and for ever if that threw. */
const lexicalUi = (): unknown => quietly(() => (typeof ui === 'undefined' ? undefined : ui), undefined);

/** Up from React's record of an element: `memoizedProps`/`return` from React 16 on, `_instance`/`_owner` in React 15. */
const systemAbove = (record: unknown): object | null => {
  let node = record;
  for (let level = 0; level < 40 && isObject(node); level += 1) {
    const props = at(node, 'memoizedProps') ?? at(node, '_instance', 'props');
    const system = call(props, 'getSystem');
    if (isSystem(system)) return system;
    node = at(node, 'return') ?? at(node, '_currentElement', '_owner');
  }
  return null;
};

const systemInReact = (element: Element): object | null => {
  const key = Object.getOwnPropertyNames(element).find((name) => /^__react(Fiber|InternalInstance)\$/.test(name));
  return key === undefined ? null : systemAbove(at(element, key));
};

/**
 * @param page the page's window
 * @param root the `.swagger-ui` element
 * @returns the system, or `null` if the page keeps it to itself
 */
export const findSystem = (page: Window, root: Element): object | null =>
  quietly(() => [at(page, 'ui'), lexicalUi()].find(isSystem) ?? systemInReact(root), null);

/** @returns Immutable's map or list as a plain object; `undefined` for anything else */
export const plainly = (value: unknown): unknown => call(value, 'toJS');

/** @returns the spec as Immutable data once it is loaded, else `null` */
export const loadedSpec = (system: object): object | null => {
  const selectors = at(system, 'specSelectors');
  if (call(selectors, 'loadingStatus') !== 'success') return null;
  const spec = call(selectors, 'specJson');
  return isObject(spec) && Number(at(spec, 'size')) > 0 ? spec : null;
};

/** @returns URLs of the spec's servers, as they stand there */
export const serversOf = (system: object): string[] => {
  const list = plainly(call(loadedSpec(system), 'get', 'servers'));
  return Array.isArray(list) ? list.map((entry) => text(at(entry, 'url'))) : [];
};
