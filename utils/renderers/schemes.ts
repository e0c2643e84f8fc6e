import { at, call, listed, text } from './guards';
import { schemeFacts } from './scheme-facts';
import type { SchemeFacts } from './types';

/** What the specs that RapiDoc and Swagger UI have loaded say of their security schemes. */

/** Those that the operations ask for come first. @param security what operations ask for: lists of objects, keyed by scheme */
const usedFirst = (schemes: readonly SchemeFacts[], security: readonly unknown[]): readonly SchemeFacts[] => {
  const used = new Set(security.flatMap(listed).flatMap((one) => Object.keys(Object(one))));
  return [...schemes.filter(({ name }) => used.has(name)), ...schemes.filter(({ name }) => !used.has(name))];
};

/** Remembers what was made of a spec: it is asked for at each look at a scheme, and a spec may have a thousand operations. */
const bySpec = <T>(none: T, make: (spec: object) => T): ((spec: unknown) => T) => {
  const made = new WeakMap<object, T>();
  return (spec) => {
    if (typeof spec !== 'object' || spec === null) return none;
    const known = made.get(spec);
    if (known !== undefined) return known;
    const value = make(spec);
    made.set(spec, value);
    return value;
  };
};

const none: readonly SchemeFacts[] = [];

const ofRapiDoc = bySpec(none, (spec) => {
  const schemes = listed(at(spec, 'securitySchemes')).map((scheme) =>
    schemeFacts(text(at(scheme, 'securitySchemeId') ?? at(scheme, 'apiKeyId')), scheme),
  );
  const operations = listed(at(spec, 'tags')).flatMap((tag) => listed(at(tag, 'paths')));
  return usedFirst(schemes, [at(spec, 'security'), ...operations.map((operation) => at(operation, 'security'))]);
});

const ofSwaggerUi = bySpec(none, (spec) => {
  const schemes = Object.entries(Object(call(call(spec, 'getIn', ['components', 'securitySchemes']), 'toJS')));
  const paths = Object.values(Object(call(call(spec, 'get', 'paths'), 'toJS')));
  const operations = paths.flatMap((path) => Object.values(Object(path)));
  return usedFirst(
    schemes.map(([name, scheme]) => schemeFacts(name, scheme)),
    [call(call(spec, 'get', 'security'), 'toJS'), ...operations.map((operation) => at(operation, 'security'))],
  );
});

/** @param element a RapiDoc element @returns the schemes of its spec, none while it has none */
export const rapiDocSchemes = (element: Element): readonly SchemeFacts[] => ofRapiDoc(at(element, 'resolvedSpec'));

/** @param system Swagger UI's system @returns the schemes of its spec, none while it has none */
export const swaggerUiSchemes = (system: unknown): readonly SchemeFacts[] =>
  ofSwaggerUi(call(at(system, 'specSelectors'), 'specJson'));
