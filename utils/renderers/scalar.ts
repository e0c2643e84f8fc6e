import { createAdapter } from './adapter';
import { find } from './dom';
import { guardFetch } from './fetch-guard';
import { at, call, isObject, listed, quietly, text } from './guards';
import { schemeFacts, takesToken } from './scheme-facts';
import { absolute, withDefaults } from './servers';
import { guardStorage } from './storage-guard';
import type { Renderer, RendererListeners, SchemeFacts } from './types';

/**
 * Scalar 1.72.1 through the stores that its component for the content is given, measured in Chromium 156:
 * - Scalar puts them nowhere; Vue keeps the tree of its components on the element that it was mounted on;
 * - the store of secrets is what its fields write, and what Send reads. One of its secrets wins over the page's configuration;
 * - an operation sends the scheme that is selected for it: without a choice, the first requirement, and none if one of them is empty;
 * - a secret stays when another server is selected, and would be sent there. The event bus tells of that in the same turn;
 * - each of several documents (`sources`) has secrets of its own, which stay while another one is shown;
 * - with a `proxyUrl` each try goes to the proxy, with its headers: our token is taken out of those like out of any foreign one's;
 * - with `persistAuth` the secrets are stored some 500 ms later, 10 s at most, also when Scalar has left the page by then: ours is left out.
 */

/** What it is drawn in. */
export const SCALAR = '.scalar-api-reference';
const SECRET = 'x-scalar-secret-token';
const STORED = 'scalar-reference-auth';
/** How long after a change Scalar stores it at the latest. ms. */
const STORED_AFTER_MS = 10_000;

/** What we look for is near the root; what is drawn of a spec is far below. */
const MOST_NODES = 20_000;

/** @returns the first of Vue's components at or below a node of its tree, level by level, that is as wanted */
const findComponent = (root: unknown, isWanted: (component: unknown) => unknown): unknown => {
  const nodes = [root];
  // Grows on the way.
  for (const node of nodes) {
    const component = at(node, 'component');
    if (component && isWanted(component)) return component;
    const below = [at(component, 'subTree'), at(node, 'suspense', 'activeBranch'), ...listed(at(node, 'children'))];
    if (nodes.length < MOST_NODES) nodes.push(...below.filter(isObject));
  }
  return null;
};

/** @returns the component that is given the stores; its properties are always the present ones */
const findContent = (): unknown => {
  let element: Element | null = find(SCALAR);
  while (element && !at(element, '_vnode')) element = element.parentElement;
  const isContent = (one: unknown) => at(one, 'props', 'authStore') && at(one, 'props', 'clientDocument');
  return element && findComponent(at(element, '_vnode'), isContent);
};

const entriesOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);

/** Scalar leaves references in the spec, with what they mean beside them. */
const resolved = (value: unknown): unknown => at(value, '$ref-value') ?? value;

/** An operation without a choice doesn't send the scheme, though it could. */
const missesScheme = (requirements: readonly unknown[], scheme: string): boolean => {
  const has = (one: unknown) => isObject(one) && scheme in one;
  const isOptional = requirements.some((one) => entriesOf(one).length === 0);
  return requirements.some(has) && (isOptional || !has(requirements[0]));
};

/** @returns whether the page shows Scalar */
export const isScalar = (): boolean => !!find(SCALAR);

