/**
 * Reading what belongs to the page. Everything here comes from a renderer's own objects, whose shape is known from its sources
 * and never certain, so nothing is cast: paths are walked and methods called only where they exist.
 */

/** @returns whether a value can have properties */
export const isObject = (value: unknown): value is object => Object(value) === value;

/**
 * @param value anything
 * @param keys a path into it
 * @returns what is there, or `undefined` where the path ends early; throws only what a getter of the page throws
 */
export const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (isObject(inner) ? Reflect.get(inner, key) : undefined), value);

/**
 * @param found perhaps a function
 * @param self its `this`
 * @param args what it is called with
 * @returns what it returns, or `undefined` if it isn't one; throws what it throws
 */
export const invoke = (found: unknown, self: unknown, args: readonly unknown[]): unknown =>
  typeof found === 'function' ? Reflect.apply(found, self, args) : undefined;

/** `invoke` for the method of an object. */
export const call = (target: unknown, method: string, ...args: readonly unknown[]): unknown =>
  invoke(at(target, method), target, args);

/** @returns the text, or '' for anything else */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @returns a list's entries, none for anything else */
export const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * Runs what may meet an object of an unexpected shape: nothing of ours may throw into the page.
 *
 * @param work what to do
 * @returns its result, or `null` when it throws
 */
export const quietly = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

/**
 * Takes an entry out of a JSON object in the page's localStorage and leaves the others; nothing is ever put in.
 *
 * @param key localStorage's key
 * @param name the entry
 * @param token only if the entry's `value` is this; whatever it is without
 */
export const forgetStored = (key: string, name: string, token?: string): void => {
  quietly(() => {
    const stored: unknown = JSON.parse(`${localStorage.getItem(key)}`);
    const entry = at(stored, name);
    if (isObject(stored) && entry && (!token || at(entry, 'value') === token)) {
      Reflect.deleteProperty(stored, name);
      localStorage.setItem(key, JSON.stringify(stored));
    }
  });
};
