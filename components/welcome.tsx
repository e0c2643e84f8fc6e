import { useEffect, useRef } from 'preact/hooks';
import { guidesOf } from '../utils/i18n/guides';
import { newsWords } from '../utils/i18n/news';
import { environmentName } from '../utils/i18n/words';

import { useStore, useVoice } from './context';
import { EnvironmentTabs, PANEL_ID, tabId } from './environment-tabs';
import { Guides } from './guides';
import { Icon, Mark } from './icons';
import { Pictures } from './pictures';
import { PopupAccess } from './popup-access';
import { PopupTroubles } from './popup-troubles';
import { PopupUnlock } from './popup-unlock';
import { KeyForms } from './popup-ways';

/** The environment has a key: what is left to do. */
const Ready = () => {
  const { environment, fills } = useStore().view.value;
  const { t } = useVoice();
  const name = environmentName(t, environment.id);
  return (
    <div class="ready">
      <h3>
        <Icon name="done" />
        {t('welcome.ready', [name])}
      </h3>
      <p>{t(fills ? 'welcome.readyByItself' : 'welcome.readyByClick', [name])}</p>
    </div>
  );
};

/** A key, as in the popup: for the environment that is chosen, until it has one. */
const FirstKey = ({ begins }: { begins: boolean }) => {
  const store = useStore();
  const { t } = useVoice();
  const { environment, keys, locked } = store.view.value;
  const panel = useRef<HTMLDivElement>(null);
  // What the person has just used is gone: the keyboard goes on from the top of the panel.
  const land = () => panel.current?.focus();
  // Who has just installed it types a number, and needn't click before; the page stays at its top.
  useEffect(() => {
    if (begins) panel.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [begins]);
  return (
    <>
      <EnvironmentTabs
        environments={store.environments.value}
        selected={environment.id}
        onSelect={(id) => store.select(id)}
      />
      <div
        ref={panel}
        id={PANEL_ID}
        class={`panel ${environment.kind}`}
        role="tabpanel"
        aria-labelledby={tabId(environment.id)}
        tabIndex={-1}
      >
        {(store.alarm.value !== null || store.mustProtect.value || store.troubles.value.length > 0) && (
          <PopupTroubles />
        )}
        {locked && <PopupUnlock onUnlocked={land} />}
        {!locked && !store.mustProtect.value && keys.length === 0 && (
          <section key={environment.id} class="ways" aria-label={t('keys.add')}>
            <KeyForms onAdded={land} />
          </section>
        )}
        {keys.length > 0 && <Ready />}
      </div>
    </>
  );
};

/** Always there, so that screen readers notice when it begins to speak. */
const News = () => {
  const store = useStore();
  const voice = useVoice();
  const news = store.news.value;
  return <output class="told">{news && newsWords(voice, news, store.now.value)}</output>;
};

/** What is stored, and where. */
const Stored = () => {
  const { t } = useVoice();
  return (
    <section class="part" aria-labelledby="stored-heading">
      <h2 id="stored-heading">{t('welcome.stored.heading')}</h2>
      <ul class="points">
        <li>{t('welcome.stored.keys')}</li>
        <li>{t('welcome.stored.tokens')}</li>
        <li>{t('welcome.stored.page')}</li>
        <li>{t('welcome.stored.nobody')}</li>
      </ul>
      <p>
        <a class="outer-link" href="options.html">
          {t('welcome.stored.settings')}
        </a>
      </p>
    </section>
  );
};

interface WelcomeProps {
  /** The part that the person was led to; '' for the whole. */
  part: string;
}

/** The page that opens once, after the installation; and where the ways to a key are told. */
export const Welcome = ({ part }: WelcomeProps) => {
  const store = useStore();
  const { t } = useVoice();
  const { name, docs } = store.portal.value;
  const [page] = docs;
  return (
    <>
      <header>
        <Mark />
        <div>
          <h1>{t('welcome.title')}</h1>
          <p>{t('welcome.subtitle', [name])}</p>
        </div>
      </header>
      <main>
        {store.missing.value.length > 0 && <PopupAccess />}
        <section aria-labelledby="does-heading">
          <h2 id="does-heading" class="unseen">
            {t('welcome.does')}
          </h2>
          <Pictures />
        </section>
        <section class="part start" aria-labelledby="start-heading">
          <div class="start-words">
            <h2 id="start-heading">{t('welcome.start')}</h2>
            <ol>
              <li>{t('welcome.steps.key')}</li>
              <li>{t('welcome.steps.docs')}</li>
              <li>{t('welcome.steps.try')}</li>
            </ol>
            {page !== undefined && (
              <a class="primary go" href={page} target="_blank" rel="noopener noreferrer">
                {t('popup.openDocs')}
                <Icon name="out" />
                <span class="unseen"> ({t('popup.opensNewTab')})</span>
              </a>
            )}
            <News />
          </div>
          <div class="start-key">
            <FirstKey begins={part === ''} />
          </div>
        </section>
        <Guides guides={guidesOf(t)} led={part === 'keys'} />
        <Stored />
      </main>
      <footer>
        <p>{t('popup.notTheirs', [name])}</p>
      </footer>
    </>
  );
};
