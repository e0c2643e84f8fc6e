import { useId } from 'preact/hooks';
import { useVoice } from './context';

interface PermissionsFieldProps {
  /** Which there are; may name one twice. */
  all: readonly string[];
  /** Which the key has, as far as that is known. */
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}

/** What a key is allowed: the person knows it, the API doesn't tell. */
export const PermissionsField = ({ all, chosen, onChoose }: PermissionsFieldProps) => {
  const { t } = useVoice();
  const id = useId();
  const names = [...new Set(all)];
  const choose = (name: string, isOn: boolean) =>
    onChoose(names.filter((each) => (each === name ? isOn : chosen.includes(each))));
  return (
    <fieldset class="permissions" aria-describedby={id}>
      <legend>{t('add.permissions')}</legend>
      {names.map((name) => (
        <label key={name} class="choice">
          <input
            type="checkbox"
            name="permission"
            checked={chosen.includes(name)}
            onChange={(event) => choose(name, event.currentTarget.checked)}
          />
          <span translate={false}>{name}</span>
        </label>
      ))}
      <p class="hint" id={id}>
        {t('add.permissionsHint')}
      </p>
    </fieldset>
  );
};