const createScalar = (found: unknown, listeners: RendererListeners): Renderer => {
  let content = found;
  const given = (...path: string[]) => {
    // A page may mount Scalar anew.
    if (at(content, 'isUnmounted')) content = findContent();
    return at(content, 'props', ...path);
  };
  const store = () => given('authStore');
  const spec = () => resolved(given('clientDocument'));
  const documentName = () => text(given('documentSlug'));
  const configured = (scheme: string) => given('options', 'authentication', 'securitySchemes', scheme);
  const schemeNamed = (scheme: string) => resolved(at(spec(), 'components', 'securitySchemes', scheme));
  const factsOf = (scheme: string): SchemeFacts => schemeFacts(scheme, schemeNamed(scheme));
  const secretsOf = (scheme: string, of = documentName()) => call(store(), 'getAuthSecrets', of, scheme);
  const setSecret = (token: string, scheme: string, of: string, more: object = {}) => {
    const secrets = { ...Object(secretsOf(scheme, of)), ...more, [SECRET]: token };
    call(store(), 'setAuthSecrets', of, scheme, secrets);
  };

  const valueOf = (scheme: string): string =>
    [
      at(secretsOf(scheme), SECRET),
      at(configured(scheme), SECRET),
      at(schemeNamed(scheme), SECRET),
      at(configured(scheme), 'token'),
      at(configured(scheme), 'value'),
    ]
      .map(text)
      .find(Boolean) ?? '';
  const original = new Map<string, string>();
  const ours = new Set<unknown>();
  /** Where the last of ours was put in. */
  let filled: { readonly of: string; readonly scheme: string } | null = null;
  /** Operations that we selected a scheme for, and the selection as it was then. */
  let selected: { readonly of: object; readonly index: number }[] = [];

  const selectionOf = (of: object) => call(store(), 'getAuthSelectedSchemas', of);
  /** Selects the scheme wherever nobody chose another one. */
  const select = (scheme: string): void => {
    const name = { documentName: documentName() };
    if (selectionOf({ type: 'document', ...name }) || given('options', 'authentication', 'preferredSecurityScheme'))
      return;
    for (const [path, item] of entriesOf(at(spec(), 'paths')))
      for (const [method, operation] of entriesOf(resolved(item))) {
        const requirements = listed(at(resolved(operation), 'security') ?? at(spec(), 'security'));
        const of = { type: 'operation', ...name, path, method };
        if (!missesScheme(requirements, scheme) || selectionOf(of)) continue;
        const selectedSchemes: unknown = JSON.parse(JSON.stringify(requirements));
        const index = requirements.findIndex((one) => isObject(one) && scheme in one);
        call(store(), 'setAuthSelectedSchemas', of, { selectedIndex: index, selectedSchemes });
        selected.push({ of, index });
      }
  };
  const deselect = (): void => {
    for (const { of, index } of selected)
      if (at(selectionOf(of), 'selectedIndex') === index) call(store(), 'clearAuthSelectedSchemas', of);
    selected = [];
  };

  const [renderer, look, inspect] = createAdapter(
    {
      name: 'scalar',
      spec: () => (at(spec(), 'openapi') ? spec() : null),
      schemes: () => entriesOf(at(spec(), 'components', 'securitySchemes')).map(([name]) => factsOf(name)),
      servers: () => listed(at(spec(), 'servers')).map((server) => text(at(server, 'url'))),
      selectedServer: () => {
        const servers = listed(at(spec(), 'servers'));
        const url = at(spec(), 'x-scalar-selected-server') ?? at(servers[0], 'url');
        // Without any a try goes to the page's own host.
        return absolute(servers[0] ? withDefaults(servers.find((one) => at(one, 'url') === url)) : '/');
      },
      value: (scheme) => (takesToken(factsOf(scheme)) ? valueOf(scheme) : null),
      original: (scheme) => original.get(scheme) ?? '',
      write: (scheme, token) => {
        if (token) {
          ours.add(token);
          filled = { of: documentName(), scheme };
        }
        setSecret(token, scheme, documentName(), { type: factsOf(scheme).type });
        if (token) select(scheme);
        else deselect();
      },
    },
    listeners,
  );
  /** Nothing asks for what is in a document that isn't shown any longer, and it would be there when a person comes back to that one. */
  const emptyTheLast = () => {
    if (!filled || filled.of === documentName()) return;
    const { of, scheme } = filled;
    filled = null;
    if (ours.has(at(secretsOf(scheme, of), SECRET))) setSecret('', scheme, of);
    deselect();
  };
  const noteOriginals = () => {
    if (original.size > 0) return;
    for (const { name } of renderer.schemes?.() ?? []) original.set(name, valueOf(name));
  };
  let bus: unknown;
  let leaveBus: unknown;
  const onChange = () => {
    if (given('eventBus') !== bus) {
      bus = given('eventBus');
      // Told after all others; what these change in the stores is changed a microtask later.
      leaveBus = call(bus, 'onAny', () => queueMicrotask(() => quietly(onChange)));
    }
    noteOriginals();
    emptyTheLast();
    look();
    listeners.onChange();
  };
  onChange();
  // Another spec has no event.
  const observer = new MutationObserver(() => quietly(onChange));
  observer.observe(document, { childList: true, subtree: true });
  const undoFetch = guardFetch(inspect, (status, url) => listeners.onAnswer(status, url));
  const undoStorage = guardStorage(STORED, (value) => ours.has(value), false);
  return {
    ...renderer,
    dispose: () => {
      renderer.dispose();
      observer.disconnect();
      quietly(() => typeof leaveBus === 'function' && Reflect.apply(leaveBus, undefined, []));
      undoFetch();
      setTimeout(undoStorage, STORED_AFTER_MS);
    },
  };
};

/**
 * To be asked at each change of the page: costs one look for an element where there is no Scalar.
 *
 * @param listeners called on its changes, in the same turn
 * @returns the adapter, or `null` while there is no Scalar, or none that has begun to draw
 */
export const findScalar = (listeners: RendererListeners): Renderer | null => {
  const content = findContent();
  return content ? createScalar(content, listeners) : null;
};
