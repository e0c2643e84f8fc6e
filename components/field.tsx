import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  value: string;
  onType: (text: string) => void;
  hint?: string;
  /** What is wrong with what was typed, in a sentence. */
  error?: string | null;
  /** The id of an alert elsewhere that belongs to this field. */
  describedBy?: string | null;
  invalid?: boolean;
  /** Draws dots for a secret. Not `type=password`: browsers would offer to save it, and it is no textbox to screen readers. */
  masked?: boolean;
  /** Brings up the number pad. */
  phone?: boolean;
  name: string;
  maxLength: number;
  inputRef?: RefObject<HTMLInputElement | null>;
}

/** A labelled text field; what is said of it is tied to it. */
export const Field = (props: FieldProps) => {
  const { label, value, onType, hint, error, describedBy, masked = false, name, maxLength } = props;
  const id = useId();
  const described = [error && `${id}-error`, describedBy, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        ref={props.inputRef ?? null}
        id={id}
        name={name}
        type="text"
        inputMode={props.phone ? 'tel' : 'text'}
        class={masked ? 'masked' : undefined}
        value={value}
        maxLength={maxLength}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={error || props.invalid ? 'true' : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      {error && (
        <p class="field-error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
};
