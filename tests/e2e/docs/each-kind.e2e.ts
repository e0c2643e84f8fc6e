import { type DocsVariant, nameOf } from '../../portal/docs/index.ts';
import { checkRenderer } from '../check-renderer.ts';
import { test } from '../fixtures.ts';

/** One of each way in which a renderer takes a token; all versions are in ../renderers. */
const kinds: readonly DocsVariant[] = [
  // No setApiKey, no event when the server changes.
  { renderer: 'rapidoc', version: '9.0.0', style: 'view' },
  // The key's parts are not in the page.
  { renderer: 'rapidoc', version: '9.3.8', style: 'focused' },
  { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' },
  { renderer: 'swagger-ui', version: '3.52.5', reach: 'no-ui' },
  { renderer: 'swagger-ui', version: '5.17.14', reach: 'dom-only' },
];

for (const variant of kinds) {
  test(`${nameOf(variant)}: authorized, switched both ways, never a foreign token`, async ({
    popup,
    portal,
    replica,
  }) => {
    await checkRenderer({ popup, portal, replica, variant });
  });
}
