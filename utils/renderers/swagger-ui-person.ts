import { quietly } from './guards';
import { LOGOUT, SERVERS, schemeOfContainer } from './swagger-ui-dialog';

/** What is told of a person's doings in Swagger UI. */
export interface PersonListeners {
  /** A value is about to go into a scheme, '' when it is about to be taken out. */
  onEntered: (scheme: string, value: string) => void;
  /** Something about the server may have changed. */
  onServer: () => void;
  /** Another spec may have been asked for. */
  onSpec: () => void;
  /** Any click, on its way down. */
  onClick: (event: Event) => void;
}

const within = (event: Event, selector: string): Element | null =>
  event.target instanceof Element ? event.target.closest(selector) : null;

/**
 * Follows what a person does in a Swagger UI whose system can't be reached, by the events of its DOM.
 *
 * @param ending takes all listeners off
 * @param on called in the turn of the person's act
 */
export const followPerson = (ending: AbortSignal, on: PersonListeners): void => {
  const listen = (type: string, listener: (event: Event) => void, capture: boolean) =>
    window.addEventListener(type, (event) => quietly(() => listener(event), undefined), { capture, signal: ending });
  const enter = (container: Element | null | undefined, value: string) => {
    if (container) on.onEntered(schemeOfContainer(container), value);
  };
  const onServer = (event: Event) => {
    if (!within(event, SERVERS)) return;
    on.onServer();
    // Server variables show only when React has drawn them.
    queueMicrotask(() => quietly(() => on.onServer(), undefined));
  };
  const onTopbar = (event: Event) => {
    if (within(event, '.swagger-ui .topbar')) on.onSpec();
  };

  // On the way down: React empties the field.
  listen(
    'submit',
    (event) => enter(within(event, '.auth-container'), within(event, 'form')?.querySelector('input')?.value ?? ''),
    true,
  );
  listen(
    'click',
    (event) => {
      enter(within(event, LOGOUT)?.closest('.auth-container'), '');
      on.onClick(event);
    },
    true,
  );
  // On the way up, after React.
  for (const type of ['change', 'input']) listen(type, onServer, false);
  for (const type of ['change', 'click', 'submit']) listen(type, onTopbar, false);
};
