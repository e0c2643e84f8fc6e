import { listed } from '../utils/i18n/lists';
import { hostOf } from '../utils/i18n/words';
import { AskFirst } from './ask-first';
import { useVoice } from './context';
import { useOptions } from './options-context';
import { Outcome } from './outcome';
import { Setting } from './setting';

/** The way back to the day of installation. */
export const OptionsForget = () => {
  const { forgetting, portals, busy } = useOptions();
  const { t } = useVoice();
  const sites = portals.known.value.flatMap(({ docs, environments }) => {
    const optional = environments.filter(({ hostAccess }) => hostAccess === 'optional').map(({ baseUrl }) => baseUrl);
    // Where the API came with the installation, the docs did, too.
    return optional.length === environments.length ? docs.concat(optional) : optional;
  });
  const hosts = new Set(sites.map(hostOf));
  return (
    <Setting id="forget" heading={t('options.forget.heading')}>
      <p>{t('options.forget.goes', [listed(t, hosts)])}</p>
      {portals.added.value.length > 0 && <p>{t('portals.forgotten')}</p>}
      <p>{t('options.forget.stays')}</p>
      <AskFirst
        label={t('options.forget.forget')}
        kind="danger"
        disabled={busy.value.has('forget')}
        asking={forgetting.asking.value}
        question={t('options.forget.ask')}
        yes={t('options.forget.yes')}
        no={t('options.askNo')}
        onAsk={forgetting.ask}
        onYes={() => void forgetting.forget()}
      />
      <Outcome news={forgetting.news.value} alarm={forgetting.alarm.value} />
    </Setting>
  );
};
