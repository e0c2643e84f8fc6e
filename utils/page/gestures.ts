/** A Try may take the API this long to answer. ms. */
const RECENT_MS = 60_000;

/**
 * Notices when a person uses the page, by events that a script can't make.
 *
 * @param target the page's window
 * @param now ms since the epoch
 * @returns whether that was less than a minute ago
 */
export function watchGestures(target: Pick<EventTarget, 'addEventListener'>, now: () => number): () => boolean {
  let last = -Infinity;
  const notice = ({ isTrusted }: Event) => {
    if (isTrusted) last = now();
  };
  target.addEventListener('pointerdown', notice, { capture: true, passive: true });
  target.addEventListener('keydown', notice, { capture: true, passive: true });
  return () => now() - last < RECENT_MS;
}
