import { browser } from 'wxt/browser';
import { portalsRecord } from '../../utils/added-portals';
import { armAlarm } from '../../utils/alarms';
import { createPortalApi } from '../../utils/api/portal-api';
import { createAccess } from '../../utils/background/access';
import { createBadgePainter } from '../../utils/background/badge-painter';
import { createCommands } from '../../utils/background/commands';
import { createGuard, shownOnly } from '../../utils/background/guard';
import { createLocking } from '../../utils/background/locking';
import { createNotes } from '../../utils/background/notes';
import { createPageHandlers, type PageContext } from '../../utils/background/page-handlers';
import { createPopupHandlers } from '../../utils/background/popup-handlers';
import { createAddedPortals } from '../../utils/background/portals';
import { createScripts } from '../../utils/background/scripts';
import { createDocsTabs } from '../../utils/background/tabs';
import { createWords } from '../../utils/background/words';
import { eventsRecord } from '../../utils/events';
import { badgeTitle, endingWords } from '../../utils/i18n/badge-title';
import { wordsIn } from '../../utils/i18n/chosen';
import { parseMessages } from '../../utils/i18n/messages';
import { pageWords } from '../../utils/i18n/page-words';
import { timeLanguage } from '../../utils/i18n/time';
import { translate } from '../../utils/i18n/translate';
import { attempt, detach } from '../../utils/log';
import { learnPolicy, storedPolicy as policy, underPolicy } from '../../utils/managed';
import { pageAsks, type PageProtocol } from '../../utils/messaging/page-protocol';
import { popupAsks, type PopupProtocol } from '../../utils/messaging/popup-protocol';
import { createRouter } from '../../utils/messaging/router';
import { classifySender, type Sender } from '../../utils/messaging/sender';
import { builtInPortals, environments, portals } from '../../utils/portals';
import { docsHostPatterns, docsPatterns } from '../../utils/portals/urls';
import { defaultSettings, settingsRecord } from '../../utils/settings';
import { closeToContentScripts } from '../../utils/storage-areas';
import { localAsideRecord, sessionAsideRecord, settleStored } from '../../utils/stored-aside';
import { forgetStored, storedItems } from '../../utils/stored-items';
import { StorageFullError } from '../../utils/storage';
import { createIssuing } from '../../utils/tokens/issuing';
import { pagesRecord } from '../../utils/tokens/pages';
import { renewalsRecord, tokensRecord } from '../../utils/tokens/record';
import { sandboxRequestsRecord } from '../../utils/tokens/sandbox-requests';
import { createTokenService } from '../../utils/tokens/service';
import { environmentState } from '../../utils/tokens/state';
import { keptRecord, keyringRecord, sessionKeysRecord, unlockedRecord } from '../../utils/vault/at-rest';
import { endingKey } from '../../utils/vault/ending';
import { createKeys } from '../../utils/vault/keys';
import { keyringOf } from '../../utils/vault/read';
import { deriveKey } from '../../utils/vault/seal';
import { createVault } from '../../utils/vault/vault';

const BADGE_ALARM = 'badge';
const LOCK_ALARM = 'lock';
const TOKEN_ALARM = 'token:';

const now = () => Date.now();
const newId = () => crypto.randomUUID();
const isOnline = () => navigator.onLine;
/** No timer is longer; nobody waits for one that would be. ms. */
const LONGEST_TIMER_MS = 0x7f_ff_ff_ff;

const after = (ms: number, then: () => void) => void setTimeout(then, Math.min(ms, LONGEST_TIMER_MS));

const note = createNotes(eventsRecord, now);

const mayUse = (origins: string[]) => browser.permissions.contains({ origins });

const api = createPortalApi({
  fetch: (...request) => fetch(...request),
  isOnline,
  timeLimit: (ms) => AbortSignal.timeout(ms),
  now,
  mayCall: ({ protocol, hostname }) => mayUse([`${protocol}//${hostname}/*`]),
});

const access = createAccess(mayUse);

const tabs = createDocsTabs(portals, browser.tabs, pagesRecord, (portal) => mayUse(docsHostPatterns([portal])));

