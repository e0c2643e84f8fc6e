/**
 * Waits for something to appear in the page. One childList observer with one cheap check a batch: measured at 1–3 ms in all over the
 * load of the largest docs (renderers.md, section 5). It can't see into shadow roots, and needn't.
 *
 * @param root where nodes come and go
 * @param isThere the check; asked at once, then after each change
 * @param deadlineMs when to give up, in ms
 * @param onEnd told once whether it appeared
 * @returns ends the watch without a word
 */
export const watch = (
  root: Node,
  isThere: () => boolean,
  deadlineMs: number,
  onEnd: (appeared: boolean) => void = () => undefined,
): (() => void) => {
  if (isThere()) {
    onEnd(true);
    return () => undefined;
  }
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  const end = (appeared: boolean) => {
    stop();
    onEnd(appeared);
  };
  const observer = new MutationObserver(() => {
    if (isThere()) end(true);
  });
  const timer = setTimeout(end, deadlineMs, false);
  observer.observe(root, { childList: true, subtree: true });
  return stop;
};

/** `watch` as a promise: resolves within microtasks where the page's change does. */
export const appears = (root: Node, isThere: () => boolean, deadlineMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    watch(root, isThere, deadlineMs, resolve);
  });
