import { minutesAndSeconds } from '../utils/i18n/time';
import type { Translate } from '../utils/i18n/translate';
import type { Standing } from '../utils/messaging/page-protocol';
import { isInTheWay } from '../utils/page/in-the-way';
import type { PillAction, PillModel } from '../utils/page/pill-model';
import { CORNERS, nearestCorner, type PillPlace } from '../utils/page/pill-place';
import css from './pill.css?inline';

/**
 * The pill on the docs page. Plain DOM and not Preact: a docs page's script has 40 kB for everything, and what changes here is
 * a few texts; they are changed in place, so that focus stays and nothing jumps.
 */
export interface PillDependencies {
  readonly document: Document;
  readonly t: Translate;
  /** ms since the epoch. */
  readonly now: () => number;
  /** A person pressed the button: only called for trusted events. */
  readonly onAction: (action: PillAction) => void;
  /** A person folded, unfolded, moved or hid the pill. */
  readonly onStand: (standing: Standing) => void;
}

const TICK_MS = 250;
/** How far a pressed pointer moves until it drags. px. */
const DRAG_FROM = 6;
/** After these has the page come to rest, and something may lie under the pill that can't be reached; not told by every page's scrolling. */
const STIRS = ['scroll', 'wheel', 'keyup', 'pointerup', 'focusin', 'resize'];
const REST_MS = 400;

const add = <K extends keyof HTMLElementTagNameMap>(parent: Element | ShadowRoot, tag: K, part: string) => {
  const element = parent.ownerDocument.createElement(tag);
  element.id = part;
  element.className = part;
  parent.append(element);
  return element;
};

const addButton = (parent: Element, part: string) => {
  const button = add(parent, 'button', part);
  button.type = 'button';
  return button;
};

/**
 * The pill's elements, under a closed shadow root. Made in a document of their own, where no element is the page's: one that a page has defined
 * under our name could look into the root, put the focus on what is in it, or have a root before us.
 */
function build(document: Document) {
  const host = document.implementation.createHTMLDocument('').createElement('novapost-authorizer');
  const root = host.attachShadow({ mode: 'closed' });
  add(root, 'style', '').textContent = css;
  const pill = add(root, 'section', 'pill');
  const body = add(pill, 'div', 'body');
  const words = add(body, 'div', 'words');
  const text = add(words, 'span', 'text');
  text.setAttribute('role', 'status');
  const timer = add(words, 'span', 'timer');
  timer.setAttribute('role', 'timer');
  const button = addButton(body, 'action');
  const more = addButton(pill, 'more');
  const folder = addButton(pill, 'fold');
  return { host, root, pill, text, timer, button, more, folder };
}

/** What is behind the pill's dots. */
function buildMenu(pill: Element) {
  const menu = add(pill, 'div', 'menu');
  const corners = CORNERS.map(([corner, arrow, name]) => {
    const each = addButton(menu, 'corner');
    each.id = corner;
    each.textContent = arrow;
    return { corner, name, button: each };
  });
  const hint = add(menu, 'p', 'hint');
  const hide = addButton(menu, 'hide');
  hide.setAttribute('aria-describedby', 'hint');
  return { menu, corners, hint, hide };
}

type Parts = ReturnType<typeof build>;
type Menu = ReturnType<typeof buildMenu>;

/** Changes a text only if it is another: a live region would read it again. */
const say = (element: HTMLElement, words: string) => {
  if (element.textContent !== words) element.textContent = words;
};

/** For screen readers and, as a button with nothing but a sign on it, for the eyes. */
const name = (element: HTMLElement, label: string, title = label) => {
  element.setAttribute('aria-label', label);
  element.title = title;
};

/** Only what a person does. */
const onClick = (button: HTMLElement, then: () => void) =>
  button.addEventListener('click', ({ isTrusted }) => isTrusted && then());

/**
 * Lets a pointer drag the pill. Once it drags, the pointer is the pill's, and what it was pressed on isn't clicked.
 *
 * @param view the page's window
 * @param pill what is dragged
 * @param drop called with the place of the pill's middle when it is let go, px in the viewport
 */
function letDrag(view: Window, pill: HTMLElement, drop: (x: number, y: number) => void): void {
  let from: PointerEvent | null = null;
  // A quick pointer has left the pill by the time that its first move is told.
  const drag = ({ clientX, clientY, pointerId, buttons, isTrusted }: PointerEvent) => {
    if (!from || !isTrusted || pointerId !== from.pointerId) return;
    const x = clientX - from.clientX;
    const y = clientY - from.clientY;
    if (buttons === 0) forget();
    else if (pill.style.translate || Math.hypot(x, y) >= DRAG_FROM) {
      pill.setPointerCapture(pointerId);
      pill.style.translate = `${x}px ${y}px`;
    }
  };
  const forget = () => {
    from = null;
    view.removeEventListener('pointermove', drag, { capture: true });
  };
  pill.addEventListener('pointerdown', (event) => {
    forget();
    if (!event.isTrusted || event.button !== 0) return;
    from = event;
    // Only now: a page that hears of each move costs its people more.
    view.addEventListener('pointermove', drag, { capture: true, passive: true });
  });
  pill.addEventListener('lostpointercapture', () => {
    const { x, y, width, height } = pill.getBoundingClientRect();
    forget();
    pill.style.translate = '';
    drop(x + width / 2, y + height / 2);
  });
}

/**
 * The pill. Its elements are made at the first `show` that shows it, when the docs are drawn already.
 *
 * @param dependencies the page, the words, the clock, and who is told of clicks
 * @returns `show` what there is to say, and `stand`: how and whether to be there
 */
