import { useCallback, useMemo, useRef } from 'preact/hooks';
import { SEARCH_FROM } from '../utils/popup/key-search';
import type { PopupStore } from '../utils/popup/store';
import { useStore, useVoice, VoiceContext } from './context';
import { EnvironmentTabs, PANEL_ID, tabId } from './environment-tabs';
import { FillSwitch } from './fill-switch';
import { Mark } from './icons';
import { OuterLink } from './outer-link';
import { PopupKeys, PopupKeySearch } from './popup-keys';
import { PopupToken, TokenTrouble } from './popup-token';
import { SentToken } from './token-card';
import { lazily } from './lazily';

/** For who opens it over the docs. */
const PopupPage = lazily(() => import('./popup-page').then((loaded) => loaded.PopupPage));
/** For who has added a portal. */
const PopupPortals = lazily(() => import('./popup-portals').then((loaded) => loaded.PopupPortals));
/** The ways to a key: for who has none, or wants one more. */
const PopupWays = lazily(() => import('./popup-ways').then((loaded) => loaded.PopupWays));
/** For who changes, tests or replaces a key. */
const PopupKeyDetails = lazily(() => import('./popup-key-details').then((loaded) => loaded.PopupKeyDetails));
/** For after an action. */
const PopupNews = lazily(() => import('./popup-news').then((loaded) => loaded.PopupNews));
/** For when something is wrong. */
const PopupTroubles = lazily(() => import('./popup-troubles').then((loaded) => loaded.PopupTroubles));
/** For who asks why. */
const PopupLately = lazily(() => import('./popup-lately').then((loaded) => loaded.PopupLately));
/** For keys under a passphrase. */
const PopupUnlock = lazily(() => import('./popup-unlock').then((loaded) => loaded.PopupUnlock));

/** Loads what will be drawn first, so that it is drawn whole. */
export async function preparePopup({ view, page, portals }: PopupStore): Promise<void> {
  const { keys, kind, locked, token } = view.value;
  const needed = [
    ...(page.value.page === 'other' ? [] : [PopupPage]),
    ...(portals.value.length > 1 ? [PopupPortals] : []),
    ...(kind !== 'exchange' && keys.length > 0 ? [SentToken] : []),
    ...(locked ? [PopupUnlock] : keys.length === 0 ? [PopupWays] : []),
    ...(keys.length >= SEARCH_FROM ? [PopupKeySearch] : []),
    ...('trouble' in token && token.trouble ? [TokenTrouble] : []),
  ];
  await Promise.all(needed.map((part) => part.ready()));
}

/** What came with the installation was taken away: nothing works before that is mended. */
const PopupAccess = lazily(() => import('./popup-access').then((loaded) => loaded.PopupAccess));

const LATELY_ID = 'lately';

const Panel = () => {
  const store = useStore();
  const { environment, keys, fills, locked } = store.view.value;
  const panel = useRef<HTMLDivElement>(null);
  // What the person has just used is gone: the keyboard goes on from the top of the panel.
  const land = useCallback(() => panel.current?.focus(), []);
  const open = useCallback(
    (keyId: string) => {
      void PopupKeyDetails.ready();
      void store.openDetails(keyId);
    },
    [store],
  );
  const details = store.details.value;
  const detailed = details && keys.find(({ id }) => id === details.keyId);
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
      {detailed ? (
        <PopupKeyDetails key={detailed.id} view={detailed} details={details} onGone={land} />
      ) : (
        <>
          {locked && <PopupUnlock onUnlocked={land} />}
          {hasKeys && <PopupToken />}
          {hasKeys && <PopupKeys onRemoved={land} onDetails={open} />}
          {readable && !locked && !store.mustProtect.value && (!hasKeys || store.adding.value) && (
            <PopupWays key={environment.id} onAdded={land} />
          )}
          {fills !== null && hasKeys && (
            <FillSwitch
              environment={environment}
              on={fills}
              forced={store.fillForced.value}
              busy={store.busy.value.has('fill')}
              onChange={(on) => void store.setFill(on)}
            />
          )}
        </>
      )}
    </div>
  );
};

/** Always there, so that screen readers notice when it begins to speak. */
const NewsLine = () => {
  const news = useStore().news.value;
  return <output class={news ? 'news told' : 'news'}>{news && <PopupNews />}</output>;
};

/** The whole popup. */
export const Popup = () => {
  const store = useStore();
  const own = useVoice();
  const environment = store.selected.value;
  const portal = store.portal.value;
  const { kind } = portal.credential;
  const inWords = store.wording.value;
  const voice = useMemo(() => (inWords ? { ...own, t: inWords(own.t, kind) } : own), [inWords, own, kind]);
  const { t } = voice;
  // With a star at its end it stands for the pages below it.
  const docs = portal.docs[0]?.replace(/\*$/, '');
  return (
    <VoiceContext.Provider value={voice}>
      <header>
        <Mark />
        <div>
          <h1>{t('popup.title')}</h1>
          <p>{t('popup.subtitle', [portal.name])}</p>
        </div>
        {docs !== undefined && <OuterLink href={docs} label={t('popup.openDocs')} />}
      </header>
      {store.lately.value && <PopupLately lately={store.lately.value} opener={LATELY_ID} />}
      {!store.lately.value && (
        <main>
          {store.missing.value.length > 0 && <PopupAccess />}
          {/* Nothing can be done about a page that we are kept away from; what can is said above. */}
          {store.page.value.page !== 'other' && !store.lacksDocs.value && <PopupPage />}
          {store.portals.value.length > 1 && <PopupPortals />}
          <EnvironmentTabs
            environments={store.environments.value}
            selected={environment.id}
            onSelect={(id) => store.select(id)}
          />
          <Panel />
        </main>
      )}
      <footer>
        {store.canLock.value && (
          <button type="button" class="quiet" onClick={() => void store.locking.lock()}>
            {t('lock.now')}
          </button>
        )}
        <button
          type="button"
          class="quiet"
          id={LATELY_ID}
          disabled={store.lately.value !== null}
          onClick={() => void PopupLately.ready().then(store.openLately)}
        >
          {t('events.open')}
        </button>
        <button type="button" class="quiet" onClick={() => store.openSettings()}>
          {t('popup.settings')}
        </button>
        <p>{t('popup.notTheirs', [portal.name])}</p>
      </footer>
      <NewsLine />
    </VoiceContext.Provider>
  );
};
