import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBridge } from '../../../utils/renderers/bridge';
import { findScalar } from '../../../utils/renderers/scalar';
import type { PageReport } from '../../../utils/renderers/types';
import { production, sandbox, settle } from './fake-renderer';

/** Scalar's stores and its content, as the adapter finds them. */
const createPage = (first: object) => {
  const secrets: Record<string, Record<string, unknown>> = {};
  const tell: (() => void)[] = [];
  const props = {
    documentSlug: 'one',
    clientDocument: first,
    options: {},
    eventBus: { onAny: (listener: () => void) => void tell.push(listener) },
    authStore: {
      getAuthSecrets: (of: string, scheme: string) => secrets[`${of} ${scheme}`],
      setAuthSecrets: (of: string, scheme: string, given: Record<string, unknown>) => {
        secrets[`${of} ${scheme}`] = given;
      },
      getAuthSelectedSchemas: () => undefined,
    },
  };
  const element = { _vnode: { component: { props } } };
  vi.stubGlobal('document', { querySelector: () => element, baseURI: 'https://docs.test/' });
  return {
    token: (of: string) => secrets[`${of} JWT`]?.['x-scalar-secret-token'] ?? '',
    show: async (documentSlug: string, clientDocument: object) => {
      Object.assign(props, { documentSlug, clientDocument });
      for (const listener of tell) listener();
      await settle();
    },
  };
};

const spec = (...urls: string[]) => ({
  openapi: '3.1.0',
  servers: urls.map((url) => ({ url })),
  components: { securitySchemes: { JWT: { type: 'http', scheme: 'bearer' } } },
});

/** What is in the page's localStorage. */
const disk = new Map<string, string>();

const attach = () => {
  const reports: PageReport[] = [];
  const bridge = createBridge((report) => reports.push(report));
  bridge.attach(findScalar(bridge.listeners));
  let id = 0;
  return {
    reports,
    leave: () => bridge.attach(null),
    fill: async (token: string, server: string) => {
      id += 1;
      bridge.command({ do: 'fill', id, scheme: 'JWT', token, servers: [server], overwrite: false });
      await settle();
      return reports.at(-1);
    },
  };
};

beforeEach(() => {
  vi.stubGlobal('location', { href: 'https://docs.test/guide/', origin: 'https://docs.test' });
  vi.stubGlobal('window', { fetch: () => Promise.reject(new Error('Nothing is sent')), addEventListener() {} });
  disk.clear();
  class FakeStorage {
    setItem(key: string, value: string): void {
      disk.set(key, value);
    }
  }
  vi.stubGlobal('Storage', FakeStorage);
  vi.stubGlobal('localStorage', new FakeStorage());
  vi.stubGlobal(
    'MutationObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a document that isn’t shown any longer keeps nothing, and is filled again later', async () => {
  const [one, two] = [spec(sandbox, production), spec(production)];
  const page = createPage(one);
  const { fill } = attach();
  expect(await fill('canary-one', sandbox)).toMatchObject({ say: 'filled' });
  expect(page.token('one')).toBe('canary-one');
  await page.show('two', two);
  expect(page.token('one')).toBe('');
  expect(await fill('canary-two', production)).toMatchObject({ say: 'filled' });
  await page.show('one', one);
  expect(page.token('two')).toBe('');
  expect(await fill('canary-one', sandbox)).toMatchObject({ say: 'filled' });
});

it('a spec without servers is for the page’s own host', () => {
  createPage(spec());
  expect(attach().reports).toMatchObject([{ say: 'ready', selected: 'https://docs.test/' }]);
});

it('what Scalar stores after it has left the page has nothing of ours', async () => {
  createPage(spec(sandbox));
  const { fill, leave } = attach();
  expect(await fill('canary', sandbox)).toMatchObject({ say: 'filled' });
  vi.useFakeTimers();
  leave();
  const secrets = { B: { 'x-scalar-secret-token': 'canary', 'x-scalar-secret-username': 'theirs' } };
  const store = () => localStorage.setItem('scalar-reference-auth-one', JSON.stringify({ secrets }));
  store();
  expect(disk.get('scalar-reference-auth-one')).toBe('{"secrets":{"B":{"x-scalar-secret-username":"theirs"}}}');
  // The page's own function is back once nothing of ours can come any more.
  vi.runAllTimers();
  store();
  expect(disk.get('scalar-reference-auth-one')).toContain('canary');
});
