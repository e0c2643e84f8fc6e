import { browser } from 'wxt/browser';
import { StoreContext } from '../../components/context';
import { Popup, preparePopup } from '../../components/popup';
import { showPage, warmUp } from '../../components/show-page';
import { createClient } from '../../utils/messaging/client';
import { type TabProtocol, tabReplies } from '../../utils/messaging/tab-protocol';
import { takeInPortals } from '../../utils/popup/added';
import { openSettings, ownPage, writeClipboard } from '../../utils/popup/own-page';
import { createPopupStore } from '../../utils/popup/store';
import { createCurrentTab } from '../../utils/popup/tab';
import { portals } from '../../utils/portals';

const parameters = new URLSearchParams(location.search);

const createStore = () =>
  createPopupStore({
    ...ownPage,
    portals,
    addedPortals: takeInPortals(),
    clipboard: { write: writeClipboard, heldBy: import.meta.env.BROWSER === 'firefox' ? null : window },
    tabs: {
      current: createCurrentTab(browser.tabs, parameters.get('tab')),
      ask: (tabId) =>
        createClient<TabProtocol>(tabReplies, (message) => browser.tabs.sendMessage(tabId, message, { frameId: 0 })),
      reload: (tabId) => browser.tabs.reload(tabId),
    },
    openSettings: async (part) => {
      await openSettings(part);
      window.close();
    },
    wanted: parameters.get('environment'),
  });

async function show(): Promise<void> {
  const store = createStore();
  const opened = store.open();
  // The first look-up of a word takes its time too. It has it now: what is stored was asked for in the microtasks before.
  queueMicrotask(warmUp);
  await opened;
  await preparePopup(store);
  showPage(
    store.language,
    (t) => t('popup.title'),
    () => (
      <StoreContext.Provider value={store}>
        <Popup />
      </StoreContext.Provider>
    ),
  );
}

void show();
