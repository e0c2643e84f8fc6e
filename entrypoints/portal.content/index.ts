import { defineContentScript } from 'wxt/utils/define-content-script';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { i18n } from '#i18n';
z.config({ jitless: true });
const a = z.discriminatedUnion('type', [
  z.object({ type: z.literal('a'), b: z.string() }),
  z.object({ type: z.literal('b'), c: z.array(z.int()), d: z.optional(z.record(z.string(), z.boolean())) }),
]);
export default defineContentScript({
  matches: ['https://api.novapost.com/developers'],
  runAt: 'document_start',
  main() {
    const r = a.safeParse(JSON.parse(document.title));
    if (r.success)
      void browser.runtime.sendMessage(r.data).then((x) => (document.title = i18n.t('extension.name') + x));
  },
});
