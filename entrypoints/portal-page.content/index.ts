import { defineContentScript } from 'wxt/utils/define-content-script';
import { portals } from '../../utils/portals';
import { docsPatterns } from '../../utils/portals/urls';
import { createBridge } from '../../utils/renderers/bridge';
import { connectIsolated } from '../../utils/renderers/channel';
import { watchRenderers } from '../../utils/renderers/detect';

/** In the page's own world, top frame only: whatever is here is the page's too, so no key and no decision ever is. */
export default defineContentScript({
  matches: docsPatterns(portals),
  world: 'MAIN',
  runAt: 'document_start',
  main() {
    const link = connectIsolated(document);
    const bridge = createBridge(link.report);
    link.onCommand(bridge.command);
    watchRenderers(window, bridge.listeners, bridge.attach);
  },
});
