/**
 * Reading what belongs to the page. Everything here comes from a renderer's own objects, whose shape is known from its sources
 * and never certain, so nothing is cast: paths are walked and methods called only where they exist.
 */

/** @returns whether a value can have properties */
export const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * @param value anything
 * @param keys a path into it
 * @returns what is there, or `undefined` where the path ends early; throws only what a getter of the page throws
 */
export const at = (value: unknown, ...keys: readonly string[]): unknown => {
  let current = value;
  for (const key of keys) {
    if (!isObject(current)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
};

/**
 * @param target the object that has the method
 * @param method its name
 * @param args what it is called with
 * @returns what the method returns, or `undefined` if there is none; throws what the method throws
 */
export const call = (target: unknown, method: string, ...args: readonly unknown[]): unknown => {
  const found = at(target, method);
  return typeof found === 'function' ? Reflect.apply(found, target, args) : undefined;
};

/** @returns the text, or '' for anything else */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Runs what may meet an object of an unexpected shape: nothing of ours may throw into the page.
 *
 * @param work what to do
 * @param fallback the result when it throws
 */
export const quietly = <T>(work: () => T, fallback: T): T => {
  try {
    return work();
  } catch {
    return fallback;
  }
};
