/** A document as browsers have it; only some prerender. */
type Prerendered = Pick<EventTarget, 'addEventListener'> & { readonly prerendering?: boolean | undefined };

/**
 * Waits while a page is only prerendered: nobody looks at it, and the background answers none of its questions.
 *
 * @param document the page's
 * @param then called once, at once or as soon as the page is shown
 */
export function whenShown(document: Prerendered, then: () => void): void {
  if (document.prerendering) document.addEventListener('prerenderingchange', then, { once: true });
  else then();
}
