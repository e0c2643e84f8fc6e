import { find, findAll, textOf } from './dom';
import { appears } from './watch';

/**
 * Swagger UI's dialog of authorizations, driven as a person would (3.52.5 to 5.35.0). All of it happens within microtasks, before the
 * browser paints: the dialog is never seen.
 */

/** Has no class of its own: the button of the row that neither applies nor closes. */
export const LOGOUT = '.modal-btn.auth:not(.authorize, .btn-done)';

/** @returns the button that opens the dialog; there only while a spec with security schemes is loaded */
export const authorizeButton = (): HTMLElement | null => find('.auth-wrapper > .authorize');

const dialog = () => find('.dialog-ux');

/** @returns the id of the scheme that a container in the dialog is for */
export const schemeOf = (container: Element): string => textOf('h4 code', container);

/**
 * Opens the dialog unless the person has it open, and leaves it as it was found. Opening it focuses its first field (`autoFocus`), which would
 * take the person's focus: nothing in an inert part can be focused, while clicks by script still work in it.
 */
export const withDialog = async (work: () => Promise<void>): Promise<void> => {
  const button = authorizeButton();
  const part = button?.parentElement;
  if (!part || dialog()) return work();
  const focused = part.contains(document.activeElement);
  part.inert = true;
  button.click();
  await appears(part, () => !!dialog());
  await work().catch(() => undefined);
  find('.close-modal', part)?.click();
  await appears(part, () => !dialog());
  part.inert = false;
  if (focused) button.focus({ preventScroll: true });
};

/** What a person has begun to type there stays. */
const enter = async (container: Element, token: string): Promise<void> => {
  const input = container.querySelector('input');
  if (!input || input.value || !token) return;
  // Through the prototype's setter: React takes assignments to the element's own `value` for its own doing.
  Reflect.set(HTMLInputElement.prototype, 'value', token, input);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  // React 18 takes the value over in a microtask of its own, queued before this one.
  await Promise.resolve();
  find('.modal-btn.authorize', container)?.click();
  await appears(container, () => !!find(LOGOUT, container));
};

/** Something is authorized, and nobody saw what: the dialog shows no values. */
export const UNSEEN = '?';

/**
 * Empties one scheme, and puts a token into it.
 *
 * @param scheme the scheme's id
 * @param askToken asked once the scheme is empty: the raw token, or '' for none
 * @returns what the scheme holds now, as far as the dialog itself shows it; `null` if it has no such scheme
 */
export const enterInDialog = async (scheme: string, askToken: () => string): Promise<string | null> => {
  let result: string | null = '';
  await withDialog(async () => {
    const containers = findAll('.auth-container');
    const container = containers.find((one) => schemeOf(one) === scheme);
    if (!container) {
      if (containers[0]) result = null;
      return;
    }
    const isOut = () => !find(LOGOUT, container);
    find(LOGOUT, container)?.click();
    const token = (await appears(container, isOut)) ? askToken() : '';
    await enter(container, token);
    if (!isOut()) result = token || UNSEEN;
  });
  return result;
};
