import { ELEMENTS, findElements } from './elements';
import type { Kind } from './find-all';
import { at, call, isObject, listed } from './guards';
import { createRapiDoc } from './rapidoc';
import { findScalar, SCALAR } from './scalar';
import { rapiDocSchemes, swaggerUiSchemes } from './schemes';
import { absolute } from './servers';
import { createSwaggerUi } from './swagger-ui';
import { authorizeButton } from './swagger-ui-dialog';
import { createSwaggerUiDomWithSchemes } from './swagger-ui-dom-schemes';
import { findSystem, systemOf } from './swagger-ui-system';
import { asOpenApi3 } from './swagger2';
import type { Renderer, RendererListeners } from './types';

/** The kinds of docs that we know, each found from its element; several of one kind may be on a page. */

const rapiDoc: Kind = {
  selector: 'rapi-doc',
  find: (listeners, element) => {
    const spec = at(element, 'resolvedSpec');
    // While it loads there is something without either.
    if (!listed(at(spec, 'servers'))[0] && !listed(at(spec, 'securitySchemes'))[0]) return null;
    // Of a server "//host" a try's URL is written without a scheme, too.
    const whole: RendererListeners = {
      ...listeners,
      onAnswer: (status, url) => listeners.onAnswer(status, absolute(url) ?? ''),
      mayCarryToken: (url) => listeners.mayCarryToken(absolute(url) ?? ''),
    };
    return { ...createRapiDoc(element, whole), schemes: () => rapiDocSchemes(element) };
  },
};

const SWAGGER_UI = '.swagger-ui';

/** Which element a system was found for: one may have drawn several. */
const drawnIn = new WeakMap<object, Element>();

/** In its own element: 3.52.5 draws a second one inside, whose owner alone is known to React. */
const systemIn = (element: Element): unknown => {
  const inner = [...element.querySelectorAll(SWAGGER_UI)];
  const own = [element, ...inner].map(systemOf).find(Boolean);
  if (own) return own;
  // A page that hides React's records may name its system; then it has one.
  const all = [...document.querySelectorAll(SWAGGER_UI)];
  return all.includes(element) && all.every((one) => element.contains(one)) ? findSystem() : null;
};

/** Through its system, or by its DOM alone once that is drawn and the system still isn't to be had; that only of the page's only one. */
const findSwaggerUi = (listeners: RendererListeners, element: Element): Renderer | null => {
  const system = systemIn(element);
  if (!system) {
    const button = authorizeButton();
    return button && element.contains(button) ? createSwaggerUiDomWithSchemes(listeners) : null;
  }
  const store = call(system, 'getStore');
  if (isObject(store)) {
    const other = drawnIn.get(store);
    if (other !== element && other?.isConnected) return null;
    drawnIn.set(store, element);
  }
  const openApi = asOpenApi3(system);
  return { ...createSwaggerUi(openApi, listeners), schemes: () => swaggerUiSchemes(openApi) };
};

const swaggerUi: Kind = { selector: SWAGGER_UI, find: findSwaggerUi };

/** Shows an API, and sends no requests. */
const redoc: Kind = { selector: 'redoc, .redoc-wrap', find: null };

const scalar: Kind = { selector: SCALAR, find: findScalar };
const elements: Kind = { selector: ELEMENTS, find: findElements };

/** In the order in which an element that is several of them is taken. */
export const kinds: readonly Kind[] = [rapiDoc, swaggerUi, scalar, elements, redoc];
