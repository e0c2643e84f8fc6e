import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtExtension } from '../browser/launch.ts';
import { expect, test } from './fixtures.ts';

// With and without a query: in a match pattern `?` is a plain character.
const docs = ['', '/', '/?*', '/index.html', '/index.html?*', '?*'].map(
  (end) => `https://api.novapost.com/developers${end}`,
);
const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

// Whatever is added to the manifest shows here, and is thought over.
test('the manifest asks for what is used, and opens nothing', async () => {
  const manifest: unknown = JSON.parse(await readFile(join(builtExtension, 'manifest.json'), 'utf8'));
  expect(manifest).toEqual({
    manifest_version: 3,
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    default_locale: 'en',
    minimum_chrome_version: '140',
    // What an organization can decide for its people.
    storage: { managed_schema: 'managed-schema.json' },
    icons: expect.anything(),
    action: { default_popup: 'popup.html', default_title: expect.any(String) },
    permissions: ['storage', 'alarms', 'scripting'],
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
      authorize: { suggested_key: { default: 'Alt+Shift+J' }, description: '__MSG_commands_authorize__' },
      'copy-token': { suggested_key: { default: 'Alt+Shift+C' }, description: '__MSG_commands_copyToken__' },
    },
    // Keys must not follow into a window that people open to leave nothing behind; failures/private-windows.e2e.ts shows what it does.
    incognito: 'not_allowed',
    host_permissions: ['https://api-stage.novapost.pl/*', 'https://api.novapost.com/*'],
    options_ui: { open_in_tab: true, page: 'options.html' },
    // Sites of portals that people add: asked for one by one, never as a whole.
    optional_host_permissions: [
      'https://api.novaposhta.ua/*',
      'https://*/*',
      'http://localhost/*',
      'http://127.0.0.1/*',
    ],
    background: { service_worker: 'background.js' },
    content_security_policy: { extension_pages: csp },
    content_scripts: expect.arrayContaining([
      { matches: docs, run_at: 'document_start', js: ['content-scripts/portal.js'] },
      { matches: docs, run_at: 'document_start', js: ['content-scripts/portal-page.js'], world: 'MAIN' },
    ]),
  });
  expect(Object(manifest).content_scripts).toHaveLength(2);
});
