import { absolute } from './servers';
import { SERVERS, authorizeButton, authorizeInDialog, logOutInDialog } from './swagger-ui-dialog';
import { noteExecute } from './swagger-ui-executes';
import { scrubPersisted } from './swagger-ui-persist';
import { followPerson } from './swagger-ui-person';
import type { ApplyResult, Renderer, RendererListeners } from './types';
import { watch } from './watch';

/**
 * Swagger UI 3.52.5 to 5.35.0 by its DOM alone, for pages that keep its system to themselves. It shows no values, so this adapter knows
 * what it put in itself and what it saw a person enter. Limits: a server or an authorization that the page's own script sets is
 * seen only when it matters (at the next fill, and at each Execute).
 */

/** Something is authorized, and nobody saw what. */
const UNSEEN = '(unseen)';
/** In ms: how long another spec is awaited after a person touched the control that asks for one. */
const SPEC_PATIENCE = 60_000;

const nothing = () => undefined;

const isLocked = () => authorizeButton()?.classList.contains('locked') === true;

const selectedServer = (): string | null => {
  const computed = document.querySelector(`${SERVERS} .computed-url code`)?.textContent;
  const url = computed || document.querySelector<HTMLSelectElement>(`${SERVERS} > label select`)?.value;
  return url ? absolute(url, location.href) : null;
};

/** There is one dialog: one drive of it at a time. */
const createDriver = () => {
  let last: Promise<unknown> = Promise.resolve();
  let running = false;
  return {
    isRunning: () => running,
    drive: (work: () => Promise<ApplyResult>): Promise<ApplyResult> => {
      const next = last
        .then(() => {
          running = true;
          return work();
        })
        .catch((): ApplyResult => 'not-verified');
      last = next.then(() => (running = false));
      return next;
    },
  };
};

/** Waits for the spec that a person asked for: Swagger UI takes its button away while it loads, and draws another. */
const createSpecWatch = (onLoaded: () => void) => {
  let button = authorizeButton();
  let stop: () => void = nothing;
  const isThere = () => {
    const found = authorizeButton();
    if (!found || found === button) return false;
    button = found;
    return true;
  };
  return {
    isLoaded: () => button?.isConnected === true,
    expect: () => {
      stop();
      stop = watch(document, isThere, SPEC_PATIENCE, (appeared) => appeared && onLoaded());
    },
    stop: () => stop(),
  };
};

/**
 * @param listeners called on changes, in the same turn
 * @returns the adapter, for a page where `authorizeButton` finds one
 */
export const createSwaggerUiDom = (listeners: RendererListeners): Renderer => {
  const ending = new AbortController();
  const before = isLocked() ? UNSEEN : '';
  const known = new Map<string, string>();
  const driver = createDriver();
  /** What of ours is in the dialog, whatever has been asked for since. */
  let inside: { scheme: string; token: string } | null = null;
  let turn = 0;
  let server = selectedServer();

  const spec = createSpecWatch(() => {
    known.clear();
    // With `persistAuthorization` Swagger UI keeps authorizations over a change of spec, else it drops them.
    if (!isLocked()) inside = null;
    if (inside) known.set(inside.scheme, inside.token);
    server = selectedServer();
    listeners.onReady();
  });
  followPerson(ending.signal, {
    onEntered: (scheme, value) => {
      if (driver.isRunning()) return;
      known.set(scheme, value);
      if (inside?.scheme === scheme) inside = null;
      if (inside) setTimeout(scrubPersisted, 0, inside.scheme, inside.token);
    },
    onServer: () => {
      const now = selectedServer();
      if (now === server) return;
      server = now;
      listeners.onServerChange();
    },
    onSpec: spec.expect,
    onClick: (event) => noteExecute(event, selectedServer(), () => inside !== null, listeners),
  });

  const fill = async (scheme: string, token: string, isWanted: () => boolean): Promise<ApplyResult> => {
    const result = isWanted() ? await authorizeInDialog(scheme, token, isWanted) : 'not-verified';
    if (result !== 'applied') return result;
    inside = { scheme, token };
    scrubPersisted(scheme, token);
    if (!isWanted()) return 'not-verified';
    known.set(scheme, token);
    return 'applied';
  };
  const takeOut = async (scheme: string, token: string): Promise<ApplyResult> => {
    if (inside?.scheme !== scheme || inside.token !== token) return 'applied';
    const result = await logOutInDialog(scheme);
    if (result === 'applied') inside = null;
    return result;
  };

  return {
    name: 'swagger-ui',
    isReady: spec.isLoaded,
    servers: () =>
      [...document.querySelectorAll<HTMLOptionElement>(`${SERVERS} > label option`)].map((option) => option.value),
    selectedServer,
    value: (scheme) => known.get(scheme) ?? before,
    original: () => before,
    apply: (scheme, token) => {
      turn += 1;
      const mine = turn;
      return driver.drive(() => fill(scheme, token, () => mine === turn));
    },
    clear: (scheme, token) => {
      turn += 1;
      if (known.get(scheme) === token) known.set(scheme, '');
      void driver.drive(() => takeOut(scheme, token));
    },
    dispose: () => {
      spec.stop();
      ending.abort();
    },
  };
};
