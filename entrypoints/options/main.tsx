import { render } from 'preact';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { VoiceContext } from '../../components/context';
import { Options } from '../../components/options';
import { OptionsContext } from '../../components/options-context';
import { translate } from '../../utils/i18n/translate';
import { tellIgnored } from '../../utils/managed';
import { createClient } from '../../utils/messaging/client';
import { type PopupProtocol, popupReplies } from '../../utils/messaging/popup-protocol';
import { createOptionsStore } from '../../utils/options/store';
import { createOwnRecords } from '../../utils/popup/own-records';
import { createTimeWords, timeLanguage } from '../../utils/popup/time';
import { storedItems } from '../../utils/stored-items';
import { deriveKey } from '../../utils/vault/seal';

z.config({ jitless: true });

/** Long enough for any browser to begin the download. */
const KEEP_FILE_MS = 60_000;

const now = () => Date.now();

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_FILE_MS);
}

/** The browser has these only for a manifest with commands; Firefox alone opens its page for them by itself. */
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
  save,
  derive: deriveKey,
  commands: { list: async () => (await commands?.getAll()) ?? [], open: openCommands },
  version: browser.runtime.getManifest().version,
});

const language = translate('popup.language');
const voice = { t: translate, time: createTimeWords(timeLanguage(language, browser.i18n.getUILanguage())) };
const root = document.getElementById('app');

document.documentElement.lang = language;
document.title = `${translate('options.title')} · ${translate('popup.title')}`;

const follow = () => store.go(location.hash);
addEventListener('hashchange', follow);
// They may come back from the browser's page for shortcuts.
addEventListener('focus', () => void store.shortcuts.look());

async function show(): Promise<void> {
  await store.open();
  follow();
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

void show();
void tellIgnored();
