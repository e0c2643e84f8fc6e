import { fieldProblemWords } from '../utils/i18n/portals';
import type { FieldId, TextField } from '../utils/options/portal-form';
import { useVoice } from './context';
import { Field } from './field';
import { LinesField } from './lines-field';
import { useOptions } from './options-context';

/** @returns what is wrong with a field of the open form, in a sentence */
export function useProblem(field: FieldId): string | null {
  const { portals } = useOptions();
  const { t } = useVoice();
  const found = portals.opened.value?.problems.get(field);
  return found ? fieldProblemWords(t, found) : null;
}

interface PortalTextProps {
  field: TextField;
  label: string;
  hint?: string;
  longest?: number;
}

/** A text of the open form. */
export const PortalText = ({ field, label, hint, longest = 400 }: PortalTextProps) => {
  const { portals } = useOptions();
  const error = useProblem(field);
  return (
    <Field
      label={label}
      name={field}
      maxLength={longest}
      value={portals.opened.value?.form[field] ?? ''}
      onType={(text) => portals.set(field, text)}
      error={error}
      {...(hint === undefined ? {} : { hint })}
    />
  );
};

/** Several lines of it. */
export const PortalLines = ({ field, label, hint }: Required<Omit<PortalTextProps, 'longest'>>) => {
  const { portals } = useOptions();
  const error = useProblem(field);
  return (
    <LinesField
      label={label}
      name={field}
      value={portals.opened.value?.form[field] ?? ''}
      onType={(text) => portals.set(field, text)}
      error={error}
      hint={hint}
    />
  );
};
