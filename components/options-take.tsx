import { useId } from 'preact/hooks';
import { listed } from '../utils/i18n/lists';
import { importProblemWords } from '../utils/i18n/options';
import { passphraseWords } from '../utils/i18n/protection';
import { plural } from '../utils/i18n/plural';
import { environmentName } from '../utils/i18n/words';
import type { Chosen } from '../utils/options/import';
import { useVoice } from './context';
import { Field } from './field';
import { Form } from './form';
import { Notice } from './notice';
import { useOptions } from './options-context';
import { Outcome } from './outcome';
import { landOn, Setting } from './setting';

const ExportForm = () => {
  const { exporting, busy } = useOptions();
  const { t } = useVoice();
  const { passphrase, again, weak } = exporting.draft.value;
  const problem = weak && passphraseWords(t, weak);
  const isBusy = busy.value.has('export');
  return (
    <>
      <Form class="stack" onSubmit={() => void exporting.sealed()}>
        <Field
          label={t('options.export.passphrase')}
          name="file-passphrase"
          masked
          maxLength={1000}
          value={passphrase}
          onType={(text) => exporting.type('passphrase', text)}
          error={weak === 'too-short' ? problem : null}
          hint={t('protection.passphraseHint')}
        />
        <Field
          label={t('options.export.again')}
          name="file-passphrase-again"
          masked
          maxLength={1000}
          value={again}
          onType={(text) => exporting.type('again', text)}
          error={weak === 'not-the-same' ? problem : null}
        />
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {isBusy && <span class="spinner" aria-hidden="true" />}
          {t(isBusy ? 'options.export.busy' : 'options.export.export')}
        </button>
      </Form>
      <p class="hint" id="plain-hint">
        {t('options.export.plainText')}
      </p>
      <button
        type="button"
        class="secondary"
        aria-describedby="plain-hint"
        disabled={isBusy}
        onClick={() => void exporting.plain()}
      >
        {t('options.export.plain')}
      </button>
    </>
  );
};

const Export = () => {
  const { exporting, keeping, keys } = useOptions();
  const { t } = useVoice();
  const state = keeping.state.value.vault;
  return (
    <div class="stack">
      <h3>{t('options.export.heading')}</h3>
      <p class="hint">{t('options.export.text')}</p>
      {keys.value === 0 && <p>{t('options.export.none')}</p>}
      {keys.value === null && <p>{t(state === 'locked' ? 'options.lockedFirst' : 'options.unreadable')}</p>}
      {keys.value !== null && keys.value > 0 && <ExportForm />}
      <Outcome news={exporting.news.value} />
    </div>
  );
};

/** A file of names: the keys themselves have to be added by hand. */
const Names = ({ chosen }: { chosen: Extract<Chosen, { file: 'plain' }> }) => {
  const { t } = useVoice();
  return (
    <section class="stack names" aria-labelledby="names-heading">
      <h4 id="names-heading">{t('options.import.plainHeading')}</h4>
      <p class="hint">{t('options.import.plainText')}</p>
      <ul aria-labelledby="names-heading">
        {chosen.entries.map(({ environment, label, organization, permissions }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- two may be the same in all that is known of them
          <li key={at}>
            <strong>{label || t('options.import.unnamed')}</strong>
            <span class="hint">
              {environmentName(t, environment)}
              {organization && ` · ${organization}`}
              {permissions.length > 0 && ` · ${listed(t, permissions)}`}
            </span>
          </li>
        ))}
      </ul>
      {chosen.unknown > 0 && <p class="hint">{plural(t, 'options.import.unknown', chosen.unknown)}</p>}
    </section>
  );
};

const Sealed = ({ chosen }: { chosen: Extract<Chosen, { file: 'sealed' }> }) => {
  const { importing, keeping, keys, busy } = useOptions();
  const { t } = useVoice();
  const isBusy = busy.value.has('import');
  const isLocked = keeping.state.value.vault === 'locked';
  const run = async () => {
    if (await importing.run()) landOn('take');
  };
  if (keys.value === null) return <p>{t(isLocked ? 'options.lockedFirst' : 'options.unreadable')}</p>;
  return (
    <Form class="stack" onSubmit={() => void run()}>
      <Field
        label={t('options.import.passphrase')}
        name="import-passphrase"
        masked
        maxLength={1000}
        value={importing.passphrase.value}
        onType={importing.type}
        invalid={chosen.problem !== null}
        describedBy={chosen.problem && 'import-problem'}
      />
      {chosen.problem && <Notice id="import-problem" words={importProblemWords(t, chosen.problem)} />}
      <button type="submit" class="primary" disabled={!importing.passphrase.value} aria-disabled={isBusy}>
        {isBusy && <span class="spinner" aria-hidden="true" />}
        {t(isBusy ? 'options.import.busy' : 'options.import.import')}
      </button>
    </Form>
  );
};

const Import = () => {
  const { importing, busy } = useOptions();
  const { t } = useVoice();
  const id = useId();
  const chosen = importing.chosen.value;
  return (
    <div class="stack">
      <h3>{t('options.import.heading')}</h3>
      <p class="hint">{t('options.import.text')}</p>
      <div class="field">
        <label for={id}>{t('options.import.file')}</label>
        {/* A new one for each import: the browser keeps the name of the old file otherwise, and says nothing when it is chosen again. */}
        <input
          key={importing.inputs.value}
          id={id}
          type="file"
          accept=".json,application/json"
          disabled={busy.value.has('import')}
          onChange={(event) => void importing.choose(event.currentTarget.files?.[0])}
        />
      </div>
      {chosen.file === 'refused' && <Notice words={importProblemWords(t, chosen.problem)} />}
      {chosen.file === 'sealed' && <Sealed chosen={chosen} />}
      {chosen.file === 'plain' && <Names chosen={chosen} />}
      <Outcome news={importing.news.value} alarm={importing.alarm.value} />
    </div>
  );
};

/** Keys into a file, and out of one. */
export const OptionsTake = () => {
  const { has } = useOptions();
  const { t } = useVoice();
  return (
    <Setting id="take" heading={t('options.take.heading')}>
      {has('export') && <Export />}
      {has('import') && <Import />}
    </Setting>
  );
};
