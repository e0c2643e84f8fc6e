import { browser } from 'wxt/browser';
import { Options } from '../../components/options';
import { OptionsContext } from '../../components/options-context';
import { showPage } from '../../components/show-page';
import { tellIgnored } from '../../utils/managed';
import { createClient } from '../../utils/messaging/client';
import { type PopupProtocol, popupReplies } from '../../utils/messaging/popup-protocol';
import { createOptionsStore } from '../../utils/options/store';
import { createOwnRecords } from '../../utils/popup/own-records';
import { saveFile } from '../../utils/save-file';
import { storedItems } from '../../utils/stored-items';
import { deriveKey } from '../../utils/vault/seal';

const now = () => Date.now();

/** Firefox alone opens its page for them by itself. */
const commands: (typeof browser.commands & { openShortcutSettings?: () => Promise<void> }) | undefined =
  browser.commands;
const openCommands =
  import.meta.env.BROWSER === 'firefox'
    ? (commands?.openShortcutSettings?.bind(commands) ?? null)
    : () => browser.tabs.create({ url: 'chrome://extensions/shortcuts' });

const store = createOptionsStore({
  records: createOwnRecords(now),
  items: storedItems,
  ask: createClient<PopupProtocol>(popupReplies, (message) => browser.runtime.sendMessage(message)),
  now,
  save: saveFile,
  derive: deriveKey,
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
