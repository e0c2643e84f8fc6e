import { StoreContext } from '../../components/context';
import { showPage } from '../../components/show-page';
import { Welcome } from '../../components/welcome';
import { takeInPortals } from '../../utils/popup/added';
import { openSettings, ownPage, writeClipboard } from '../../utils/popup/own-page';
import { createPopupStore } from '../../utils/popup/store';
import { builtInPortals } from '../../utils/portals';

// Keys are added here as in the popup; there is no docs page under this one.
const createStore = () =>
  createPopupStore({
    ...ownPage,
    portals: builtInPortals,
    addedPortals: takeInPortals(),
    clipboard: { write: writeClipboard, heldBy: null },
    tabs: {
      current: async () => undefined,
      ask: () => () => Promise.reject(new Error('There is no page to ask')),
      reload: async () => undefined,
    },
    openSettings,
    wanted: new URLSearchParams(location.search).get('environment'),
  });

async function show(): Promise<void> {
  const store = createStore();
  await store.open();
  showPage(
    store.language,
    (t) => `${t('welcome.title')} · ${t('popup.title')}`,
    () => (
      <StoreContext.Provider value={store}>
        <Welcome part={location.hash.slice(1)} />
      </StoreContext.Provider>
    ),
  );
}

void show();
