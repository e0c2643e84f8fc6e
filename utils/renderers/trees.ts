import { quietly } from './guards';

/** The document, or what hangs on an element as its shadow root. */
export type Tree = Document | ShadowRoot;

/**
 * Tells of every tree of a page: the document, and each shadow root as it is made, also closed ones, which nobody can reach later. So
 * it has to run before the page's first script. Not told of: roots that the page's HTML declares (`shadowrootmode`), since nothing calls a function
 * for them.
 *
 * @param isWanted asked of the element that gets a root
 * @param onTree called in the turn in which a tree is there
 */
export const watchTrees = (isWanted: (host: Element) => boolean, onTree: (tree: Tree) => void): void => {
  const own = Object.getOwnPropertyDescriptor(Element.prototype, 'attachShadow');
  const native: unknown = own?.value;
  if (typeof native === 'function') {
    // A proxy has the native function's name, length and text.
    const value = new Proxy(native, {
      apply: (target, host: unknown, args: unknown[]): unknown => {
        const root: unknown = Reflect.apply(target, host, args);
        quietly(() => host instanceof Element && root instanceof ShadowRoot && isWanted(host) && onTree(root));
        return root;
      },
    });
    Object.defineProperty(Element.prototype, 'attachShadow', { ...own, value });
  }
  onTree(document);
};
