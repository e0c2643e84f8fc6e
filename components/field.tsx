import type { RefObject } from 'preact';
import { FieldFrame } from './field-frame';

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
  const { label, value, onType, hint, error, describedBy, invalid, masked = false, name, maxLength } = props;
  return (
    <FieldFrame label={label} hint={hint} error={error} describedBy={describedBy} invalid={invalid}>
      {(ties) => (
        <input
          {...ties}
          ref={props.inputRef ?? null}
          name={name}
          type="text"
          inputMode={props.phone ? 'tel' : 'text'}
          class={masked ? 'masked' : undefined}
          value={value}
          maxLength={maxLength}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => onType(event.currentTarget.value)}
        />
      )}
    </FieldFrame>
  );
};
