import { render } from 'preact';
import { browser } from 'wxt/browser';
import { VoiceContext } from '../../components/context';
import { Options } from '../../components/options';
import { OptionsContext } from '../../components/options-context';
import type { Voice } from '../../utils/i18n/news';
import { createClient } from '../../utils/messaging/client';
import { type PopupProtocol, popupReplies } from '../../utils/messaging/popup-protocol';
import { createOptionsStore } from '../../utils/options/store';
import { createOwnRecords } from '../../utils/popup/own-records';
import { followLanguage } from '../../utils/popup/voice';
import { storedItems } from '../../utils/stored-items';
import { deriveKey } from '../../utils/vault/seal';

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

const store = createOptionsStore({
  records: createOwnRecords(now),
  items: storedItems,
  ask: createClient<PopupProtocol>(popupReplies, (message) => browser.runtime.sendMessage(message)),
  now,
  save,
  derive: deriveKey,
});

const root = document.getElementById('app');

const follow = () => store.go(location.hash);
addEventListener('hashchange', follow);

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
