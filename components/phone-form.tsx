import { useEffect, useId, useRef } from 'preact/hooks';
import type { Notice as NoticeWords } from '../utils/i18n/words';
import { useVoice } from './context';
import { Field } from './field';
import { Form } from './form';
import { Notice } from './notice';

interface PhoneFormProps {
  /** The site that numbers are registered at. */
  site: string;
  phone: string;
  /** What became of the last request, if no key did. */
  trouble: NoticeWords | null;
  /** Whether the number itself has to be changed. */
  atFault: boolean;
  /** When the next request is possible, in a sentence; may be empty. */
  earlier: string;
  busy: boolean;
  /** Whether the person came here for this. */
  wanted: boolean;
  onType: (phone: string) => void;
  onSubmit: () => void;
}

/** A sandbox key from a phone number. */
export const PhoneForm = (props: PhoneFormProps) => {
  const { site, phone, trouble, atFault, earlier, busy, wanted, onType, onSubmit } = props;
  const { t } = useVoice();
  const troubleId = useId();
  const input = useRef<HTMLInputElement>(null);
  const wrong = trouble !== null && atFault;
  useEffect(() => {
    if (wrong || wanted) input.current?.focus();
  }, [wrong, wanted]);
  return (
    <Form class="way" onSubmit={onSubmit}>
      <h3>{t('add.phoneHeading')}</h3>
      <p>{t('add.phoneText', [site])}</p>
      <Field
        label={t('add.phone')}
        name="phone"
        phone
        maxLength={64}
        value={phone}
        onType={onType}
        hint={t('add.phoneHint')}
        invalid={wrong}
        describedBy={trouble ? troubleId : null}
        inputRef={input}
      />
      {trouble && <Notice words={trouble} id={troubleId} />}
      {earlier && !trouble && <p class="hint">{earlier}</p>}
      <button type="submit" class="primary" aria-disabled={busy}>
        {busy && <span class="spinner" aria-hidden="true" />}
        {t('add.make')}
      </button>
    </Form>
  );
};
