import { alarmWords } from '../utils/i18n/alarm';
import { mustProtectWords } from '../utils/i18n/policy';
import { storedWords } from '../utils/i18n/stored';
import { useStore, useVoice } from './context';
import { Notice } from './notice';

/** What went wrong just now, and what is stored and can't be used as it is, with the way to what can be done. */
export const PopupTroubles = () => {
  const store = useStore();
  const { t } = useVoice();
  const portal = store.portal.value;
  const alarm = store.alarm.value;
  return (
    <>
      {alarm && <Notice words={alarmWords(t, alarm)} />}
      {store.mustProtect.value && (
        <Notice words={mustProtectWords(t)}>
          <button type="button" class="secondary" onClick={() => store.openSettings('keeping')}>
            {t('policy.openSettings')}
          </button>
        </Notice>
      )}
      {store.troubles.value.map((trouble) => (
        <Notice key={`${trouble.what} ${trouble.trouble}`} words={storedWords(t, trouble, portal)}>
          <button type="button" class="secondary" onClick={() => store.openSettings('stored')}>
            {t('stored.open')}
          </button>
        </Notice>
      ))}
    </>
  );
};
