import { useRef } from 'preact/hooks';
import { accessWords, alarmWords, newsWords, unreadableWords } from '../utils/i18n/news';
import { environments, findEnvironment, portalOf } from '../utils/portals';
import { useStore, useVoice } from './context';
import { EnvironmentTabs, PANEL_ID, tabId } from './environment-tabs';
import { FillSwitch } from './fill-switch';
import { Icon, Mark } from './icons';
import { Notice } from './notice';
import { OuterLink } from './outer-link';
import { PageCard } from './page-card';
import { PopupKeys } from './popup-keys';
import { PopupToken } from './popup-token';
import { PopupWays } from './popup-ways';

const PopupPage = () => {
  const store = useStore();
  const page = store.page.value;
  // Nothing can be done about a page that we are kept away from; what can is said above.
  if (page.page === 'other' || store.lacksDocs.value) return null;
  const environment = page.page === 'docs' ? page.environment : null;
  return (
    <PageCard
      page={page}
      environment={environment === null ? undefined : findEnvironment(environment)}
      hasKey={environment !== null && store.withKeys.value.has(environment)}
      busy={store.busy.value.has('page')}
      onAuthorize={() => void store.authorizePage()}
      onReload={() => void store.reloadPage()}
    />
  );
};

/** What came with the installation was taken away: nothing works before that is mended. */
const Access = () => {
  const store = useStore();
  const { t } = useVoice();
  const missing = store.missing.value;
  if (missing.length === 0) return null;
  return (
    <Notice words={accessWords(t, missing)}>
      <button type="button" class="primary" onClick={() => void store.allow()}>
        {t('access.allow')}
      </button>
    </Notice>
  );
};

const Troubles = () => {
  const store = useStore();
  const { t } = useVoice();
  const portal = portalOf(store.selected.value.id);
  const alarm = store.alarm.value;
  return (
    <>
      {alarm && <Notice words={alarmWords(t, alarm)} />}
      {store.unreadable.value.map((record) => (
        <Notice key={record} words={unreadableWords(t, record, portal)} />
      ))}
    </>
  );
};

const Panel = () => {
  const store = useStore();
  const { environment, keys, fills } = store.view.value;
  const panel = useRef<HTMLDivElement>(null);
  // What the person has just used is gone: the keyboard goes on from the top of the panel.
  const land = () => panel.current?.focus();
  const hasKeys = keys.length > 0;
  const readable = !store.unreadable.value.includes('keyring');
  return (
    <div
      ref={panel}
      id={PANEL_ID}
      class={`panel ${environment.kind}`}
      role="tabpanel"
      aria-labelledby={tabId(environment.id)}
      tabIndex={-1}
    >
      <Troubles />
      {hasKeys && <PopupToken />}
      {hasKeys && <PopupKeys onRemoved={land} />}
      {readable && (!hasKeys || store.adding.value) && <PopupWays key={environment.id} onAdded={land} />}
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
        <Access />
        <PopupPage />
        <EnvironmentTabs environments={environments} selected={environment.id} onSelect={(id) => store.select(id)} />
        <Panel />
      </main>
      <footer>{t('popup.notTheirs', [portal.name])}</footer>
      <NewsLine />
    </>
  );
};
