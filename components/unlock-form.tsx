import { useEffect, useRef } from 'preact/hooks';
import { useVoice } from './context';
import { Field } from './field';
import { Form } from './form';

interface UnlockFormProps {
  /** Of the heading: 3 within a section that has one. */
  level?: 2 | 3;
  passphrase: string;
  /** The last one wasn't the right one. */
  wrong: boolean;
  busy: boolean;
  onType: (text: string) => void;
  onUnlock: () => void;
  /** The person can't remember it. */
  onForgotten: () => void;
}

/** The one field that opens keys under a passphrase. */
export const UnlockForm = (props: UnlockFormProps) => {
  const { level = 2, passphrase, wrong, busy, onType, onUnlock, onForgotten } = props;
  const { t } = useVoice();
  const Heading = level === 2 ? 'h2' : 'h3';
  const input = useRef<HTMLInputElement>(null);
  // It is the only thing to do here. But keys also lock by themselves, while somebody is writing elsewhere.
  useEffect(() => {
    if (wrong || document.activeElement === document.body) input.current?.focus();
  }, [wrong]);
  return (
    <Form class="way unlock" onSubmit={onUnlock}>
      <Heading>{t('lock.heading')}</Heading>
      <p>{t('lock.text')}</p>
      <Field
        label={t('protection.passphrase.name')}
        name="passphrase"
        masked
        maxLength={1000}
        value={passphrase}
        onType={onType}
        error={wrong ? t('lock.wrong') : null}
        inputRef={input}
      />
      <div class="actions">
        <button type="submit" class="primary" aria-disabled={busy}>
          {busy ? t('lock.unlocking') : t('lock.unlock')}
        </button>
        <button type="button" class="quiet" onClick={onForgotten}>
          {t('lock.forgotten')}
        </button>
      </div>
    </Form>
  );
};
