import { quietly } from './guards';
import type { createSeveral } from './several';
import { type Tree, watchTrees } from './trees';
import type { Renderer, RendererListeners } from './types';

/** One kind of docs. */
export interface Kind {
  /** What it is drawn in; of elements inside each other the outermost counts. */
  readonly selector: string;
  /**
   * Makes an adapter; `null` while there is nothing to adapt: asked again at each change of the page.
   * Instead of a function, `null` for docs that have nothing to fill in.
   */
  readonly find: ((listeners: RendererListeners, element: Element) => Renderer | null) | null;
}

/** More nodes than that in a batch, perhaps inside each other, are looked through tree by tree. */
const MANY_NODES = 100;

/**
 * Finds all renderers of a page, whenever and in whatever tree they appear: an observer a tree looks through what is added, and nothing else. It never
 * gives up: a page may take minutes, or draw its docs after a click. Events tell the rest: `spec-loaded` that a RapiDoc is ready, in
 * the same turn, and a person's clicks and focus which renderer they use.
 *
 * @param kinds what to look for
 * @param several takes what is found
 * @param onNothing there are docs that have nothing to fill in, and no others so far
 * @param onTree called for each tree
 * @param onChange called after each change of one
 */
export const findAllRenderers = (
  kinds: readonly Kind[],
  several: ReturnType<typeof createSeveral>,
  onNothing: () => void,
  onTree: (tree: Tree) => void,
  onChange: () => void,
): void => {
  const selector = kinds.map((kind) => kind.selector).join();
  /** Drawn, but not yet to be adapted. */
  const pending = new Map<Element, NonNullable<Kind['find']>>();

  let isNothingTold = false;

  const tryPending = () => {
    for (const [element, find] of pending)
      if (element.isConnected && several.add(element, (listeners) => find(listeners, element))) pending.delete(element);
  };
  const consider = (element: unknown) => {
    if (!(element instanceof Element)) return;
    const kind = kinds.find((one) => element.matches(one.selector));
    if (!kind || several.has(element) || element.parentElement?.closest(kind.selector)) return;
    if (kind.find) pending.set(element, kind.find);
    else if (several.isEmpty() && !isNothingTold) {
      isNothingTold = true;
      onNothing();
    }
  };
  const considerWithin = (root: Node) => {
    if (!(root instanceof Element || root instanceof Document || root instanceof DocumentFragment)) return;
    for (const element of root.querySelectorAll(selector)) consider(element);
  };

  const onRecords = (records: readonly MutationRecord[]) => {
    const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
    if (added.length > MANY_NODES)
      for (const tree of new Set(records.map(({ target }) => target.getRootNode()))) considerWithin(tree);
    else
      for (const node of added) {
        consider(node);
        considerWithin(node);
      }
    if (records.some(({ removedNodes }) => removedNodes.length > 0))
      several.prune((element) => element instanceof Node && !element.isConnected);
    tryPending();
    onChange();
  };
  const observer = new MutationObserver((records) => quietly(() => onRecords(records)));

  const follow = (tree: Tree) => {
    observer.observe(tree, { childList: true, subtree: true });
    const listen = (type: string, listener: (event: Event) => void) =>
      tree.addEventListener(type, (event) => quietly(() => listener(event)), true);
    listen('spec-loaded', ({ target }) => {
      consider(target);
      tryPending();
    });
    for (const type of ['pointerdown', 'focusin'])
      listen(type, (event) => {
        if (event.isTrusted) several.use(event.composedPath());
      });
    considerWithin(tree);
    tryPending();
    onTree(tree);
  };
  // What a renderer draws into its own root holds no other one, and may be a hundred thousand nodes.
  watchTrees((host) => !host.matches(selector), follow);
};
