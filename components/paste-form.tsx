import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useVoice } from './context';
import { Field } from './field';
import { Form } from './form';

interface PasteFormProps {
  /** The environment's name. */
  environment: string;
  secret: string;
  label: string;
  /** What is wrong with the key, in a sentence. */
  problem: string | null;
  /** The host that the browser will ask about; '' if it won't. */
  asksFor: string;
  busy: boolean;
  /** Whether this is the one thing to do here. */
  main: boolean;
  onType: (field: 'secret' | 'label', text: string) => void;
  onSubmit: () => void;
  /** What is asked along with the key. */
  children?: ComponentChildren;
}

/** A key that the person has already. */
export const PasteForm = (props: PasteFormProps) => {
  const { environment, secret, label, problem, asksFor, busy, main, onType, onSubmit, children } = props;
  const { t } = useVoice();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (problem !== null) input.current?.focus();
  }, [problem]);
  return (
    <Form class="way" onSubmit={onSubmit}>
      <h3>{t('add.pasteHeading')}</h3>
      <p>{t('add.pasteText', [environment])}</p>
      <Field
        label={t('add.secret')}
        name="secret"
        masked
        maxLength={10_000}
        value={secret}
        onType={(text) => onType('secret', text)}
        error={problem}
        inputRef={input}
      />
      <Field
        label={t('add.label')}
        name="label"
        maxLength={200}
        value={label}
        onType={(text) => onType('label', text)}
        hint={t('add.labelHint')}
      />
      {children}
      {asksFor && <p class="hint">{t('add.host', [asksFor])}</p>}
      <button type="submit" class={main ? 'primary' : 'secondary'} aria-disabled={busy}>
        {t('add.save')}
      </button>
    </Form>
  );
};
