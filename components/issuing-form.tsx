import { useEffect, useRef } from 'preact/hooks';
import { plural } from '../utils/i18n/plural';
import type { Notice as NoticeWords } from '../utils/i18n/words';
import type { IssuingField } from '../utils/portals';
import { useVoice } from './context';
import { Field } from './field';
import { Notice } from './notice';

interface IssuingFormProps {
  /** The portal's name. */
  portal: string;
  fields: readonly IssuingField[];
  /** What is typed, by the fields' names. */
  values: Readonly<Record<string, string>>;
  /** What is wrong with a field, by its name. */
  errors: Readonly<Record<string, string>>;
  /** What became of the last request, if no key did. */
  trouble: NoticeWords | null;
  /** Whether it can work: else there is a hint in place of the fields. */
  opens: boolean;
  busy: boolean;
  onType: (name: string, text: string) => void;
  onSubmit: () => void;
}

const LONGEST_PHONE = 64;
/** From here on it is said how much room is left. Characters. */
const COUNTED = 20;

/** A key of what the portal wants to know for it. */
export const IssuingForm = (props: IssuingFormProps) => {
  const { portal, fields, values, errors, trouble, opens, busy, onType, onSubmit } = props;
  const { t } = useVoice();
  const form = useRef<HTMLFormElement>(null);
  const wrong = fields.find(({ name }) => errors[name])?.name;
  useEffect(() => {
    if (wrong !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [wrong]);
  if (!opens) {
    return (
      <section class="way" aria-labelledby="issue-heading">
        <h3 id="issue-heading">{t('issue.heading')}</h3>
        <p>{t('issue.needsKey')}</p>
      </section>
    );
  }
  const room = ({ name, rule }: IssuingField): string => {
    const left = rule.is === 'text' ? rule.longest - (values[name] ?? '').length : Infinity;
    return left <= COUNTED ? plural(t, 'issue.left', Math.max(0, left)) : '';
  };
  return (
    <form
      class="way"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h3>{t('issue.heading')}</h3>
      <p>{t('issue.text', [portal])}</p>
      {fields.map((field) => {
        const { name, label, rule } = field;
        const isPhone = rule.is === 'phone';
        return (
          <Field
            key={name}
            label={label}
            name={name}
            phone={isPhone}
            maxLength={isPhone ? LONGEST_PHONE : rule.longest}
            value={values[name] ?? ''}
            onType={(text) => onType(name, text)}
            error={errors[name] ?? null}
            hint={isPhone ? t('add.phoneHint') : room(field)}
          />
        );
      })}
      {trouble && <Notice words={trouble} />}
      <button type="submit" class="primary" aria-disabled={busy}>
        {busy && <span class="spinner" aria-hidden="true" />}
        {t('issue.make')}
      </button>
    </form>
  );
};
