/** What a person works a page with. */
const CONTROLS = 'a,button,input,select,textarea,summary,[tabindex="0"]';
/** How close to each other the points lie at which the page is felt for controls; none that can be hit is smaller. px. */
const STEP = 14;

const rootOf = (element: Element) => element.getRootNode();

/** What the page has at a point, also within its open shadow roots. */
function elementAt(root: Document | ShadowRoot, besides: Element, x: number, y: number): Element | undefined {
  // Other trees' elements are listed too.
  const found = root.elementsFromPoint(x, y).find((each) => each !== besides && rootOf(each) === root);
  return (found?.shadowRoot && elementAt(found.shadowRoot, besides, x, y)) ?? found;
}

const parentOf = (element: Element): Element | null => {
  const root = rootOf(element);
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
};

/** Whether a person can scroll an element so far up (`need` px; down, if negative). */
function canScroll(element: Element, need: number): boolean {
  for (let each: Element | null = element; each; each = parentOf(each)) {
    const { overflowY, position } = getComputedStyle(each);
    const isScroller = each === document.scrollingElement || overflowY === 'auto' || overflowY === 'scroll';
    const room = need < 0 ? each.scrollTop : each.scrollHeight - each.clientHeight - each.scrollTop;
    if (isScroller && room > Math.abs(need)) return true;
    if (position === 'fixed') return false;
  }
  return false;
}

/**
 * Whether something of ours keeps a person from a control of the page: it lies over the control's middle, and the control has the
 * keyboard or can't be scrolled from under it.
 *
 * @param host our element
 * @param area what it covers, px in the viewport
 * @param isTop whether that is at the viewport's top: controls are scrolled down from there
 */
export function isInTheWay(host: Element, { left, top, right, bottom }: DOMRect, isTop: boolean): boolean {
  const controls = new Set<Element>();
  for (let x = left; x < right; x += STEP)
    for (let y = top; y < bottom; y += STEP) {
      const control = elementAt(document, host, x, y)?.closest(CONTROLS);
      if (control) controls.add(control);
    }
  return [...controls].some((control) => {
    const box = control.getBoundingClientRect();
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    const covered = x > left && x < right && y > top && y < bottom;
    return covered && (control.matches(':focus') || !canScroll(control, isTop ? y - bottom : y - top));
  });
}
