import { render } from 'preact';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { VoiceContext } from '../../components/context';
import { Options } from '../../components/options';
import { OptionsContext } from '../../components/options-context';
import { translate } from '../../utils/i18n/translate';
import { createClient } from '../../utils/messaging/client';
import { type PopupProtocol, popupReplies } from '../../utils/messaging/popup-protocol';
import { createOptionsStore } from '../../utils/options/store';
import { createOwnRecords } from '../../utils/popup/own-records';
import { createTimeWords, timeLanguage } from '../../utils/popup/time';
import { saveFile } from '../../utils/save-file';
import { storedItems } from '../../utils/stored-items';
import { deriveKey } from '../../utils/vault/seal';

z.config({ jitless: true });

const now = () => Date.now();

const store = createOptionsStore({
  records: createOwnRecords(now),
  items: storedItems,
  ask: createClient<PopupProtocol>(popupReplies, (message) => browser.runtime.sendMessage(message)),
  now,
  save: saveFile,
  derive: deriveKey,
});

const language = translate('popup.language');
const voice = { t: translate, time: createTimeWords(timeLanguage(language, browser.i18n.getUILanguage())) };
const root = document.getElementById('app');

document.documentElement.lang = language;
document.title = `${translate('options.title')} · ${translate('popup.title')}`;

const follow = () => store.go(location.hash);
addEventListener('hashchange', follow);

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
