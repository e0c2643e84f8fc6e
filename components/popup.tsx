import { useRef } from 'preact/hooks';
import { newsWords } from '../utils/i18n/news';
import { portalOf } from '../utils/portals';
import type { PopupStore } from '../utils/popup/store';
import { useStore, useVoice } from './context';
import { EnvironmentTabs, PANEL_ID, tabId } from './environment-tabs';
import { FillSwitch } from './fill-switch';
import { Icon, Mark } from './icons';
import { OuterLink } from './outer-link';
import { PopupKeys } from './popup-keys';
import { PopupToken } from './popup-token';
import { lazily } from './lazily';

/** For who opens it over the docs. */
const PopupPage = lazily(() => import('./popup-page').then((loaded) => loaded.PopupPage));
/** The ways to a key: for who has none, or wants one more. */
const PopupWays = lazily(() => import('./popup-ways').then((loaded) => loaded.PopupWays));
/** For when something is wrong. */
const PopupTroubles = lazily(() => import('./popup-troubles').then((loaded) => loaded.PopupTroubles));
/** For keys under a passphrase. */
const PopupUnlock = lazily(() => import('./popup-unlock').then((loaded) => loaded.PopupUnlock));

/** Loads what will be drawn first, so that it is drawn whole. */
export async function preparePopup({ view, page }: PopupStore): Promise<void> {
  const { keys, locked } = view.value;
  const needed = [
    ...(page.value.page === 'other' ? [] : [PopupPage]),
    ...(locked ? [PopupUnlock] : keys.length === 0 ? [PopupWays] : []),
  ];
  await Promise.all(needed.map((part) => part.ready()));
}

/** What came with the installation was taken away: nothing works before that is mended. */
const PopupAccess = lazily(() => import('./popup-access').then((loaded) => loaded.PopupAccess));

const Panel = () => {
  const store = useStore();
  const { environment, keys, fills, locked } = store.view.value;
  const panel = useRef<HTMLDivElement>(null);
  // What the person has just used is gone: the keyboard goes on from the top of the panel.
  const land = () => panel.current?.focus();
  const hasKeys = keys.length > 0;
  const hasTroubles = store.alarm.value !== null || store.mustProtect.value || store.troubles.value.length > 0;
  const readable = !store.troubles.value.some(
    ({ what, trouble }) => what === 'vault' && (trouble === 'unreadable' || trouble === 'newer'),
  );
  return (
    <div
      ref={panel}
      id={PANEL_ID}
      class={`panel ${environment.kind}`}
      role="tabpanel"
      aria-labelledby={tabId(environment.id)}
      tabIndex={-1}
    >
      {hasTroubles && <PopupTroubles />}
      {locked && <PopupUnlock onUnlocked={land} />}
      {hasKeys && <PopupToken />}
      {hasKeys && <PopupKeys onRemoved={land} />}
      {readable && !locked && !store.mustProtect.value && (!hasKeys || store.adding.value) && (
        <PopupWays key={environment.id} onAdded={land} />
      )}
      {fills !== null && hasKeys && (
        <FillSwitch
          environment={environment}
          on={fills}
          busy={store.busy.value.has('fill')}
          onChange={(on) => void store.setFill(on)}
        />
      )}
    </div>
  );
};

/** Always there, so that screen readers notice when it begins to speak. */
const NewsLine = () => {
  const store = useStore();
  const voice = useVoice();
  const news = store.news.value;
  return (
    <output class={news ? 'news told' : 'news'}>
      {news && <Icon name="done" />}
      {news && <span>{newsWords(voice, news, store.now.value)}</span>}
    </output>
  );
};

/** The whole popup. */
export const Popup = () => {
  const store = useStore();
  const { t } = useVoice();
  const environment = store.selected.value;
  const portal = portalOf(environment.id);
  const [docs] = portal.docs;
  return (
    <>
      <header>
        <Mark />
        <div>
          <h1>{t('popup.title')}</h1>
          <p>{t('popup.subtitle', [portal.name])}</p>
        </div>
        {docs !== undefined && <OuterLink href={docs} label={t('popup.openDocs')} />}
      </header>
      <main>
        {store.missing.value.length > 0 && <PopupAccess />}
        {/* Nothing can be done about a page that we are kept away from; what can is said above. */}
        {store.page.value.page !== 'other' && !store.lacksDocs.value && <PopupPage />}
        <EnvironmentTabs
          environments={store.environments.value}
          selected={environment.id}
          onSelect={(id) => store.select(id)}
        />
        <Panel />
      </main>
      <footer>
        {store.canLock.value && (
          <button type="button" class="quiet" onClick={() => void store.locking.lock()}>
            {t('lock.now')}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => store.openSettings()}>
          {t('popup.settings')}
        </button>
        <p>{t('popup.notTheirs', [portal.name])}</p>
      </footer>
      <NewsLine />
    </>
  );
};
