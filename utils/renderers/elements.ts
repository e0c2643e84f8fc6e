import { createAdapter } from './adapter';
import { find, findAll } from './dom';
import { guardFetch } from './fetch-guard';
import { at, call, isObject, listed, quietly, text } from './guards';
import { propsAbove } from './react-props';
import { schemeFacts, takesToken } from './scheme-facts';
import { absolute, withDefaults } from './servers';
import { guardStorage } from './storage-guard';
import type { Renderer, RendererListeners } from './types';

/**
 * Stoplight Elements 9.0.25 by its fields, measured in Chromium 156:
 * - a scheme has a field only on the page of an operation that wants it, and nothing can be tried elsewhere. What is to be in it is kept until
 *   there is one, and entered in the turn in which it is drawn;
 * - which scheme a field is for, the spec and the selected server are known to React alone;
 * - one list of values is behind all fields, and it is read back from the page's localStorage, where all of it is written: ours is left
 *   out of what gets there, and Elements reads what it wrote. Nothing of ours can come back at the next load;
 * - a value stays when another server is selected, and would be sent there;
 * - an empty field is sent as `123`.
 */

/** What it is drawn in, in all three layouts. */
export const ELEMENTS = '.sl-elements';
const AUTH = '[data-test="try-it-auth"]';
const STORED = 'TryIt_securitySchemeValues';

/** @returns the first property of this name among the components around an element */
const given = (element: Element | null, name: string): unknown =>
  propsAbove(element)
    .map((props) => at(props, name))
    .find(Boolean);

/** @returns the service as Elements made it of the spec */
const findService = (): unknown => at(given(find(`${ELEMENTS} *`), 'serviceNode'), 'data');

const keyOf = (scheme: unknown) => text(at(scheme, 'key'));

/** The menu of servers also knows their URLs with the variables filled in. It is there for two servers or more. */
const serverInMenu = (): string => {
  const groups = propsAbove(find(`${ELEMENTS} button[aria-label="Server"]`)).map((props) => at(props, 'items', '0'));
  const group = groups.find((one) => at(one, 'type') === 'option_group');
  const option = listed(at(group, 'children')).find((one) => at(one, 'value') === at(group, 'value'));
  return text(at(option, 'description'));
};

/** Through the prototype's setter: React takes assignments to the element's own `value` for its own doing. */
const enter = (field: Element, value: string): void => {
  Reflect.set(HTMLInputElement.prototype, 'value', value, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** @returns whether the page shows Elements */
export const isElements = (): boolean => !!find(ELEMENTS);

const createElements = (listeners: RendererListeners): Renderer => {
  let service = findService();
  let server = '';
  const ours = new Set<unknown>();
  // An empty value means nothing to Elements either.
  const isOurs = (value: unknown) => value === '' || ours.has(value);
  const undoStorage = guardStorage(STORED, isOurs, true);
  const stored = (): unknown => quietly((): unknown => JSON.parse(localStorage.getItem(STORED) ?? ''));
  const first = stored();
  /** By scheme: what its next field gets. */
  const waiting = new Map<string, string>();
  /** Schemes that hold, or will hold, what we put in. */
  const held = new Set<string>();
  /** Choices of schemes that we have seen, so that each is made once. */
  const chosen = new WeakSet<object>();

  const schemes = () => listed(at(service, 'securitySchemes')).map((scheme) => schemeFacts(keyOf(scheme), scheme));
  /** More than one where operations are shown together. */
  const fieldsOf = (scheme: string): Element[] =>
    findAll(`${AUTH} input`).filter((field) => keyOf(given(field, 'scheme')) === scheme);

  /** Of several ways to authorize, Elements takes the first until a person chooses. */
  const choose = (scheme: string): void => {
    for (const part of findAll(AUTH)) {
      const props = propsAbove(part).find((one) => at(one, 'operationSecuritySchemes'));
      const ways = at(props, 'operationSecuritySchemes');
      const way = listed(ways).find((each) => listed(each).some((one) => keyOf(one) === scheme));
      if (!isObject(ways) || !way || chosen.has(ways)) continue;
      chosen.add(ways);
      if (way !== listed(ways)[0])
        call(
          props,
          'setCurrentScheme',
          listed(way).map((one) => ({ scheme: one, authValue: undefined })),
        );
    }
  };
  const enterWaiting = (): void => {
    for (const scheme of held) {
      choose(scheme);
      // Else Chromium may keep on the disk what stands in it.
      for (const field of fieldsOf(scheme)) field.setAttribute('autocomplete', 'off');
    }
    for (const [scheme, value] of waiting) {
      const [field] = fieldsOf(scheme);
      if (!field) continue;
      waiting.delete(scheme);
      enter(field, value);
    }
  };

  const [renderer, look, inspect, listen] = createAdapter(
    {
      name: 'elements',
      spec: () => service,
      schemes,
      servers: () => listed(at(service, 'servers')).map((one) => text(at(one, 'url'))),
      selectedServer: () => {
        const operation = given(find(`${ELEMENTS} .TryItPanel *`), 'httpOperation');
        const [only] = listed(at(operation, 'servers'));
        // Elements keeps the choice while no operation is shown.
        server = serverInMenu() || withDefaults(only) || server || withDefaults(listed(at(service, 'servers'))[0]);
        // Without any a try goes to the page's own host.
        return absolute(server || '/', location.origin);
      },
      value: (scheme) => {
        if (!schemes().some((one) => one.name === scheme && takesToken(one))) return null;
        return waiting.get(scheme) ?? text(at(fieldsOf(scheme)[0], 'value') ?? at(stored(), scheme));
      },
      original: (scheme) => text(at(first, scheme)),
      write: (scheme, token) => {
        if (token) ours.add(token);
        if (token) held.add(scheme);
        else held.delete(scheme);
        waiting.set(scheme, token);
        enterWaiting();
      },
    },
    listeners,
  );
  const onChange = () => {
    service = findService() ?? service;
    look();
    enterWaiting();
  };
  const observer = new MutationObserver(() => quietly(onChange));
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  for (const type of ['click', 'change', 'input', 'keyup']) listen(type, onChange, window, false);
  // By typing alone: a field that has just been drawn may get its value later. What we enter ourselves is over a microtask later.
  const tellChange = () => void quietly(() => listeners.onChange());
  listen('input', () => queueMicrotask(tellChange), window, false);
  const undoFetch = guardFetch(inspect, (status, url) => listeners.onAnswer(status, url));
  return {
    ...renderer,
    dispose: () => {
      renderer.dispose();
      observer.disconnect();
      undoFetch();
      undoStorage();
    },
  };
};

/**
 * To be asked at each change of the page: costs one look for an element where there are no Elements.
 *
 * @param listeners called on its changes, in the same turn
 * @returns the adapter, or `null` while no Elements have drawn a spec
 */
export const findElements = (listeners: RendererListeners): Renderer | null =>
  findService() ? createElements(listeners) : null;
