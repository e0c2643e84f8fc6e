import { useId } from 'preact/hooks';
import { environmentName } from '../utils/i18n/words';
import type { Environment } from '../utils/portals';
import { useVoice } from './context';

interface FillSwitchProps {
  environment: Environment;
  on: boolean;
  busy: boolean;
  onChange: (on: boolean) => void;
}

/** Whether docs pages of this environment get a token without a click, and what that means there. */
export const FillSwitch = ({ environment, on, busy, onChange }: FillSwitchProps) => {
  const { t } = useVoice();
  const id = useId();
  const name = environmentName(t, environment.id);
  return (
    <div class="fill">
      <div>
        <label id={`${id}-label`} for={id}>
          {t('fill.label')}
        </label>
        <p class="hint" id={`${id}-about`}>
          {t(`fill.${environment.kind}${on ? 'On' : 'Off'}`, [name])}
        </p>
      </div>
      <button
        type="button"
        role="switch"
        id={id}
        class="switch"
        aria-checked={on}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-about`}
        disabled={busy}
        onClick={() => onChange(!on)}
      />
    </div>
  );
};