const settings = underPolicy(settingsRecord, policy);

const MINUTE_MS = 60_000;

const vault = createVault({
  derive: deriveKey,
  stored: keyringRecord,
  session: sessionKeysRecord,
  unlocked: unlockedRecord,
  kept: keptRecord,
  now,
  lockAfter: async () => {
    const { lockAfterMinutes } = await settings.read();
    return lockAfterMinutes === null ? null : lockAfterMinutes * MINUTE_MS;
  },
});

const readShown = async () => shownOnly(await vault.read(), await policy.read());

const tokens = createTokenService({
  vault: { read: readShown },
  records: tokensRecord,
  renewals: renewalsRecord,
  exchange: api.exchange,
  now,
  random: () => Math.random(),
  newId,
  after,
  arm: (keyId, due) => armAlarm(browser.alarms, TOKEN_ALARM + keyId, due, now()),
  isWanted: async (environment) => (await settings.read()).refresh === 'while-open' && tabs.isWanted(environment),
  note,
});

const locking = createLocking({
  vault,
  tokens,
  arm: (due) => armAlarm(browser.alarms, LOCK_ALARM, due, now()),
  now,
  note,
});

const keys = createKeys({ keyring: { read: vault.readOpen, update: vault.update }, now, newId });

const issuing = createIssuing({
  requests: sandboxRequestsRecord,
  issueKey: api.issueKey,
  tokenOf: (environment) => tokens.get(environment, 'person'),
  addKey: keys.addIssued,
  isOnline,
  now,
});

const addedPortals = createAddedPortals({
  record: portalsRecord,
  vault,
  tokens,
  settings: settingsRecord,
  pages: pagesRecord,
  requests: sandboxRequestsRecord,
  events: eventsRecord,
  scripts: createScripts(browser.scripting, mayUse),
  leave: tabs.leave,
  giveBack: (origins) => browser.permissions.remove({ origins }),
});

const words = createWords(translate, browser.i18n.getUILanguage(), (language) =>
  wordsIn(language, translate, parseMessages, (path) => fetch(path)),
);

const painter = createBadgePainter({
  pages: tabs.badges,
  stateOf: async (environment) =>
    access.seen(environment, environmentState(await readShown(), await tokensRecord.read(), environment, now())),
  counts: async () => (await settings.read()).badge,
  titleOf: async (environment, state) => {
    const t = await words((await settings.read().catch(defaultSettings)).language);
    const language = timeLanguage(t('popup.language'), browser.i18n.getUILanguage());
    const title = badgeTitle(t, language, environment, state, now());
    const key = endingKey(keyringOf(await readShown()), environment?.id, now());
    return { title: key ? `${title}\n${endingWords(t, language, key, now())}` : title, isOfToday: Boolean(key) };
  },
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
async function openPopup(environment: string | null, tabId: number | undefined): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    const about = new URLSearchParams({ tab: String(tabId), ...(environment === null ? {} : { environment }) });
    await browser.tabs.create({ url: `${browser.runtime.getURL('/popup.html')}?${about.toString()}` });
  }
}

const commands = createCommands({ portals, authorize: tabs.authorize, openPopup, now });

/** What was written by another version, or is damaged. */
const settle = () => settleStored(storedItems, { local: localAsideRecord, session: sessionAsideRecord }, now());

async function forget(): Promise<void> {
  // Where a record can't be read these are refused, and all of it goes none the less.
  await Promise.allSettled([locking.lock(), tokens.stop()]);
  await forgetStored();
  learn();
  await addedPortals.follow();
  await browser.alarms.clearAll();
  const { origins = [] } = await browser.permissions.getAll();
  // The browser counts the pages of our content scripts among them.
  const required = new Set([
    ...docsPatterns(builtInPortals),
    ...(browser.runtime.getManifest().host_permissions ?? []),
  ]);
  const granted = origins.filter((origin) => !required.has(origin));
  if (granted.length > 0) await browser.permissions.remove({ origins: granted });
}

