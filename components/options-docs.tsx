import { useVoice } from './context';
import { useOptions } from './options-context';
import { Outcome } from './outcome';
import { Setting } from './setting';
import { Switch } from './switch';

const Refresh = () => {
  const { docs } = useOptions();
  const { t } = useVoice();
  const refresh = docs.refresh.value;
  if (!refresh) return null;
  const choices = [
    { value: 'while-open', words: 'whileOpen' },
    { value: 'on-demand', words: 'onDemand' },
  ] as const;
  return (
    <fieldset
      class="choices"
      disabled={refresh.forced}
      aria-describedby={refresh.forced ? 'refresh-forced' : undefined}
    >
      <legend>{t('options.docs.refresh')}</legend>
      {choices.map(({ value, words }) => (
        <label key={value} class="choice">
          <input
            type="radio"
            name="refresh"
            checked={refresh.value === value}
            aria-describedby={`refresh-${value}`}
            onChange={() => void docs.setRefresh(value)}
          />
          <span class="choice-name">{t(`options.docs.${words}.name`)}</span>
          <span class="hint" id={`refresh-${value}`}>
            {t(`options.docs.${words}.text`)}
          </span>
        </label>
      ))}
      {refresh.forced && (
        <p class="hint" id="refresh-forced">
          <strong>{t('policy.forced')}</strong>
        </p>
      )}
    </fieldset>
  );
};

/** Renewing, the pill and the badge. */
export const OptionsDocs = () => {
  const { docs } = useOptions();
  const { t } = useVoice();
  const badge = docs.badge.value;
  return (
    <Setting id="docs" heading={t('options.docs.heading')}>
      {badge === null && <p>{t('options.settingsUnreadable')}</p>}
      <Refresh />
      {docs.pills.value?.map(({ portal, value, forced }) => (
        <Switch
          key={portal.id}
          label={t('options.docs.pill', [portal.name])}
          hint={t('options.docs.pillText')}
          on={value}
          forced={forced}
          onChange={(on) => void docs.setPill(portal.id, on)}
        />
      ))}
      {badge && (
        <Switch
          label={t('options.docs.badge')}
          hint={t('options.docs.badgeText')}
          on={badge.value}
          forced={badge.forced}
          onChange={(on) => void docs.setBadge(on)}
        />
      )}
      <Outcome news={docs.news.value} alarm={docs.alarm.value} />
    </Setting>
  );
};
