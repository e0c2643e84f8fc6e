import { preact } from '@preact/preset-vite';
import { minify } from 'terser';
import type { Plugin, Rolldown } from 'vite';
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
 * Nearly all of a docs page's scripts runs while the docs load. Without being told, V8 looks over each function first and compiles it when it is called:
 * 1 to 2 ms more of the page's main thread (https://v8.dev/blog/explicit-compile-hints; a comment like any other to other engines).
 */
const COMPILE_AT_ONCE = '//# allFunctionsCalledOnLoad\n';

/** A second minifier finds 1 to 2 % more than Vite's own: room that the budgets of the worker and of the page's own world have no other way to get. */
const smaller: Plugin = {
  name: 'smaller',
  apply: 'build',
  enforce: 'post',
  async generateBundle({ format }, bundle) {
    for (const [file, chunk] of Object.entries(bundle)) {
      if (chunk.type !== 'chunk') continue;
      // Preact makes classes of functions; nothing in the worker and in the docs pages' scripts does.
      const compress = { passes: 3, hoist_funs: true, keep_fargs: false, unsafe_arrows: format === 'iife' };
      const { code } = await minify(chunk.code, { ecma: 2022, module: format === 'es', compress });
      chunk.code = (file.startsWith('content-scripts/') ? COMPILE_AT_ONCE : '') + (code ?? chunk.code);
    }
  },
};

type Modules = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/** What a module is loaded with: the pages, and whatever is loaded when it is needed, that come to it by plain imports. */
const loadedWith = (id: string, modules: Modules): ReadonlySet<string> => {
  const loaders = new Set<string>();
  // A Set's iteration reaches what is added while it runs.
  const above = new Set([id]);
  for (const each of above) {
    const module = modules.getModuleInfo(each);
    if (module?.isEntry || module?.dynamicImporters.length) loaders.add(each);
    for (const importer of module?.importers ?? []) above.add(importer);
  }
  return loaders;
};

const isPopup = (id: string): boolean => id.endsWith('/entrypoints/popup/index.html');
const isOfPage = (id: string): boolean => /\.(?:css|html)$/.test(id);

/**
 * Our pages' scripts in few files: left alone, the bundler makes forty, and a popup that opens waits longer for nine files than for
 * their code; the package holds each with its own name and its own compression. So there is one that the popup opens with and other pages share, and one
 * with all that it loads later or that only others share.
 */
const fewFiles: Plugin = {
  name: 'few-files',
  outputOptions(options) {
    // A content script and the worker are one file as they are.
    if (options.format === 'iife') return;
    const group = (priority: number, name: string, has: (loaders: readonly string[]) => boolean) => ({
      debugName: name,
      priority,
      // What belongs to a page itself stays with it.
      test: (id: string) => !isOfPage(id),
      name: (id: string, modules: Modules) => (has([...loadedWith(id, modules)]) ? name : null),
    });
    options.codeSplitting = {
      groups: [
        group(2, 'at-open', (loaders) => loaders.length > 1 && loaders.some(isPopup)),
        group(1, 'when-needed', (loaders) => !loaders.some(isPopup) && (loaders.length > 1 || !loaders.some(isOfPage))),
      ],
    };
  },
};

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  i18n: { localesDir: 'utils/i18n/locales' },
  vite: () => ({
    plugins: [preact(), plainImports, contextFree, fewFiles, smaller],
    build: { sourcemap: false, modulePreload: { polyfill: false } },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: [
      'storage',
      'alarms',
      'scripting',
      // Firefox lets a popup that a shortcut has opened copy nothing otherwise: nobody has clicked in it.
      ...(browser === 'firefox' ? ['clipboardWrite'] : []),
    ],
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
