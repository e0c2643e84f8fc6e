import { useId } from 'preact/hooks';
import { portalTroubleWords } from '../utils/i18n/portals';
import { listed } from '../utils/i18n/lists';
import { builtInPortals } from '../utils/portals';
import { useVoice } from './context';
import { Notice } from './notice';
import { useOptions } from './options-context';
import { Outcome } from './outcome';
import { PortalCard } from './portal-card';
import { PortalForm } from './portal-form';
import { Setting } from './setting';

/** The ways to a new portal. */
const Add = () => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const id = useId();
  return (
    <div class="stack add-portal">
      <h3>{t('portals.add.heading')}</h3>
      <p class="hint">{t('portals.add.text')}</p>
      <div class="actions">
        {(['novastack', 'merchant'] as const).map((template) => (
          <button key={template} type="button" class="secondary" onClick={() => portals.begin(template)}>
            {t(`portals.templates.${template}`)}
          </button>
        ))}
        <button type="button" class="secondary" onClick={() => portals.begin('own')}>
          {t('portals.add.own')}
        </button>
      </div>
      <div class="field">
        <label for={id}>{t('portals.add.file')}</label>
        <input
          id={id}
          type="file"
          accept=".json,application/json"
          // The browser says nothing otherwise when the same file is chosen again, mended.
          onClick={(event) => (event.currentTarget.value = '')}
          onChange={(event) => void portals.choose(event.currentTarget.files?.[0])}
        />
      </div>
    </div>
  );
};

const List = () => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const { value: added } = portals.added;
  return (
    <>
      <ul class="portals" aria-label={t('portals.list')}>
        {portals.known.value.map((portal) => (
          <PortalCard key={portal.id} portal={portal} isAdded={added.includes(portal)} />
        ))}
      </ul>
      {portals.isLocked.value && added.length > 0 && <p>{t('portals.lockedFirst')}</p>}
    </>
  );
};

/** APIs whose keys and docs this works for. */
export const OptionsPortals = () => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const isOpen = portals.opened.value !== null;
  const trouble = portals.trouble.value;
  const builtIn = listed(
    t,
    builtInPortals.map(({ name }) => name),
  );
  return (
    <Setting id="portals" heading={t('portals.heading')}>
      {isOpen ? (
        <PortalForm />
      ) : (
        <>
          <p>{t('portals.text', [builtIn])}</p>
          <List />
          <Add />
          {trouble && <Notice words={portalTroubleWords(t, trouble, true)} />}
        </>
      )}
      <Outcome news={portals.news.value} alarm={portals.alarm.value} />
    </Setting>
  );
};
