import { preact } from '@preact/preset-vite';
import { minify } from 'terser';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { builtInPortals } from './utils/portals';
import { hostPatterns } from './utils/portals/urls';

const withAccess = (access: 'install' | 'optional') =>
  builtInPortals.flatMap(({ environments }) => environments.filter(({ hostAccess }) => hostAccess === access));

/** Where portals may be that people add: each of their sites is asked for when it is added. */
const anywhere = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];

/** What extension pages may do: run their own files and call the APIs, nothing else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  // Their own files (the words of a language that the person has chosen), and the APIs: which those are is the person's choice. Where nothing
  // was allowed nothing is sent: see `mayCall`.
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Chunks lie beside the page that loads them, and have no styles of their own: Vite's preloading would be 1.6 kB of the popup for nothing. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  resolveId: (id) => (id === '\0vite/preload-helper.js' ? id : undefined),
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
  generateBundle: {
    order: 'post',
    // The lists of what would be preloaded: nobody reads them any more.
    handler(_options, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk')
          chunk.code = chunk.code
            .replace(/^const __vite__mapDeps=.*\n/, '')
            .replaceAll(/,__vite__mapDeps\(\[[\d,]*\]\)/g, '');
    },
  },
};

/** What WXT wraps a content script in to end it when a newer one comes: 2.4 kB and work while the docs load, and a docs page's script ends with its page. */
const contextFree: Plugin = {
  name: 'context-free',
  enforce: 'pre',
  resolveId: (id) => (id === 'wxt/utils/content-script-context' ? '\0no-context' : undefined),
  load: (id) => (id === '\0no-context' ? 'export const ContentScriptContext = Object;' : undefined),
};

/**
 * Rolldown overlooks the marks on our kinds of schemas where they are called as `z.object()` from another chunk, and a page would keep what
 * it doesn't parse: each call gets a mark of its own, and a file of which nothing is used is left out.
 */
const pureSchemas: Plugin = {
  name: 'pure-schemas',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('/utils/') && code.includes('import * as z from')
      ? {
          code: code.replaceAll(
            /\bz\.(?:object|string|number|boolean|unknown|literal|array|union|nullable|dictionary)\(/g,
            '/* @__PURE__ */ $&',
          ),
          moduleSideEffects: false,
        }
      : undefined,
};

/** A second minifier finds 1 to 2 % more than Vite's own: room that the budgets of the worker and of the page's own world have no other way to get. */
const smaller: Plugin = {
  name: 'smaller',
  apply: 'build',
  enforce: 'post',
  async generateBundle({ format }, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const compress = { passes: 3, hoist_funs: true, keep_fargs: false };
      const { code } = await minify(chunk.code, { ecma: 2022, module: format === 'es', compress });
      chunk.code = code ?? chunk.code;
    }
  },
};

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  i18n: { localesDir: 'utils/i18n/locales' },
  vite: () => ({
    plugins: [preact(), plainImports, contextFree, pureSchemas, smaller],
    build: { sourcemap: false, modulePreload: { polyfill: false } },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'scripting'],
    // People open a private window to leave nothing behind: keys and tokens of the other windows must not follow them in.
    incognito: 'not_allowed',
    host_permissions: hostPatterns(withAccess('install')),
    optional_host_permissions: [...hostPatterns(withAccess('optional')), ...anywhere],
    // None that Chrome, Edge or Firefox use themselves (Alt+Shift+A, B, I and T are). The person may change them in the browser.
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
      authorize: { suggested_key: { default: 'Alt+Shift+J' }, description: '__MSG_commands_authorize__' },
      'copy-token': { suggested_key: { default: 'Alt+Shift+C' }, description: '__MSG_commands_copyToken__' },
    },
    content_security_policy: { extension_pages: contentSecurityPolicy },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'authorizer@novapost-authorizer.invalid',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo'] },
            },
          },
        }
      : { minimum_chrome_version: '140', storage: { managed_schema: 'managed-schema.json' } }),
  }),
  hooks: {
    'build:publicAssets': (_wxt, assets) => {
      for (const asset of assets)
        if ('contents' in asset && asset.relativeDest.endsWith('messages.json'))
          asset.contents = JSON.stringify(JSON.parse(asset.contents));
    },
  },
  zip: {
    artifactTemplate: '{{name}}-{{version}}-{{browser}}.zip',
    excludeSources: ['tests/**', '.ci/**', '.github/**'],
  },
});