const receivePage = createRouter<PageProtocol, PageContext>(
  pageAsks,
  createPageHandlers({
    words,
    tokens,
    settings,
    tabs,
    access,
    use: () => locking.use(),
    openPopup,
    note,
  }),
);
const receivePopup = createRouter<PopupProtocol, unknown>(
  popupAsks,
  createPopupHandlers({
    keys,
    tokens,
    issuing,
    portals: addedPortals,
    settings,
    pages: pagesRecord,
    vault,
    locking,
    takeWish: commands.takeWish,
    guard: createGuard(policy, vault.read),
    settle,
    reset: async (name) => {
      for (const item of storedItems) if (item.name === name) await item.reset();
    },
    forget,
  }),
  (error) => (error instanceof StorageFullError ? 'storage-full' : undefined),
);

/** Who a message is from; a message from nobody that we answer is left to others. */
const classify = (sender: Sender) =>
  classifySender(sender, { id: browser.runtime.id, baseUrl: browser.runtime.getURL(''), portals });

const NO_ANSWER = { ok: false } as const;

const learn = () => detach(learnPolicy(), 'The policy');

/** Everything that the background does, wired to the browser. */
export function createBackground() {
  const prepare = async () => {
    // Nothing is answered, and so nothing written, unless this has worked.
    await closeToContentScripts(browser.storage.local);
    await attempt(addedPortals.follow(), 'Added portals');
    await attempt(settle(), 'Stored records');
    // Not before: what a damaged record holds of the policy can't be replaced.
    learn();
    await attempt(vault.tidy(), 'Stored keys');
    await attempt(locking.look(), 'Locking');
    await attempt(issuing.prune(), 'Requests');
    await attempt(tokens.restore(), 'Stored tokens');
  };
  const ready = prepare();
  const paint = () => detach(ready.then(painter.repaint), 'The badge');
  const announce = (said = '') =>
    detach(
      ready.then(() => tabs.announce(said)),
      'The docs',
    );
  paint();

  return {
    /** Resolves when the background may work; rejects if it must not. */
    ready,

    onMessage(message: unknown, sender: Sender, sendResponse: (answer: unknown) => void): true | undefined {
      if (sender.id !== browser.runtime.id) return undefined;
      const receive = async () => {
        // Whose docs a page are isn't known before.
        await ready;
        const verdict = classify(sender);
        if (verdict.from === 'refused') return undefined;
        if (verdict.from === 'docs-page') return receivePage(message, verdict);
        // Whatever a person does in our own pages is use.
        detach(locking.use(), 'Use');
        return receivePopup(message, verdict);
      };
      void receive().then(sendResponse, () => sendResponse(NO_ANSWER));
      return true;
    },

    /** A shortcut. It waits itself, where it can: see there. */
    onCommand: (name: string, tab: Parameters<typeof commands.run>[1]) => commands.run(name, tab, ready),

    async onAlarm(name: string): Promise<void> {
      await ready;
      if (name === BADGE_ALARM) await painter.repaint();
      else if (name === LOCK_ALARM) await locking.look();
      else if (name.startsWith(TOKEN_ALARM)) await tokens.wake(name.slice(TOKEN_ALARM.length));
    },

    /** The person has let us onto a site, or has taken one away: everything that shows it is to show it now. */
    async onPermission(isAdded: boolean): Promise<void> {
      await ready;
      if (isAdded) await tokens.forgive();
      paint();
      announce();
      // Last: where the portals can't be read, the built-in ones' sites are taken in all the same.
      await addedPortals.follow();
    },

    /** Repaints the badge and tells the docs pages whenever something that they show has changed. */
    watch(): void {
      for (const record of [vault, tokensRecord]) {
        record.watch(() => {
          paint();
          announce();
        });
      }
      const follow = async () => announce(pageWords(await words((await settings.read()).language), environments));
      for (const record of [settingsRecord, policy]) {
        record.watch(() => {
          paint();
          detach(follow(), 'The docs');
        });
      }
      pagesRecord.watch(paint);
      browser.storage.onChanged.addListener((_changes, area) => area === 'managed' && learn());
    },
  };
}
