import { createAdapter } from './adapter';
import { find, findAll, textOf } from './dom';
import { at, text } from './guards';
import { absolute } from './servers';
import { LOGOUT, authorizeButton, schemeOf } from './swagger-ui-dialog';
import { createHoldings } from './swagger-ui-holdings';
import type { Renderer, RendererListeners } from './types';
import { watch } from './watch';

/**
 * Swagger UI 3.52.5 to 5.35.0 by its DOM alone, for pages that keep its system to themselves. Limits: a server or an authorization
 * that the page's own script sets is seen only when it matters (at the next fill, and at each Execute); and a header can't be taken
 * out of a request here, so the click that would send it is stopped.
 */

const SERVERS = '.scheme-container .servers';

const valueOf = (field: Element | null): string => text(at(field, 'value'));

const within = ({ target }: Event, selector: string): Element | null =>
  target instanceof Element ? target.closest(selector) : null;

const selectedServer = () => absolute(textOf(`${SERVERS} .computed-url code`) || valueOf(find(`${SERVERS} select`)));

/** Tells the status that an operation shows once its spinner has come and gone. */
const awaitAnswer = (operation: Element, onStatus: (status: number) => void): void => {
  let sent = false;
  const isAnswered = () => {
    const running = !!find('.loading-container', operation);
    sent ||= running;
    return sent && !running;
  };
  watch(operation, isAnswered, (answered) => {
    const status = Number.parseInt(textOf('.live-responses-table tbody .response-col_status', operation), 10);
    if (answered && status) onStatus(status);
  });
};

/**
 * @param listeners called on changes, in the same turn
 * @returns the adapter, for a page where `authorizeButton` finds one
 */
export const createSwaggerUiDom = (listeners: RendererListeners): Renderer => {
  const [holdings, note, startAnew, isInside] = createHoldings();
  let button = authorizeButton();
  let unwatch: (() => void) | null = null;

  const [renderer, look, , listen] = createAdapter(
    {
      name: 'swagger-ui',
      spec: () => {
        const found = authorizeButton();
        if (found && found !== button) {
          button = found;
          startAnew();
        }
        return found;
      },
      servers: () => findAll(`${SERVERS} > label option`).map(valueOf),
      selectedServer,
      ...holdings,
    },
    listeners,
  );

  listen('submit', (event) => {
    const container = within(event, '.auth-container');
    if (container) note(schemeOf(container), valueOf(find('input', container)));
  });
  listen('click', (event) => {
    const container = within(event, LOGOUT)?.closest('.auth-container');
    if (container) note(schemeOf(container), '');
    const operation = within(event, '.execute')?.closest('.opblock');
    if (!operation || !isInside()) return;
    const url = absolute(valueOf(find('.servers select', operation))) ?? selectedServer() ?? '';
    if (!listeners.mayCarryToken(url)) event.stopImmediatePropagation();
    else awaitAnswer(operation, (status) => isInside() && listeners.onAnswer(status, url));
  });
  // On the way up, after React; and again when it has drawn.
  const lookTwice = (event: Event) => {
    look();
    listeners.onChange();
    queueMicrotask(look);
    if (!within(event, '.topbar')) return;
    unwatch?.();
    unwatch = watch(document, look);
  };
  for (const type of ['change', 'input', 'click', 'submit']) listen(type, lookTwice, window, false);
  return renderer;
};
