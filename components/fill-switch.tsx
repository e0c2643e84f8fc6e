import { environmentName } from '../utils/i18n/words';
import type { Environment } from '../utils/portals';
import { useVoice } from './context';
import { Switch } from './switch';

interface FillSwitchProps {
  environment: Environment;
  on: boolean;
  /** The organization has decided it. */
  forced: boolean;
  busy: boolean;
  onChange: (on: boolean) => void;
}

/** Whether docs pages of this environment get a token without a click, and what that means there. */
export const FillSwitch = ({ environment, on, ...rest }: FillSwitchProps) => {
  const { t } = useVoice();
  const hint = t(`fill.${environment.kind}${on ? 'On' : 'Off'}`, [environmentName(t, environment.id)]);
  return (
    <div class="fill">
      <Switch label={t('fill.label')} hint={hint} on={on} {...rest} />
    </div>
  );
};
