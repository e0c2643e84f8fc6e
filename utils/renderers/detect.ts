import { at, quietly } from './guards';
import { createRapiDoc, isRapiDoc } from './rapidoc';
import { createSwaggerUi } from './swagger-ui';
import { authorizeButton } from './swagger-ui-dialog';
import { createSwaggerUiDom } from './swagger-ui-dom';
import { findSystem } from './swagger-ui-system';
import type { Renderer, RendererListeners } from './types';
import { watch } from './watch';

/** In ms: a docs page that draws nothing for so long draws nothing. RapiDoc is found later too, by its event. */
const DEADLINE = 60_000;

/** Swagger UI through its system, or by its DOM alone once that is drawn and the system still isn't to be had. */
const findSwaggerUi = (page: Window, listeners: RendererListeners): Renderer | null => {
  const root = page.document.querySelector('.swagger-ui');
  if (!root) return null;
  const system = findSystem(page, root);
  if (system) return createSwaggerUi(system, listeners);
  return authorizeButton() ? createSwaggerUiDom(listeners) : null;
};

/**
 * Finds the page's renderer, whenever it appears: RapiDoc by the event that says it is ready (captured on the window, it costs nothing
 * until then, and beats any polling), Swagger UI by its element. RapiDoc inside another component's shadow root isn't seen.
 *
 * @param page the page's window
 * @param listeners go to the adapter
 * @param attach gets the adapter, and another one if the page replaces the element
 */
export const watchRenderers = (page: Window, listeners: RendererListeners, attach: (found: Renderer) => void): void => {
  let current: unknown = null;
  const takeRapiDoc = (target: unknown) => {
    if (!isRapiDoc(target) || target === current) return;
    stop();
    current = target;
    attach(createRapiDoc(target, listeners));
  };
  const takeSwaggerUi = (): boolean =>
    quietly(() => {
      const found = findSwaggerUi(page, listeners);
      if (found) attach(found);
      return found !== null;
    }, false);

  const stop = watch(page.document, takeSwaggerUi, DEADLINE);
  page.addEventListener('spec-loaded', ({ target }) => quietly(() => takeRapiDoc(target), undefined), true);
  // Only when we come late: at document_start there is no element yet.
  const already = page.document.querySelector('rapi-doc');
  if (at(already, 'resolvedSpec', 'securitySchemes')) quietly(() => takeRapiDoc(already), undefined);
};
