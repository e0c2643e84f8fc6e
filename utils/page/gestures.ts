/** How often use is told. ms. */
const USE_STEP_MS = 60_000;
/** A Try may take the API this long to answer. ms. */
const RECENT_MS = 60_000;

/**
 * Notices when a person uses the page, by events that a script can't make.
 *
 * @param target the page's window
 * @param now ms since the epoch
 * @param onUse called at an event, at most once a minute
 * @param onGesture called at each event, before the page hears of it
 * @returns whether that was less than a minute ago
 */
export function watchGestures(
  target: Pick<EventTarget, 'addEventListener'>,
  now: () => number,
  onUse: () => void,
  onGesture: () => void = () => undefined,
): () => boolean {
  let last = -Infinity;
  let toldAt = -Infinity;
  const notice = ({ isTrusted }: Event) => {
    if (!isTrusted) return;
    onGesture();
    last = now();
    if (last - toldAt < USE_STEP_MS) return;
    toldAt = last;
    onUse();
  };
  target.addEventListener('pointerdown', notice, { capture: true, passive: true });
  target.addEventListener('keydown', notice, { capture: true, passive: true });
  return () => now() - last < RECENT_MS;
}
