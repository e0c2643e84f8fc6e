import { render } from 'preact';
import { browser } from 'wxt/browser';
import { StoreContext, VoiceContext } from '../../components/context';
import { Popup, preparePopup } from '../../components/popup';
import type { Voice } from '../../utils/i18n/news';
import { createClient } from '../../utils/messaging/client';
import { type TabProtocol, tabReplies } from '../../utils/messaging/tab-protocol';
import { type PopupProtocol, popupReplies } from '../../utils/messaging/popup-protocol';
import { takeInPortals } from '../../utils/popup/added';
import { createTicker } from '../../utils/popup/clock';
import { createPopupStore } from '../../utils/popup/store';
import { createCurrentTab } from '../../utils/popup/tab';
import { createOwnRecords } from '../../utils/popup/own-records';
import { followLanguage } from '../../utils/popup/voice';
import { portals } from '../../utils/portals';

const parameters = new URLSearchParams(location.search);

const now = () => Date.now();

await takeInPortals();

const store = createPopupStore({
  portals,
  records: createOwnRecords(now),
  ask: createClient<PopupProtocol>(popupReplies, (message) => browser.runtime.sendMessage(message)),
  clock: { now, tick: createTicker(document, window) },
  onOnline: (then) => window.addEventListener('online', then),
  clipboard: {
    write: (text) => navigator.clipboard.writeText(text),
    heldBy: import.meta.env.BROWSER === 'firefox' ? null : window,
  },
  permissions: {
    request: (origins) => browser.permissions.request({ origins }),
    contains: (origins) => browser.permissions.contains({ origins }),
    watch: (then) => {
      browser.permissions.onAdded.addListener(then);
      browser.permissions.onRemoved.addListener(then);
    },
  },
  tabs: {
    current: createCurrentTab(browser.tabs, parameters.get('tab')),
    ask: (tabId) =>
      createClient<TabProtocol>(tabReplies, (message) => browser.tabs.sendMessage(tabId, message, { frameId: 0 })),
    reload: (tabId) => browser.tabs.reload(tabId),
  },
  openSettings: async (part) => {
    await browser.tabs.create({ url: `${browser.runtime.getURL('/options.html')}${part && `#${part}`}` });
    window.close();
  },
  openLately: () => import('../../utils/popup/own-lately').then((loaded) => loaded.openLately()),
  newId: () => crypto.randomUUID(),
  wanted: parameters.get('environment'),
});

const root = document.getElementById('app');

function draw(voice: Voice): void {
  document.documentElement.lang = voice.t('popup.language');
  document.title = voice.t('popup.title');
  if (!root) return;
  render(
    <StoreContext.Provider value={store}>
      <VoiceContext.Provider value={voice}>
        <Popup />
      </VoiceContext.Provider>
    </StoreContext.Provider>,
    root,
  );
}

async function show(): Promise<void> {
  await store.open();
  await preparePopup(store);
  followLanguage(store.language, browser.i18n.getUILanguage(), draw);
}

void show();
