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
function build(document: Document, t: Translate) {
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
  pill.setAttribute('aria-label', t('pill.name'));
  const dot = add(pill, 'button', 'dot');
  const words = add(pill, 'div', 'words');
  const text = add(words, 'span', 'text');
  text.setAttribute('role', 'status');
  const timer = add(words, 'span', 'timer');
  timer.setAttribute('role', 'timer');
  timer.setAttribute('aria-label', t('pill.timeLeft'));
  const button = add(pill, 'button', 'action');
  dot.type = 'button';
  button.type = 'button';
  return { host, dot, text, timer, button };
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

  function drawFold({ host, dot }: ReturnType<typeof build>): void {
    host.toggleAttribute('data-folded', isFolded);
    const label = t(isFolded ? 'pill.unfold' : 'pill.fold');
    dot.setAttribute('aria-label', label);
    dot.setAttribute('aria-expanded', String(!isFolded));
    dot.title = isFolded && model ? model.text : label;
  }

  function tick(): void {
    if (!parts) return;
    const left = model?.until == null ? null : model.until - now();
    parts.timer.hidden = left === null;
    say(parts.timer, left === null ? '' : minutesAndSeconds(left));
  }

  function fold(folded: boolean): void {
    isFolded = folded;
    if (parts) drawFold(parts);
  }

  function make(): ReturnType<typeof build> {
    const made = build(document, t);
    made.dot.addEventListener('click', (event) => {
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

    /** @param next what to show; `null` takes the pill off the page */
    show(next: PillModel | null): void {
      model = next;
      if (!next) return parts?.host.remove();
      parts ??= make();
      const { host, text, button } = parts;
      const { state, environment, kind, tone } = next;
      Object.assign(host.dataset, { state, environment, kind, tone });
      say(text, next.text);
      say(button, next.button?.label ?? '');
      button.hidden = !next.button;
      drawFold(parts);
      tick();
      // In the page's root, so that no layout of the page moves and no framework of the page takes it out.
      if (!host.isConnected) document.documentElement.append(host);
      ticking ??= document.defaultView?.setInterval(tick, TICK_MS);
    },
  };
}
