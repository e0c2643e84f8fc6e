/**
 * Waits for something to appear in the page. One childList observer with one cheap check a batch: measured at 1–3 ms in all over the
 * load of the largest docs. It can't see into shadow roots, and needn't.
 *
 * @param root where nodes come and go
 * @param isThere the check; asked at once, then after each change
 * @param onEnd told once whether it appeared
 * @param deadlineMs when to give up, in ms: what hasn't come by then doesn't come
 * @returns ends the watch without a word
 */
export const watch = (
  root: Node,
  isThere: () => boolean,
  onEnd?: (appeared: boolean) => void,
  deadlineMs = 60_000,
): (() => void) => {
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  const end = (appeared: boolean) => {
    stop();
    onEnd?.(appeared);
  };
  const look = () => {
    if (isThere()) end(true);
  };
  const observer = new MutationObserver(look);
  const timer = setTimeout(end, deadlineMs, false);
  observer.observe(root, { childList: true, subtree: true });
  look();
  return stop;
};

/**
 * `watch` as a promise, for what React draws: within microtasks. 1 s is far longer than that takes, so that a page which hides the
 * part doesn't hold us for ever.
 */
export const appears = (root: Node, isThere: () => boolean): Promise<boolean> =>
  new Promise((resolve) => {
    watch(root, isThere, resolve, 1000);
  });
