import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What ties a control to what is said of it. */
interface Ties {
  readonly id: string;
  readonly 'aria-invalid': 'true' | undefined;
  readonly 'aria-describedby': string | undefined;
}

interface FieldFrameProps {
  label: string;
  hint?: string | undefined;
  /** What is wrong with what was typed, in a sentence. */
  error?: string | null | undefined;
  /** The id of an alert elsewhere that belongs to this field. */
  describedBy?: string | null | undefined;
  invalid?: boolean | undefined;
  /** Draws the control itself. */
  children: (ties: Ties) => ComponentChildren;
}

/** A control with its label above, and below it what is wrong and what helps. */
export const FieldFrame = ({ label, hint, error, describedBy, invalid, children }: FieldFrameProps) => {
  const id = useId();
  const described = [error && `${id}-error`, describedBy, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-invalid': error || invalid ? 'true' : undefined,
        'aria-describedby': described || undefined,
      })}
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