export function createPill({ document, t, now, onAction, onStand }: PillDependencies) {
  let parts: Parts | null = null;
  /** While it is open: most pages never see it. */
  let menu: Menu | null = null;
  let model: PillModel | null = null;
  let place: PillPlace = { folded: false, corner: 'bottom-right' };
  let isHidden = false;
  /** Folded by itself, because it is in the way; and whether the person wants it unfolded all the same. */
  let yields = false;
  let insisted = false;
  let size = { width: 0, height: 0 };

  const isFolded = () => place.folded || yields;

  function drawMenu({ corners, hint, hide }: Menu): void {
    for (const { corner, name: message, button } of corners) {
      name(button, t(message));
      button.setAttribute('aria-pressed', String(corner === place.corner));
    }
    say(hint, t('pill.hideHint'));
    say(hide, t('pill.hide'));
  }

  /** How the pill stands, and the words that go with it: they may be those of another language by now. */
  function drawPlace({ host, pill, more, folder }: Parts): void {
    host.lang = t('popup.language');
    host.toggleAttribute('data-folded', isFolded());
    host.dataset['corner'] = place.corner;
    pill.setAttribute('aria-label', t('pill.name'));
    const does = t(isFolded() ? 'pill.unfold' : 'pill.fold');
    name(folder, does, isFolded() && model ? model.text : does);
    folder.setAttribute('aria-expanded', String(!isFolded()));
    // A dot's name tells what the pill would.
    folder.setAttribute('aria-labelledby', isFolded() ? 'text fold' : 'fold');
    name(more, t('pill.more'));
    more.setAttribute('aria-expanded', String(menu !== null));
    if (menu) drawMenu(menu);
  }

  function tick(): void {
    if (!parts) return;
    const left = model?.until == null ? null : model.until - now();
    // A next try that is due needs no 00:00 beside its button; a token that is over does say so.
    parts.timer.hidden = left === null || (left <= 0 && model?.state === 'unavailable');
    say(parts.timer, left === null ? '' : minutesAndSeconds(left));
  }

  /** Folds while a control of the page can't be reached otherwise. */
  function yieldIfInTheWay({ host, root, pill }: Parts): void {
    const isUsed = host.matches(':hover') || Boolean(root.activeElement?.matches(':focus-visible'));
    if (place.folded || isUsed || !host.isConnected) return;
    const box = pill.getBoundingClientRect();
    if (!yields) size = box;
    // Folded, it has the same corner.
    const isTop = place.corner.startsWith('top');
    const left = place.corner.endsWith('left') ? box.left : box.right - size.width;
    const top = isTop ? box.top : box.bottom - size.height;
    pill.style.pointerEvents = 'none';
    const covers = isInTheWay(new DOMRect(left, top, size.width, size.height), isTop);
    pill.style.pointerEvents = '';
    insisted &&= covers;
    if (yields === (covers && !insisted)) return;
    yields = !yields;
    if (parts) drawPlace(parts);
  }

  function make(): Parts {
    const made = build(document);
    const { host, pill, button, more, folder } = made;
    const settle = (next: Partial<PillPlace>) => {
      place = { ...place, ...next };
      yields = false;
      drawPlace(made);
      onStand({ pill: place, hidden: isHidden });
    };
    const closeMenu = () => {
      menu?.menu.remove();
      menu = null;
      drawPlace(made);
    };
    const openMenu = () => {
      menu = buildMenu(pill);
      for (const { corner, button: each } of menu.corners) onClick(each, () => settle({ corner }));
      onClick(menu.hide, () => {
        isHidden = true;
        host.remove();
        closeMenu();
        settle({});
      });
      menu.menu.addEventListener('keydown', ({ key }) => {
        if (key !== 'Escape') return;
        closeMenu();
        more.focus();
      });
      drawPlace(made);
    };
    onClick(more, () => (menu ? closeMenu() : openMenu()));
    onClick(folder, () => {
      insisted = yields;
      settle({ folded: !isFolded() });
    });
    onClick(button, () => {
      // It was unfolded to be pressed.
      insisted = false;
      if (model?.button) onAction(model.button.action);
    });
    const view = document.defaultView;
    if (!view) return made;
    letDrag(view, pill, (x, y) => settle({ corner: nearestCorner(x, y, view.innerWidth, view.innerHeight) }));
    let resting = 0;
    const stir = () => {
      view.clearTimeout(resting);
      resting = view.setTimeout(() => yieldIfInTheWay(made), REST_MS);
    };
    for (const type of STIRS) view.addEventListener(type, stir, { capture: true, passive: true });
    view.setInterval(tick, TICK_MS);
    return made;
  }

  function show(next: PillModel): void {
    model = next;
    if (isHidden) return;
    parts ??= make();
    const { host, root, text, timer, button, folder } = parts;
    const { state, environment, kind, tone } = next;
    Object.assign(host.dataset, { state, environment, kind, tone });
    say(text, next.text);
    timer.setAttribute('aria-label', next.untilName);
    say(button, next.button?.label ?? '');
    // A keyboard stays where it was.
    if (!next.button && root.activeElement === button) folder.focus();
    button.hidden = !next.button;
    drawPlace(parts);
    tick();
    // In the page's root, so that no layout of the page moves and no framework of the page takes it out.
    if (!host.isConnected) document.documentElement.append(host);
  }

  return {
    /** @param next what to show */
    show,

    /** @param standing how the pill stands, and whether it is there at all */
    stand(standing: Standing): void {
      const { folded, corner } = standing.pill;
      if (folded === place.folded && corner === place.corner && standing.hidden === isHidden) return;
      place = standing.pill;
      isHidden = standing.hidden;
      if (isHidden) parts?.host.remove();
      else if (model) show(model);
    },
  };
}
