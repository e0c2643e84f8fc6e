import { quietly } from './guards';
import type { ApplyResult } from './types';
import { appears } from './watch';

/**
 * Swagger UI's dialog of authorizations, driven as a person would (3.52.5 to 5.35.0). All of it happens within microtasks, before the
 * browser paints: the dialog is never seen.
 */

/** In ms: far longer than React takes, so that a page which hides the dialog doesn't hold us for ever. */
const PATIENCE = 1000;

/** Through the prototype's setter: React watches assignments to the element's own `value`, and would take it for its own doing. */
const setNativeValue = (input: HTMLInputElement, value: string): boolean =>
  Reflect.set(HTMLInputElement.prototype, 'value', value, input);

/** Where the selected server of the whole spec is shown. Operations may have one of their own elsewhere. */
export const SERVERS = '.swagger-ui .scheme-container .servers';

/** @returns the button that opens the dialog; there only while a spec with security schemes is loaded */
export const authorizeButton = (): HTMLElement | null =>
  document.querySelector('.swagger-ui .scheme-container .auth-wrapper > .btn.authorize');

const dialog = () => document.querySelector('.swagger-ui .scheme-container .dialog-ux');

/** @returns the id of the scheme that a container in the dialog is for */
export const schemeOfContainer = (container: Element): string => container.querySelector('h4 code')?.textContent ?? '';

const containerOf = (scheme: string): Element | undefined =>
  [...(dialog()?.querySelectorAll('.auth-container') ?? [])].find((one) => schemeOfContainer(one) === scheme);

const submitOf = (container: Element) => container.querySelector<HTMLElement>('.btn.modal-btn.auth.authorize');

/** Has no class of its own: the button of the row that neither applies nor closes. */
export const LOGOUT = '.btn.modal-btn.auth:not(.authorize):not(.btn-done)';
const logoutOf = (container: Element) => container.querySelector<HTMLElement>(LOGOUT);

/**
 * Opening the dialog focuses its first field (`autoFocus`), which would take the person's focus. Nothing in an inert part can
 * be focused, while clicks by script still work in it.
 *
 * @returns undoes it
 */
const keepFocus = (part: HTMLElement): (() => void) => {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  part.inert = true;
  return () => {
    part.inert = false;
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
  };
};

/** Opens the dialog unless the person has it open, and leaves it as it was found. */
const withDialog = async (work: (opened: boolean) => Promise<ApplyResult>): Promise<ApplyResult> => {
  const button = authorizeButton();
  const part = button?.parentElement;
  if (!button || !part) return 'not-verified';
  if (dialog()) return work(false);
  const restore = keepFocus(part);
  try {
    button.click();
    return (await appears(part, () => dialog() !== null, PATIENCE)) ? await work(true) : 'not-verified';
  } finally {
    quietly(() => dialog()?.querySelector<HTMLElement>('.close-modal')?.click(), undefined);
    await appears(part, () => dialog() === null, PATIENCE);
    restore();
  }
};

const logOut = async (container: Element): Promise<boolean> => {
  logoutOf(container)?.click();
  return appears(container, () => logoutOf(container) === null, PATIENCE);
};

const enter = async (container: Element, token: string): Promise<ApplyResult> => {
  const input = container.querySelector('input');
  if (!input) return 'not-verified';
  setNativeValue(input, token);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  // React 18 takes the value over in a microtask of its own, queued before this one.
  await Promise.resolve();
  submitOf(container)?.click();
  return (await appears(container, () => logoutOf(container) !== null, PATIENCE)) ? 'applied' : 'not-verified';
};

/**
 * Puts a token into one scheme, over whatever is there.
 *
 * @param scheme the scheme's id
 * @param token the raw token
 * @param isWanted asked again before the token goes in
 * @returns `applied` when the dialog itself shows the scheme as authorized
 */
export const authorizeInDialog = (scheme: string, token: string, isWanted: () => boolean): Promise<ApplyResult> =>
  withDialog(async (opened) => {
    const container = containerOf(scheme);
    if (!container) return 'no-scheme';
    // The person is typing there just now.
    if (!opened && container.querySelector('input')?.value) return 'not-verified';
    if (!(await logOut(container)) || !isWanted()) return 'not-verified';
    return enter(container, token);
  });

/**
 * Empties one scheme.
 *
 * @param scheme the scheme's id
 * @returns `applied` when the dialog itself shows it as empty
 */
export const logOutInDialog = (scheme: string): Promise<ApplyResult> =>
  withDialog(async () => {
    const container = containerOf(scheme);
    if (!container) return 'no-scheme';
    return (await logOut(container)) ? 'applied' : 'not-verified';
  });
