import { at, call, quietly, text } from './guards';

/**
 * Swagger UI showing a Swagger 2.0 spec: its schemes are `securityDefinitions`, and instead of servers it has `schemes`, `host` and `basePath`, of which
 * what is missing is that of the spec's own address. So the system is given to the adapter as if the spec had what an OpenAPI 3 one has. An
 * OpenAPI 3 spec need not name servers either: then it is the host of the spec's own address.
 */

const isSwagger2 = (spec: unknown) => text(call(spec, 'get', 'swagger')).startsWith('2');

const lacksServers = (spec: unknown) => isSwagger2(spec) || !at(call(spec, 'get', 'servers'), 'size');

/** Where a Try goes: what Swagger UI itself puts together, with the scheme that is selected in its list of them. */
const serverOf = (selectors: unknown, spec: unknown): string =>
  quietly(() => {
    const own = new URL(text(call(selectors, 'url')), location.href);
    const scheme = text(call(selectors, 'operationScheme')) || own.protocol;
    const host = text(call(spec, 'get', 'host')) || own.host;
    const path = text(call(spec, 'get', 'basePath')) || '/';
    return new URL(path, `${scheme.replace(/:$/, '')}://${host}`).href;
  }) ?? '';

/**
 * @param system Swagger UI's system
 * @returns the same, for the adapter and for `swaggerUiSchemes`, whatever kind of spec is loaded
 */
export const asOpenApi3 = (system: unknown): object => {
  const selectors = at(system, 'specSelectors');
  const oas3 = at(system, 'oas3Selectors');
  const specNow = (): unknown => call(selectors, 'specJson');
  /** The same for the same spec: by that the adapter knows another one. */
  const dressed = new WeakMap<object, object>();
  const dress = (spec: unknown): unknown => {
    if (typeof spec !== 'object' || spec === null || !lacksServers(spec)) return spec;
    const known = dressed.get(spec);
    if (known) return known;
    const made = {
      size: at(spec, 'size'),
      get: (key: string): unknown =>
        key === 'servers' ? { toJS: () => [{ url: serverOf(selectors, spec) }] } : call(spec, 'get', key),
      getIn: (path: readonly string[]): unknown =>
        call(spec, 'getIn', isSwagger2(spec) ? ['securityDefinitions', ...path.slice(2)] : path),
    };
    dressed.set(spec, made);
    return made;
  };
  // Objects that have all else from the system's own.
  return Object.assign(Object.create(Object(system)), {
    specSelectors: Object.assign(Object.create(Object(selectors)), { specJson: () => dress(specNow()) }),
    oas3Selectors: Object.assign(Object.create(Object(oas3)), {
      selectedServer: (): unknown =>
        lacksServers(specNow()) ? serverOf(selectors, specNow()) : call(oas3, 'selectedServer'),
      serverEffectiveValue: (url: string): unknown =>
        lacksServers(specNow()) ? url : call(oas3, 'serverEffectiveValue', url),
    }),
  });
};
