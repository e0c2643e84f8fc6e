import { browser } from 'wxt/browser';
import { armAlarm } from '../../utils/alarms';
import { createPortalApi } from '../../utils/api/portal-api';
import { createBadgePainter } from '../../utils/background/badge-painter';
import { createPageHandlers } from '../../utils/background/page-handlers';
import { createPopupHandlers } from '../../utils/background/popup-handlers';
import { createDocsTabs } from '../../utils/background/tabs';
import { badgeTitle } from '../../utils/i18n/badge-title';
import { translate } from '../../utils/i18n/translate';
import { detach, logProblem } from '../../utils/log';
import { pageAsks } from '../../utils/messaging/page-protocol';
import { popupAsks } from '../../utils/messaging/popup-protocol';
import { createRouter } from '../../utils/messaging/router';
import { classifySender, type Sender } from '../../utils/messaging/sender';
import { portals } from '../../utils/portals';
import { settingsRecord } from '../../utils/settings';
import { StorageFullError } from '../../utils/storage';
import { pagesRecord } from '../../utils/tokens/pages';
import { renewalsRecord, tokensRecord } from '../../utils/tokens/record';
import { createSandboxKeys } from '../../utils/tokens/sandbox-key';
import { sandboxRequestsRecord } from '../../utils/tokens/sandbox-requests';
import { createTokenService } from '../../utils/tokens/service';
import { environmentState } from '../../utils/tokens/state';
import { keyringRecord } from '../../utils/vault/keyring';
import { createKeys } from '../../utils/vault/keys';
import { lockLocalStorage } from '../../utils/vault/lock-storage';

const BADGE_ALARM = 'badge';
const TOKEN_ALARM = 'token:';

const now = () => Date.now();
const newId = () => crypto.randomUUID();
const isOnline = () => navigator.onLine;
const after = (ms: number, then: () => void) => void setTimeout(then, ms);

const api = createPortalApi({
  fetch: (...request) => fetch(...request),
  isOnline,
  timeLimit: (ms) => AbortSignal.timeout(ms),
  now,
  mayCall: (origin) => browser.permissions.contains({ origins: [`${origin}/*`] }),
});

const tabs = createDocsTabs(portals, browser.tabs, pagesRecord);

const tokens = createTokenService({
  keyring: keyringRecord,
  records: tokensRecord,
  renewals: renewalsRecord,
  exchange: api.exchange,
  now,
  random: () => Math.random(),
  newId,
  after,
  arm: (keyId, due) => armAlarm(browser.alarms, TOKEN_ALARM + keyId, due, now()),
  isWanted: tabs.isWanted,
});

const keys = createKeys({ keyring: keyringRecord, now, newId });

const sandboxKeys = createSandboxKeys({
  requests: sandboxRequestsRecord,
  issueKey: api.issueKey,
  addKey: keys.addIssued,
  isOnline,
  now,
});

const painter = createBadgePainter({
  pages: tabs.current,
  stateOf: async (environment) =>
    environmentState(await keyringRecord.read(), await tokensRecord.read(), environment, now()),
  titleOf: (environment, state) => badgeTitle(translate, environment, state),
  paint: async ({ tabId, text, colour, title }) => {
    const where = tabId === undefined ? {} : { tabId };
    try {
      await Promise.all([
        browser.action.setBadgeText({ ...where, text }),
        browser.action.setBadgeBackgroundColor({ ...where, color: colour }),
        browser.action.setBadgeTextColor({ ...where, color: '#ffffff' }),
        browser.action.setTitle({ ...where, title }),
      ]);
    } catch {
      // The tab was closed meanwhile: it needs no badge.
    }
  },
  arm: (due) => armAlarm(browser.alarms, BADGE_ALARM, due, now()),
  after,
  now,
});

/** The popup where the browser can open it without a click on the toolbar, else its page in a tab, told what it is about. */
async function openPopup(environment: string | null, tabId: number): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    const about = new URLSearchParams({ tab: String(tabId), ...(environment === null ? {} : { environment }) });
    await browser.tabs.create({ url: `${browser.runtime.getURL('/popup.html')}?${about.toString()}` });
  }
}

const receivePage = createRouter(
  pageAsks,
  createPageHandlers({ t: translate, tokens, settings: settingsRecord, tabs, openPopup }),
);
const receivePopup = createRouter(
  popupAsks,
  createPopupHandlers({ keys, tokens, sandboxKeys, settings: settingsRecord, pages: pagesRecord }),
  (error) => (error instanceof StorageFullError ? 'storage-full' : undefined),
);

/** Who a message is from; a message from nobody that we answer is left to others. */
const classify = (sender: Sender) =>
  classifySender(sender, { id: browser.runtime.id, baseUrl: browser.runtime.getURL(''), portals });

const NO_ANSWER = { ok: false } as const;

/** Everything that the background does, wired to the browser. */
export function createBackground() {
  const prepare = async () => {
    // Nothing is answered, and so nothing written, unless this has worked.
    await lockLocalStorage(browser.storage.local);
    await tokens.restore().catch((error: unknown) => logProblem('Stored tokens could not be restored', error));
  };
  const ready = prepare();
  const paint = () => detach(ready.then(painter.repaint), 'The badge could not be painted');
  const announce = () => detach(ready.then(tabs.announce), 'The docs pages could not be told');
  paint();

  return {
    /** Resolves when the background may work; rejects if it must not. */
    ready,

    onMessage(message: unknown, sender: Sender, sendResponse: (answer: unknown) => void): true | undefined {
      const verdict = classify(sender);
      if (verdict.from === 'refused') return undefined;
      const receive = async () => {
        await ready;
        return verdict.from === 'docs-page' ? receivePage(message, verdict) : receivePopup(message, verdict);
      };
      void receive().then(sendResponse, () => sendResponse(NO_ANSWER));
      return true;
    },

    async onAlarm(name: string): Promise<void> {
      await ready;
      if (name === BADGE_ALARM) await painter.repaint();
      else if (name.startsWith(TOKEN_ALARM)) await tokens.wake(name.slice(TOKEN_ALARM.length));
    },

    async onPermission(): Promise<void> {
      await ready;
      await tokens.forgive();
    },

    /** Repaints the badge and tells the docs pages whenever something that they show has changed. */
    watch(): void {
      for (const record of [keyringRecord, tokensRecord, settingsRecord]) {
        record.watch(() => {
          paint();
          announce();
        });
      }
      pagesRecord.watch(paint);
    },
  };
}
