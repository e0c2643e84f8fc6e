import { FieldFrame } from './field-frame';

interface LinesFieldProps {
  label: string;
  name: string;
  value: string;
  hint: string;
  /** What is wrong with what was typed, in a sentence. */
  error: string | null;
  onType: (text: string) => void;
}

/** A labelled field for several lines. */
export const LinesField = ({ label, name, value, hint, error, onType }: LinesFieldProps) => (
  <FieldFrame label={label} hint={hint} error={error}>
    {(ties) => (
      <textarea
        {...ties}
        name={name}
        rows={Math.min(Math.max(value.split('\n').length, 2), 8)}
        maxLength={4000}
        value={value}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    )}
  </FieldFrame>
);
