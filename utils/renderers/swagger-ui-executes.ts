import type { RendererListeners } from './types';
import { watch } from './watch';

/** In ms; Swagger UI itself waits for an answer without end. */
const LONGEST_TRY = 120_000;

/** Tells the status that the operation shows once its spinner has come and gone. */
const awaitAnswer = (operation: Element, onStatus: (status: number) => void): void => {
  let sent = false;
  watch(
    operation,
    () => {
      const running = operation.querySelector('.loading-container') !== null;
      sent ||= running;
      const cell = operation.querySelector('.live-responses-table tbody .response-col_status');
      if (!sent || running || !cell) return false;
      onStatus(Number.parseInt(cell.textContent ?? '', 10));
      return true;
    },
    LONGEST_TRY,
  );
};

/**
 * Watches the Execute buttons of a Swagger UI whose system can't be reached. The header can't be taken out of a request here, so a
 * click that would carry our token to a server which it isn't for is stopped: only a server that an operation has of its own, or
 * one selected by script, gets that far.
 *
 * @param click a click anywhere in the page, seen on its way down
 * @param server URL of the selected server
 * @param holds whether our token is in the scheme
 * @param listeners asked, and told of the answer
 */
export const noteExecute = (
  click: Event,
  server: string | null,
  holds: () => boolean,
  listeners: RendererListeners,
): void => {
  const button = click.target instanceof Element ? click.target.closest('.swagger-ui .opblock .btn.execute') : null;
  const operation = button?.closest('.opblock');
  if (!operation || !holds()) return;
  const own = operation.querySelector<HTMLSelectElement>('.servers select')?.value;
  const url = own ? new URL(own, location.href).href : server;
  if (url === null) return;
  if (!listeners.mayCarryToken(url)) {
    click.preventDefault();
    click.stopImmediatePropagation();
    return;
  }
  awaitAnswer(operation, (status) => {
    if (holds() && status > 0) listeners.onAnswer({ status, url });
  });
};
