import { nameOf } from '../utils/i18n/words';
import { builtInPortals } from '../utils/portals';
import { useVoice } from './context';
import { useOptions } from './options-context';
import { Outcome } from './outcome';
import { Setting } from './setting';
import { Switch } from './switch';

/** Which docs pages get a token without a click. */
export const OptionsFilling = () => {
  const { filling, busy } = useOptions();
  const { t } = useVoice();
  const all = filling.all.value;
  return (
    <Setting id="filling" heading={t('fill.label')}>
      {all === null && <p>{t('options.settingsUnreadable')}</p>}
      {all?.map(({ portal, environment, value, forced }) => {
        const own = nameOf(t, environment);
        const name = builtInPortals.includes(portal) ? own : t('portals.environmentOf', [portal.name, own]);
        return (
          <Switch
            key={environment.id}
            label={name}
            hint={t(`fill.${environment.kind}${value ? 'On' : 'Off'}`, [name])}
            on={value}
            forced={forced}
            busy={busy.value.has('fill')}
            onChange={(on) => void filling.set(environment.id, on)}
          />
        );
      })}
      <Outcome news={filling.news.value} alarm={filling.alarm.value} />
    </Setting>
  );
};
