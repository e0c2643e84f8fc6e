import { hostOf } from '../utils/i18n/words';
import {
  FORMS,
  holdsToken,
  METHODS,
  needsCall,
  needsShell,
  SHELLS,
  type CopyChoice,
  type Writing,
} from '../utils/popup/copy-choice';
import { Choice } from './choice';
import { useVoice } from './context';
import { Field } from './field';
import { Icon } from './icons';

interface CopyAsProps {
  baseUrl: string;
  /** A path that is known to work. */
  example: string;
  choice: CopyChoice;
  writing: Writing;
  /** Stands for the token in what is shown: the real one is nowhere in the page. */
  standIn: string;
  /** Of the variables that a program reads. */
  names: readonly [string, string];
  onChange: (change: Partial<CopyChoice>) => void;
  onCopy: () => void;
  onSave: () => void;
}

const LONGEST_PATH = 2000;

/** The token, written down for another program. */
export const CopyAs = (props: CopyAsProps) => {
  const { baseUrl, example, choice, writing, standIn, names, onChange, onCopy, onSave } = props;
  const { t } = useVoice();
  const { form, shell, method, path } = choice;
  const { url, problem, write } = writing;
  const preview = write(standIn);
  const holds = holdsToken(form);
  return (
    <section class="way" aria-labelledby="copy-as-heading">
      <h3 id="copy-as-heading">{t('copyAs.heading')}</h3>
      <Choice
        label={t('copyAs.form')}
        name="form"
        value={form}
        options={FORMS.map((value) => ({ value, label: t(`copyAs.forms.${value}`) }))}
        onChoose={(next) => onChange({ form: next })}
      />
      {needsShell(form) && (
        <Choice
          label={t('copyAs.shell')}
          name="shell"
          value={shell}
          options={SHELLS.map((value) => ({ value, label: t(`copyAs.shells.${value}`) }))}
          onChoose={(next) => onChange({ shell: next })}
        />
      )}
      {needsCall(form) && (
        <div class="pair">
          <Choice
            label={t('copyAs.method')}
            name="method"
            value={method}
            options={METHODS.map((value) => ({ value, label: value }))}
            onChoose={(next) => onChange({ method: next })}
          />
          <Field
            label={t('copyAs.path')}
            name="path"
            value={path}
            maxLength={LONGEST_PATH}
            error={problem && t(`copyAs.${problem}`, [hostOf(baseUrl), example])}
            onType={(text) => onChange({ path: text })}
          />
        </div>
      )}
      {url !== '' && <p class="hint">{t('copyAs.goesTo', [url])}</p>}
      {preview !== null && (
        <>
          <p class="hint">{holds ? t('copyAs.preview', [standIn]) : t('copyAs.previewPlain')}</p>
          <code class="secret preview" translate={false}>
            {preview}
          </code>
        </>
      )}
      <p class="hint">{holds ? t('copyAs.warning') : t('copyAs.reads', [...names])}</p>
      <div class="actions">
        <button type="button" class="primary" disabled={problem !== null} onClick={onCopy}>
          <Icon name="copy" />
          {t('copyAs.copy')}
        </button>
        {form === 'postman' && (
          <button type="button" class="secondary" onClick={onSave}>
            {t('copyAs.save')}
          </button>
        )}
      </div>
    </section>
  );
};
