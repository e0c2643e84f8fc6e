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

/**
 * Makes the pill's elements under a closed shadow root; they are in the page from the first `show`.
 *
 * @param dependencies the page, the words, the clock, and who is told of clicks
 * @returns `show` and `fold`
 */
export function createPill({ document, t, now, onAction, onFold }: PillDependencies) {
  const host = document.createElement('novapost-authorizer');
  const root = host.attachShadow({ mode: 'closed' });
  const add = <K extends keyof HTMLElementTagNameMap>(parent: ParentNode, tag: K, part: string) => {
    const element = document.createElement(tag);
    element.className = part;
    parent.append(element);
    return element;
  };

  const style = document.createElement('style');
  style.textContent = css;
  root.append(style);
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

  let model: PillModel | null = null;
  let isFolded = false;
  let ticking: number | undefined;

  function fold(folded: boolean): void {
    isFolded = folded;
    host.toggleAttribute('data-folded', folded);
    const label = t(folded ? 'pill.unfold' : 'pill.fold');
    dot.setAttribute('aria-label', label);
    dot.setAttribute('aria-expanded', String(!folded));
    dot.title = folded && model ? model.text : label;
  }

  const set = (element: HTMLElement, next: string) => {
    if (element.textContent !== next) element.textContent = next;
  };

  function tick(): void {
    const left = model?.until == null ? null : model.until - now();
    timer.hidden = left === null;
    set(timer, left === null ? '' : minutesAndSeconds(left));
  }

  dot.addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    fold(!isFolded);
    onFold(isFolded);
  });
  button.addEventListener('click', (event) => {
    if (event.isTrusted && model?.button) onAction(model.button.action);
  });

  return {
    fold,

    /** @param next what to show; `null` takes the pill off the page */
    show(next: PillModel | null): void {
      model = next;
      if (!next) return host.remove();
      host.dataset['state'] = next.state;
      host.dataset['environment'] = next.environment;
      host.dataset['kind'] = next.kind;
      host.dataset['tone'] = next.tone;
      set(text, next.text);
      text.title = next.hint;
      set(button, next.button?.label ?? '');
      button.hidden = !next.button;
      fold(isFolded);
      tick();
      // In the page's root, so that no layout of the page moves and no framework of the page takes it out.
      if (!host.isConnected) document.documentElement.append(host);
      ticking ??= document.defaultView?.setInterval(tick, TICK_MS);
    },
  };
}
