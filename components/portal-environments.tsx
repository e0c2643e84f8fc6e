import type { EnvironmentField, EnvironmentForm } from '../utils/options/portal-form';
import { Choice } from './choice';
import { useVoice } from './context';
import { Field } from './field';
import { LinesField } from './lines-field';
import { useOptions } from './options-context';
import { useProblem } from './portal-texts';

interface EnvironmentProps {
  form: EnvironmentForm;
  /** From 1. */
  place: number;
  /** `null`: it is the only one. */
  onRemove: (() => void) | null;
}

const Environment = ({ form, place, onRemove }: EnvironmentProps) => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const { row } = form;
  const problems: Record<EnvironmentField, string | null> = {
    name: useProblem(`${row} name`),
    baseUrl: useProblem(`${row} baseUrl`),
    servers: useProblem(`${row} servers`),
    keysPage: useProblem(`${row} keysPage`),
  };
  const bound = (field: EnvironmentField) => ({
    name: `${row} ${field}`,
    value: form[field],
    error: problems[field],
    onType: (text: string) => portals.environments.set(row, { [field]: text }),
  });
  return (
    <fieldset class="environment-form">
      <legend>{t('portals.form.environment', [String(place)])}</legend>
      <Field label={t('portals.form.environmentName')} maxLength={80} {...bound('name')} />
      <Field
        label={t('portals.form.baseUrl')}
        hint={t('portals.form.baseUrlHint')}
        maxLength={400}
        {...bound('baseUrl')}
      />
      <Choice
        label={t('portals.form.kind')}
        name={`${row} kind`}
        value={form.kind}
        options={[
          { value: 'sandbox', label: t('kind.sandbox') },
          { value: 'production', label: t('kind.production') },
        ]}
        onChoose={(kind) => portals.environments.set(row, { kind })}
      />
      <LinesField label={t('portals.form.servers')} hint={t('portals.form.serversHint')} {...bound('servers')} />
      <Field
        label={t('portals.form.keysPage')}
        hint={t('portals.form.keysPageHint')}
        maxLength={400}
        {...bound('keysPage')}
      />
      {onRemove && (
        <button type="button" class="quiet" onClick={onRemove}>
          {t('portals.form.removeEnvironment', [String(place)])}
        </button>
      )}
    </fieldset>
  );
};

const focusOn = (row: string) => {
  const [first] = document.getElementsByName(`${row} name`);
  first?.focus();
};

/** The portal's servers, each with what belongs to it. */
export const PortalEnvironments = () => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const rows = portals.opened.value?.form.environments ?? [];
  const remove = (row: string, at: number) => {
    portals.environments.remove(row);
    const next = rows[at + 1] ?? rows[at - 1];
    if (next) focusOn(next.row);
  };
  return (
    <>
      <h4>{t('portals.form.environments')}</h4>
      <p class="hint">{t('portals.form.environmentsHint')}</p>
      {rows.map((form, at) => (
        <Environment
          key={form.row}
          form={form}
          place={at + 1}
          onRemove={rows.length > 1 ? () => remove(form.row, at) : null}
        />
      ))}
      <button
        type="button"
        class="secondary"
        onClick={() => {
          const row = portals.environments.add();
          // Once it is drawn.
          requestAnimationFrame(() => focusOn(row));
        }}
      >
        {t('portals.form.addEnvironment')}
      </button>
    </>
  );
};
