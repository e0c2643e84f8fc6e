import { createBridge } from '../../../utils/renderers/bridge';
import { findElements, isElements } from '../../../utils/renderers/elements';
import { findScalar, isScalar } from '../../../utils/renderers/scalar';
import type { PageReport, Renderer } from '../../../utils/renderers/types';
import { watch } from '../../../utils/renderers/watch';

/**
 * The page's half of the extension for renderers that no content script of the build finds yet: bundled by the test, and put into the page at
 * its start as `window.docs`.
 */

const reports: PageReport[] = [];
const bridge = createBridge((report) => reports.push(report));
let renderer: Renderer | null = null;

watch(document, () => {
  renderer ??= findScalar(bridge.listeners) ?? findElements(bridge.listeners);
  if (renderer) bridge.attach(renderer);
  return !!renderer;
});

const docs = {
  reports,
  command: bridge.command,
  kinds: () => ({
    scalar: isScalar(),
    elements: isElements(),
    redoc: document.querySelector('redoc, .redoc-wrap') !== null,
  }),
  /** @returns what the adapter says of the page, `null` while there is none */
  look: (scheme: string) =>
    renderer && {
      name: renderer.name,
      isReady: renderer.isReady(),
      servers: renderer.servers(),
      selected: renderer.selectedServer(),
      schemes: renderer.schemes?.() ?? [],
      value: renderer.value(scheme),
    },
};

Object.assign(window, { docs });

export type Docs = typeof docs;
