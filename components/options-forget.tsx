import { hostOf } from '../utils/i18n/words';
import { environments } from '../utils/portals';
import { Ask } from './ask';
import { useVoice } from './context';
import { useOptions } from './options-context';
import { Outcome } from './outcome';
import { Setting } from './setting';

/** The way back to the day of installation. */
export const OptionsForget = () => {
  const { forgetting, busy } = useOptions();
  const { t } = useVoice();
  const hosts = environments
    .filter(({ hostAccess }) => hostAccess === 'optional')
    .map(({ baseUrl }) => hostOf(baseUrl));
  return (
    <Setting id="forget" heading={t('options.forget.heading')}>
      <p>{t('options.forget.goes', [hosts.join(', ')])}</p>
      <p>{t('options.forget.stays')}</p>
      {forgetting.asking.value ? (
        <Ask
          question={t('options.forget.ask')}
          yes={t('options.forget.yes')}
          no={t('options.askNo')}
          onYes={() => void forgetting.forget()}
          onNo={() => forgetting.ask(false)}
        />
      ) : (
        <button type="button" class="danger" disabled={busy.value.has('forget')} onClick={() => forgetting.ask(true)}>
          {t('options.forget.forget')}
        </button>
      )}
      <Outcome news={forgetting.news.value} alarm={forgetting.alarm.value} />
    </Setting>
  );
};
