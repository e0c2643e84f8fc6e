import { useId } from 'preact/hooks';

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
export const LinesField = ({ label, name, value, hint, error, onType }: LinesFieldProps) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={Math.min(Math.max(value.split('\n').length, 2), 8)}
        maxLength={4000}
        value={value}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      {error && (
        <p class="field-error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
};
