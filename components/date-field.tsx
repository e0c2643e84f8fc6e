import { FieldFrame } from './field-frame';

interface DateFieldProps {
  label: string;
  name: string;
  /** `YYYY-MM-DD`, or ''. */
  value: string;
  hint: string;
  /** What is wrong with what was typed, in a sentence. */
  error: string | null;
  /** `isBad`: a part of the date is missing, and the value is '' until it is there. */
  onType: (value: string, isBad: boolean) => void;
}

/** A labelled day, in the browser's own field for it. */
export const DateField = ({ label, name, value, hint, error, onType }: DateFieldProps) => (
  <FieldFrame label={label} hint={hint} error={error}>
    {(ties) => (
      <input
        {...ties}
        name={name}
        type="date"
        max="9999-12-31"
        value={value}
        onInput={({ currentTarget: { value: next, validity } }) => onType(next, validity.badInput)}
        // Some browsers tell of half a date only here.
        onBlur={({ currentTarget: { value: next, validity } }) => onType(next, validity.badInput)}
      />
    )}
  </FieldFrame>
);
