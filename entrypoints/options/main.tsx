import { render } from 'preact';
import { browser } from 'wxt/browser';
import { VoiceContext } from '../../components/context';
import { Options } from '../../components/options';
import { OptionsContext } from '../../components/options-context';
import { portalsRecord } from '../../utils/added-portals';
import type { Voice } from '../../utils/i18n/news';
import { tellIgnored } from '../../utils/managed';
import { createClient } from '../../utils/messaging/client';
import { type PopupProtocol, popupReplies } from '../../utils/messaging/popup-protocol';
import { createOptionsStore } from '../../utils/options/store';
import { createOwnRecords } from '../../utils/popup/own-records';
import { followLanguage } from '../../utils/popup/voice';
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
  portals: portalsRecord,
  items: storedItems,
  ask: createClient<PopupProtocol>(popupReplies, (message) => browser.runtime.sendMessage(message)),
  now,
  save: saveFile,
  derive: deriveKey,
  permissions: {
    request: (origins) => browser.permissions.request({ origins }),
    contains: (origins) => browser.permissions.contains({ origins }),
    remove: (origins) => browser.permissions.remove({ origins }),
    watch: (then) => {
      browser.permissions.onAdded.addListener(then);
      browser.permissions.onRemoved.addListener(then);
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

const root = document.getElementById('app');

const follow = () => store.go(location.hash);
addEventListener('hashchange', follow);
// They may come back from the browser's page for shortcuts.
addEventListener('focus', () => void store.shortcuts.look());

function draw(voice: Voice): void {
  const { t } = voice;
  document.documentElement.lang = t('popup.language');
  document.title = `${t('options.title')} · ${t('popup.title')}`;
  if (!root) return;
  render(
    <OptionsContext.Provider value={store}>
      <VoiceContext.Provider value={voice}>
        <Options onForgotten={() => (location.hash = 'forgotten')} />
      </VoiceContext.Provider>
    </OptionsContext.Provider>,
    root,
  );
}

async function show(): Promise<void> {
  await store.open();
  follow();
  followLanguage(store.language, browser.i18n.getUILanguage(), draw);
}

void show();
void tellIgnored();
