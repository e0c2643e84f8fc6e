import { render } from 'preact';
import { browser } from 'wxt/browser';
import { StoreContext, VoiceContext } from '../../components/context';
import { Welcome } from '../../components/welcome';
import type { Voice } from '../../utils/i18n/news';
import { createClient } from '../../utils/messaging/client';
import { type PopupProtocol, popupReplies } from '../../utils/messaging/popup-protocol';
import { takeInPortals } from '../../utils/popup/added';
import { createTicker } from '../../utils/popup/clock';
import { createOwnRecords } from '../../utils/popup/own-records';
import { createPopupStore } from '../../utils/popup/store';
import { followLanguage } from '../../utils/popup/voice';
import { builtInPortals } from '../../utils/portals';

const now = () => Date.now();

// Keys are added here as in the popup; there is no docs page under this one.
await takeInPortals();

const store = createPopupStore({
  portals: builtInPortals,
  records: createOwnRecords(now),
  ask: createClient<PopupProtocol>(popupReplies, (message) => browser.runtime.sendMessage(message)),
  clock: { now, tick: createTicker(document, window) },
  onOnline: (then) => window.addEventListener('online', then),
  clipboard: { write: (text) => navigator.clipboard.writeText(text), heldBy: null },
  permissions: {
    request: (origins) => browser.permissions.request({ origins }),
    contains: (origins) => browser.permissions.contains({ origins }),
    watch: (then) => {
      browser.permissions.onAdded.addListener(then);
      browser.permissions.onRemoved.addListener(then);
    },
  },
  tabs: {
    current: async () => undefined,
    ask: () => () => Promise.reject(new Error('There is no page to ask')),
    reload: async () => undefined,
  },
  openSettings: async (part) => {
    await browser.tabs.create({ url: `${browser.runtime.getURL('/options.html')}${part && `#${part}`}` });
  },
  openLately: () => import('../../utils/popup/own-lately').then((loaded) => loaded.openLately()),
  newId: () => crypto.randomUUID(),
  wanted: new URLSearchParams(location.search).get('environment'),
});

const root = document.getElementById('app');

function draw(voice: Voice): void {
  document.documentElement.lang = voice.t('popup.language');
  document.title = `${voice.t('welcome.title')} · ${voice.t('popup.title')}`;
  if (!root) return;
  render(
    <StoreContext.Provider value={store}>
      <VoiceContext.Provider value={voice}>
        <Welcome part={location.hash.slice(1)} />
      </VoiceContext.Provider>
    </StoreContext.Provider>,
    root,
  );
}

async function show(): Promise<void> {
  await store.open();
  followLanguage(store.language, browser.i18n.getUILanguage(), draw);
}

void show();
