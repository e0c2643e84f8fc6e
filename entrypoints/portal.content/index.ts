import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { createPill } from '../../components/pill';
import { createPageWords } from '../../utils/i18n/page-words';
import { translate } from '../../utils/i18n/translate';
import { createClient } from '../../utils/messaging/client';
import { type Greeting, type PageProtocol, pageReplies } from '../../utils/messaging/page-protocol';
import { createRouter } from '../../utils/messaging/router';
import { tabAsks, type TabProtocol } from '../../utils/messaging/tab-protocol';
import { createPageController } from '../../utils/page/controller';
import { watchGestures } from '../../utils/page/gestures';
import type { PageState } from '../../utils/page/page-state';
import { pillModel } from '../../utils/page/pill-model';
import { untilAnswered } from '../../utils/page/until-answered';
import { whenShown } from '../../utils/page/when-shown';
import { builtInPortals, type PagePortal } from '../../utils/portals';
import { docsPatterns, portalOfPage } from '../../utils/portals/urls';
import { keepFromAutofill } from '../../utils/renderers/autofill';
import { connectPage } from '../../utils/renderers/channel';

export default defineContentScript({
  // Only the manifest needs them: ENTRYPOINT is set when this is bundled, and not while WXT reads the options.
  matches: import.meta.env.ENTRYPOINT ? [] : docsPatterns(builtInPortals),
  runAt: 'document_start',
  main() {
    const now = () => Date.now();
    // Firefox runs us in pages that are open when we are installed, updated or turned on, too: the page's own scripts were first there, its docs
    // are drawn, and an earlier script of ours may have left its pill behind, which nobody drives any more.
    const isLate = document.readyState !== 'loading';
    const page = connectPage(document);
    const ask = createClient<PageProtocol>(pageReplies, (message) => browser.runtime.sendMessage(message));
    const hello = () => untilAnswered(() => ask('page.hello', {}), window, now);
    const builtIn = portalOfPage(builtInPortals, location.href);
    if (builtIn) return begin(builtIn);
    // The docs of a portal that a person has added: only the background knows which, and it tells no page that nobody sees.
    whenShown(document, () => {
      void hello().then((greeting) => greeting.portal && begin(greeting.portal));
    });

    function begin(portal: PagePortal): void {
      const words = createPageWords(translate);
      const pill = createPill({
        document,
        t: words.t,
        now,
        onAction: (action) => {
          if (action === 'authorize') controller.authorize();
          else if (action === 'reload') location.reload();
          else void ask('page.open-popup', { environment: controller.describe().environment }).catch(() => undefined);
        },
        onStand: (standing) => void ask('page.pill', standing).catch(() => undefined),
      });
      const greet = (greeting: Greeting) => {
        words.learn(greeting.words);
        pill.stand(greeting);
      };
      let shown: PageState | undefined;
      const draw = () => shown && pill.show(pillModel(words.t, portal, shown));
      const controller = createPageController({
        portal,
        ask,
        send: page.send,
        show: (state) => {
          // It is drawn by now, in most styles.
          if (state.state === 'authorized') keepFromAutofill(document);
          shown = state;
          draw();
        },
        greet,
        stand: pill.stand,
        hasRecentGesture: watchGestures(
          window,
          now,
          () => void ask('page.used', {}).catch(() => undefined),
          () => keepFromAutofill(document),
        ),
        isOrphaned: () => !browser.runtime?.id,
        address: () => location.href,
        now,
        // No timer is longer than that.
        after: (ms, then) => void setTimeout(then, Math.min(ms, 0x7f_ff_ff_ff)),
      });
      if (isLate) {
        for (const left of document.querySelectorAll('novapost-authorizer')) left.remove();
        // Only a reload helps. Nothing answers the popup here: it offers one, too.
        return void hello().then(greet).then(controller.leave);
      }
      const receive = createRouter<TabProtocol, undefined>(tabAsks, {
        'tab.changed': async ({ words: known }) => {
          if (known) words.learn(known);
          draw();
          void controller.review();
          return {};
        },
        'tab.left': async ({ portal: left }) => {
          if (left === portal.id) controller.leave();
          return {};
        },
        'tab.authorize': async () => {
          controller.authorize();
          return {};
        },
        'tab.describe': async () => controller.describe(),
      });

      browser.runtime.onMessage.addListener(
        (message: unknown, sender: { id?: string }, sendResponse: (answer: unknown) => void) => {
          // Only our own contexts can send here; other extensions have no way to a content script.
          const answer = sender.id === browser.runtime.id ? receive(message, undefined) : undefined;
          void answer?.then(sendResponse);
          return answer ? true : undefined;
        },
      );
      // What the page's world has said until then waits for it.
      const start = () => {
        void controller.start();
        page.onReport(controller.onReport);
      };
      // A page that is only prerendered gets nothing: nobody looks at it.
      whenShown(document, start);
      const comeBack = () => void controller.comeBack();
      // Not what the page's script dispatches: nothing that it says makes a request.
      window.addEventListener(
        'online',
        ({ isTrusted }) => isTrusted && void ask('page.online', {}).catch(() => undefined),
      );
      window.addEventListener('pageshow', ({ isTrusted, persisted }) => isTrusted && persisted && comeBack());
      document.addEventListener('resume', ({ isTrusted }) => isTrusted && comeBack());
    }
  },
});
