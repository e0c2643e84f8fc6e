import { browser } from 'wxt/browser';
import { Options } from '../../components/options';
import { OptionsContext } from '../../components/options-context';
import { showPage } from '../../components/show-page';
import { portalsRecord } from '../../utils/added-portals';
import { tellIgnored } from '../../utils/managed';
import { createClient } from '../../utils/messaging/client';
import { type PopupProtocol, popupReplies } from '../../utils/messaging/popup-protocol';
import { createOptionsStore } from '../../utils/options/store';
import { createOwnRecords } from '../../utils/popup/own-records';
import { saveFile } from '../../utils/save-file';
import { storedItems } from '../../utils/stored-items';
import { deriveKey } from '../../utils/vault/seal';

// As in the background: the page's own list of requests would keep the address of a try, which may have a key in it.
performance.setResourceTimingBufferSize(0);

const now = () => Date.now();

/** The browser's lock that a page holds while it makes a portal. */
const FORMS = 'portal-forms';

/** Firefox alone opens its page for them by itself. */
const commands: (typeof browser.commands & { openShortcutSettings?: () => Promise<void> }) | undefined =
  browser.commands;
const openCommands =
  import.meta.env.BROWSER === 'firefox'
    ? (commands?.openShortcutSettings?.bind(commands) ?? null)
    : () => browser.tabs.create({ url: 'chrome://extensions/shortcuts' });

const store = createOptionsStore({
  records: createOwnRecords(now),
  portals: portalsRecord,
  items: storedItems,
  ask: createClient<PopupProtocol>(popupReplies, (message) => browser.runtime.sendMessage(message)),
  now,
  save: saveFile,
  derive: deriveKey,
  permissions: {
    request: (origins) => browser.permissions.request({ origins }),
    contains: (origins) => browser.permissions.contains({ origins }),
    granted: async () => (await browser.permissions.getAll()).origins ?? [],
    remove: (origins) => browser.permissions.remove({ origins }),
    watch: (then) => {
      browser.permissions.onAdded.addListener(then);
      browser.permissions.onRemoved.addListener(then);
    },
  },
  forms: {
    hold: (until) => void navigator.locks.request(FORMS, { mode: 'shared' }, () => until),
    unlessHeld: async (task) => {
      await navigator.locks.request(FORMS, { ifAvailable: true }, async (lock) => {
        if (lock) await task();
      });
    },
  },
  api: {
    fetch: (...request) => fetch(...request),
    isOnline: () => navigator.onLine,
    timeLimit: (ms) => AbortSignal.timeout(ms),
    // A match pattern knows no ports.
    mayCall: ({ protocol, hostname }) => browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] }),
  },
  newId: () => crypto.randomUUID().replaceAll('-', '').slice(0, 16),
  commands: { list: async () => (await commands?.getAll()) ?? [], open: openCommands },
  version: browser.runtime.getManifest().version,
});

const follow = () => store.go(location.hash);
addEventListener('hashchange', follow);
// They may come back from the browser's page for shortcuts.
addEventListener('focus', () => void store.shortcuts.look());

async function show(): Promise<void> {
  await store.open();
  follow();
  showPage(
    store.language,
    (t) => `${t('options.title')} · ${t('popup.title')}`,
    () => (
      <OptionsContext.Provider value={store}>
        <Options onForgotten={() => (location.hash = 'forgotten')} />
      </OptionsContext.Provider>
    ),
  );
}

void show();
void tellIgnored();
