import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBridge } from '../../../utils/renderers/bridge';
import { at } from '../../../utils/renderers/guards';
import { kinds } from '../../../utils/renderers/kinds';
import { asOpenApi3 } from '../../../utils/renderers/swagger2';
import { settle } from './fake-renderer';

beforeEach(() => void vi.stubGlobal('location', { href: 'https://docs.test/guide/' }));
afterEach(() => vi.unstubAllGlobals());

it('a RapiDoc whose server has no scheme of its own sends the token there, and nowhere else', async () => {
  const scheme = { securitySchemeId: 'B', type: 'http', scheme: 'bearer', value: '', finalKeyValue: '' };
  const element = Object.assign(new EventTarget(), {
    resolvedSpec: { servers: [{ url: '//api.test/v1' }], securitySchemes: [scheme] },
    selectedServer: { computedUrl: '//api.test/v1' },
    getRootNode: () => element,
  });
  const find = kinds.find(({ selector }) => selector === 'rapi-doc')?.find;
  if (!find) throw new Error('RapiDoc is no kind');
  const bridge = createBridge(() => undefined);
  bridge.attach(Reflect.apply(find, undefined, [bridge.listeners, element]));
  bridge.command({
    do: 'fill',
    id: 1,
    scheme: 'B',
    token: 'canary',
    servers: ['https://api.test/v1'],
    overwrite: false,
  });
  await settle();
  const sentTo = (url: string) => {
    const request = { url, headers: { Authorization: scheme.finalKeyValue } };
    element.dispatchEvent(new CustomEvent('before-try', { detail: { request } }));
    return request.headers.Authorization;
  };
  expect(sentTo('//api.test/v1/things')).toBe('Bearer canary');
  expect(sentTo('//other.test/v1/things')).toBeUndefined();
});

/** As much of immutable data as is asked of a spec. */
const immutable = (data: Record<string, unknown>): object => ({
  size: Object.keys(data).length,
  get: (key: string) => data[key],
  getIn: (path: readonly string[]) => at(data, ...path),
});
const list = (...urls: string[]) => ({ size: urls.length, toJS: () => urls.map((url) => ({ url })) });

it.each([
  ['none', undefined, 'https://api.test/'],
  ['an empty list', list(), 'https://api.test/'],
  ['some', list('https://one.test/v1'), 'https://one.test/v1'],
])('Swagger UI with %s for its servers', (_what, servers, selected) => {
  const spec = immutable({ openapi: '3.1.0', servers, components: { securitySchemes: { B: 'the scheme' } } });
  const system = asOpenApi3({
    specSelectors: { specJson: () => spec, url: () => 'https://api.test/v1/openapi.json' },
    oas3Selectors: { selectedServer: () => 'https://one.test/v1', serverEffectiveValue: (url: string) => url },
  });
  const [shown, chosen] = [at(system, 'specSelectors', 'specJson'), at(system, 'oas3Selectors', 'selectedServer')];
  if (typeof shown !== 'function' || typeof chosen !== 'function') throw new Error('No selectors');
  expect(chosen()).toBe(selected);
  const given: unknown = shown();
  const [get, getIn] = [at(given, 'get'), at(given, 'getIn')];
  if (typeof get !== 'function' || typeof getIn !== 'function') throw new Error('No spec');
  expect(get('servers').toJS()).toEqual([{ url: selected }]);
  expect(getIn(['components', 'securitySchemes', 'B'])).toBe('the scheme');
  expect(shown()).toBe(given);
});
