import { defineContentScript } from 'wxt/utils/define-content-script';
import { builtInPortals } from '../../utils/portals';
import { docsPatterns } from '../../utils/portals/urls';
import { createBridge } from '../../utils/renderers/bridge';
import { connectIsolated } from '../../utils/renderers/channel';
import { watchRenderers } from '../../utils/renderers/detect';

/** In the page's own world, top frame only: whatever is here is the page's too, so no key and no decision ever is. */
export default defineContentScript({
  // The bundle needs no patterns, only the manifest does: ENTRYPOINT is set when this is bundled, and not while WXT reads the options.
  matches: import.meta.env.ENTRYPOINT ? [] : docsPatterns(builtInPortals),
  world: 'MAIN',
  runAt: 'document_start',
  main() {
    const link = connectIsolated(document);
    const bridge = createBridge(link.report);
    link.onCommand(bridge.command);
    watchRenderers(bridge.listeners, bridge.attach);
  },
});
