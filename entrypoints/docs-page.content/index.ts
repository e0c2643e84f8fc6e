import { defineContentScript } from 'wxt/utils/define-content-script';
import { connectIsolated } from '../../utils/renderers/channel';
import { createFields } from '../../utils/renderers/field';
import { findAllRenderers } from '../../utils/renderers/find-all';
import { kinds } from '../../utils/renderers/kinds';
import { createSeveral } from '../../utils/renderers/several';
import type { PageReport } from '../../utils/renderers/types';

/**
 * The docs of portals that people add, in the page's own world: every renderer that we know, several on a page, and plain fields. Registered for
 * their pages while the extension runs. As in portal-page.content whatever is here is the page's too, so no key and no decision ever is.
 */
export default defineContentScript({
  registration: 'runtime',
  world: 'MAIN',
  runAt: 'document_start',
  main() {
    const link = connectIsolated(document);
    const fields = createFields(link.report);
    // Where the token goes into a field, the page's renderers have nothing to say.
    const report = (said: PageReport) => void (fields.isWanted() || link.report(said));
    const several = createSeveral(report);
    link.onCommand((raw) => (fields.isMine(raw) ? fields.command(raw) : several.command(raw)));
    findAllRenderers(kinds, several, () => report({ say: 'nothing-to-fill' }), fields.follow, fields.look);
  },
});
