import type { ProtectionWords } from '../utils/i18n/protection';
import { useVoice } from './context';
import { Field } from './field';

type Protection = ProtectionWords['protection'];

interface ProtectionFieldsProps {
  /** What can be chosen, in words. */
  choices: readonly ProtectionWords[];
  chosen: Protection;
  passphrase: string;
  again: string;
  /** What is wrong with the passphrase, in a sentence. */
  problem: string | null;
  /** Whether the second one differs, and not the first is at fault. */
  differs: boolean;
  onChoose: (protection: Protection) => void;
  onType: (field: 'passphrase' | 'again', text: string) => void;
}

/** How keys are kept: one of three, each with what it protects from and what it doesn't. */
export const ProtectionFields = (props: ProtectionFieldsProps) => {
  const { choices, chosen, passphrase, again, problem, differs, onChoose, onType } = props;
  const { t } = useVoice();
  return (
    <fieldset class="protection">
      <legend>{t('protection.legend')}</legend>
      {choices.map(({ protection, name, text }) => (
        <label key={protection} class="choice">
          <input
            type="radio"
            name="protection"
            checked={protection === chosen}
            aria-describedby={`protection-${protection}`}
            onChange={() => onChoose(protection)}
          />
          <span class="choice-name">{name}</span>
          <span class="hint" id={`protection-${protection}`}>
            {text}
          </span>
        </label>
      ))}
      {chosen === 'passphrase' && (
        <>
          <Field
            label={t('protection.passphrase.name')}
            name="new-passphrase"
            masked
            maxLength={1000}
            value={passphrase}
            onType={(text) => onType('passphrase', text)}
            error={differs ? null : problem}
            hint={t('protection.passphraseHint')}
          />
          <Field
            label={t('protection.again')}
            name="passphrase-again"
            masked
            maxLength={1000}
            value={again}
            onType={(text) => onType('again', text)}
            error={differs ? problem : null}
          />
        </>
      )}
    </fieldset>
  );
};
