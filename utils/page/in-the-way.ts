/** What a person works a page with. */
const CONTROLS = 'a,button,input,select,textarea,summary,[tabindex="0"]';
/** How close to each other the points lie at which the page is felt for controls: a link is low, an icon narrow. px. */
const STEP = { x: 16, y: 10 };

/** A control whose middle is this close is covered as well: half of it is, and a pointer at its edge is ours. px. */
const NEAR = 6;

/** What the page has at a point, also within its open shadow roots. */
function elementAt(root: Document | ShadowRoot, x: number, y: number): Element | null {
  const found = root.elementFromPoint(x, y);
  const inner = found?.shadowRoot;
  return (inner && inner !== root && elementAt(inner, x, y)) || found;
}

function focused(root: Document | ShadowRoot): Element | null {
  const found = root.activeElement;
  return (found?.shadowRoot && focused(found.shadowRoot)) || found;
}

const parentOf = (element: Element): Element | null => {
  const root = element.getRootNode();
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
 * keyboard or can't be scrolled from under it. Feeling for controls takes a page like RapiDoc's its time, so it is done only where the
 * page can't be scrolled on.
 *
 * @param area what ours covers, px in the viewport; ours must let pointers through meanwhile
 * @param isTop whether that is at the viewport's top: controls are scrolled down from there
 */
export function isInTheWay({ left, top, right, bottom, width, height }: DOMRect, isTop: boolean): boolean {
  const middleOf = (element: Element) => {
    const box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };
  const isCovered = (element: Element) => {
    const { x, y } = middleOf(element);
    return x > left - NEAR && x < right + NEAR && y > top - NEAR && y < bottom + NEAR;
  };
  const keyboard = focused(document);
  if (keyboard?.matches(CONTROLS) && isCovered(keyboard)) return true;
  const beneath = elementAt(document, left + width / 2, top + height / 2);
  if (!beneath || canScroll(beneath, isTop ? -height : height)) return false;
  const controls = new Set<Element>();
  for (let x = left + STEP.x / 2; x < right; x += STEP.x)
    for (let y = top + STEP.y / 2; y < bottom; y += STEP.y) {
      const control = elementAt(document, x, y)?.closest(CONTROLS);
      if (control) controls.add(control);
    }
  return [...controls].some(
    (control) => isCovered(control) && !canScroll(control, middleOf(control).y - (isTop ? bottom + NEAR : top - NEAR)),
  );
}
