import { useId } from 'preact/hooks';
import { useVoice } from './context';

interface LockAfterProps {
  /** In words, by value: minutes, or '' for never. */
  choices: readonly { readonly value: string; readonly words: string }[];
  value: string;
  /** The organization has decided it. */
  forced: boolean;
  onChoose: (value: string) => void;
}

/** When keys under a passphrase lock by themselves. */
export const LockAfter = ({ choices, value, forced, onChoose }: LockAfterProps) => {
  const { t } = useVoice();
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t('options.lock.label')}</label>
      <select
        id={id}
        value={value}
        disabled={forced}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.words}
          </option>
        ))}
      </select>
      <p class="hint" id={`${id}-hint`}>
        {t('options.lock.hint')} {forced && <strong>{t('policy.forced')}</strong>}
      </p>
    </div>
  );
};
