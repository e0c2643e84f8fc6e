import { quietly } from './guards';
import { createRapiDoc, isRapiDoc } from './rapidoc';
import { createSwaggerUi } from './swagger-ui';
import { authorizeButton } from './swagger-ui-dialog';
import { createSwaggerUiDom } from './swagger-ui-dom';
import { findSystem } from './swagger-ui-system';
import type { Renderer, RendererListeners } from './types';
import { watch } from './watch';

/** Swagger UI through its system, or by its DOM alone once that is drawn and the system still isn't to be had. */
const findSwaggerUi = (listeners: RendererListeners): Renderer | null => {
  const system = findSystem();
  if (system) return createSwaggerUi(system, listeners);
  return authorizeButton() ? createSwaggerUiDom(listeners) : null;
};

/**
 * Finds the page's renderer, whenever it appears: RapiDoc by the event that says it is ready (captured on the window, it costs nothing
 * until then, and beats any polling), Swagger UI by its element, within a minute. RapiDoc inside another component's shadow root isn't seen.
 *
 * @param listeners go to the adapter
 * @param attach gets the adapter, and another one if the page replaces the element
 */
export const watchRenderers = (listeners: RendererListeners, attach: (found: Renderer) => void): void => {
  let current: unknown;
  const takeSwaggerUi = () => {
    const found = findSwaggerUi(listeners);
    if (found) attach(found);
    return !!found;
  };
  const stop = watch(document, () => !!quietly(takeSwaggerUi));
  const takeRapiDoc = ({ target }: Event) => {
    if (!isRapiDoc(target) || target === current) return;
    stop();
    current = target;
    attach(createRapiDoc(target, listeners));
  };
  window.addEventListener('spec-loaded', (event) => quietly(() => takeRapiDoc(event)), true);
};
