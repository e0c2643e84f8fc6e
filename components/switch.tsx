import { useId } from 'preact/hooks';
import { useVoice } from './context';

interface SwitchProps {
  label: string;
  /** What it means as it is set. */
  hint: string;
  on: boolean;
  /** The organization has decided it. */
  forced: boolean;
  busy?: boolean;
  onChange: (on: boolean) => void;
}

/** A setting that is on or off. */
export const Switch = ({ label, hint, on, forced, busy = false, onChange }: SwitchProps) => {
  const { t } = useVoice();
  const id = useId();
  return (
    <div class="preference">
      <div>
        <label id={`${id}-label`} for={id}>
          {label}
        </label>
        <p class="hint" id={`${id}-about`}>
          {hint} {forced && <strong>{t('policy.forced')}</strong>}
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
        disabled={forced}
        // Not disabled: the keyboard would fall out of it with the click.
        aria-disabled={busy}
        onClick={() => onChange(!on)}
      />
    </div>
  );
};
