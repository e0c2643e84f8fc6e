import { minutesAndSeconds } from '../utils/i18n/time';
import type { Translate } from '../utils/i18n/translate';
import type { PillAction, PillModel } from '../utils/page/pill-model';
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
  /** A person folded or unfolded the pill. */
  readonly onFold: (folded: boolean) => void;
}

const TICK_MS = 250;

/** The pill's elements, under a closed shadow root. */
function build(document: Document) {
  const host = document.createElement('novapost-authorizer');
  const root = host.attachShadow({ mode: 'closed' });
  const add = <K extends keyof HTMLElementTagNameMap>(parent: ParentNode, tag: K, part: string) => {
    const element = document.createElement(tag);
    element.className = part;
    parent.append(element);
    return element;
  };
  add(root, 'style', '').textContent = css;
  const pill = add(root, 'section', 'pill');
  const body = add(pill, 'div', 'body');
  const words = add(body, 'div', 'words');
  const text = add(words, 'span', 'text');
  text.setAttribute('role', 'status');
  const timer = add(words, 'span', 'timer');
  timer.setAttribute('role', 'timer');
  const button = add(body, 'button', 'action');
  const folder = add(pill, 'button', 'fold');
  button.type = 'button';
  folder.type = 'button';
  return { host, root, pill, text, timer, button, folder };
}

/** Changes a text only if it is another: a live region would read it again. */
const say = (element: HTMLElement, words: string) => {
  if (element.textContent !== words) element.textContent = words;
};

/**
 * The pill. Its elements are made at the first `show`, when the docs are drawn already.
 *
 * @param dependencies the page, the words, the clock, and who is told of clicks
 * @returns `show` and `fold`
 */
export function createPill({ document, t, now, onAction, onFold }: PillDependencies) {
  let parts: ReturnType<typeof build> | null = null;
  let model: PillModel | null = null;
  let isFolded = false;
  let ticking: number | undefined;

  function drawFold({ host, folder }: ReturnType<typeof build>): void {
    host.toggleAttribute('data-folded', isFolded);
    const label = t(isFolded ? 'pill.unfold' : 'pill.fold');
    folder.setAttribute('aria-label', label);
    folder.setAttribute('aria-expanded', String(!isFolded));
    folder.title = isFolded && model ? model.text : label;
  }

  function tick(): void {
    if (!parts) return;
    const left = model?.until == null ? null : model.until - now();
    // A next try that is due needs no 00:00 beside its button; a token that is over does say so.
    parts.timer.hidden = left === null || (left <= 0 && model?.state === 'unavailable');
    say(parts.timer, left === null ? '' : minutesAndSeconds(left));
  }

  function fold(folded: boolean): void {
    isFolded = folded;
    if (parts) drawFold(parts);
  }

  function make(): ReturnType<typeof build> {
    const made = build(document);
    made.folder.addEventListener('click', (event) => {
      if (!event.isTrusted) return;
      fold(!isFolded);
      onFold(isFolded);
    });
    made.button.addEventListener('click', (event) => {
      if (event.isTrusted && model?.button) onAction(model.button.action);
    });
    return made;
  }

  return {
    fold,

    /** @param next what to show */
    show(next: PillModel): void {
      model = next;
      parts ??= make();
      const { host, root, pill, text, timer, button, folder } = parts;
      const { state, environment, kind, tone } = next;
      // The docs around it may be in another language, and a person can choose another for us while it is there.
      host.lang = t('popup.language');
      pill.setAttribute('aria-label', t('pill.name'));
      Object.assign(host.dataset, { state, environment, kind, tone });
      say(text, next.text);
      timer.setAttribute('aria-label', next.untilName);
      say(button, next.button?.label ?? '');
      // A keyboard stays where it was.
      if (!next.button && root.activeElement === button) folder.focus();
      button.hidden = !next.button;
      drawFold(parts);
      tick();
      // In the page's root, so that no layout of the page moves and no framework of the page takes it out.
      if (!host.isConnected) document.documentElement.append(host);
      ticking ??= document.defaultView?.setInterval(tick, TICK_MS);
    },
  };
}
