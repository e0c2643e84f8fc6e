import { requestText, tryKeyWords, tryResultWords } from '../utils/i18n/portals';
import { useVoice } from './context';
import { Choice } from './choice';
import { Field } from './field';
import { Icon } from './icons';
import { Notice } from './notice';
import { useOptions } from './options-context';

/** What came of it. The status is always there, so that screen readers notice when it begins to speak. */
const Result = () => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const { value: result } = portals.dryRun.result;
  const words = result && tryResultWords(t, result);
  return (
    <>
      <output class="outcome">
        {typeof words === 'string' && (
          <span class="outcome-words">
            <Icon name="done" />
            <span>{words}</span>
          </span>
        )}
      </output>
      {words !== null && typeof words !== 'string' && <Notice words={words} />}
    </>
  );
};

const Request = () => {
  const { portals, busy } = useOptions();
  const { t } = useVoice();
  const { dryRun } = portals;
  const described = dryRun.described.value;
  const form = portals.opened.value?.form;
  const environments = form?.environments ?? [];
  const isBusy = busy.value.has('test');
  if (!described) return <p class="hint">{t('portals.try.nothing')}</p>;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void portals.send();
      }}
    >
      {environments.length > 1 && (
        <Choice
          label={t('portals.try.environment')}
          name="try-environment"
          value={String(dryRun.place.value)}
          options={environments.map(({ name }, at) => ({ value: String(at), label: name }))}
          onChoose={(at) => dryRun.choose(Number(at))}
        />
      )}
      <Field
        label={t(form?.credential === 'bearer' ? 'portals.try.token' : 'portals.try.key')}
        name="try-key"
        masked
        maxLength={8192}
        value={dryRun.key.value}
        onType={dryRun.type}
        error={dryRun.keyProblem.value && tryKeyWords(t, dryRun.keyProblem.value)}
      />
      <div class="field">
        <strong>{t('portals.try.request')}</strong>
        <pre class="request">{requestText(described)}</pre>
      </div>
      <button type="submit" class="secondary" aria-disabled={isBusy}>
        {isBusy && <span class="spinner" aria-hidden="true" />}
        {t(isBusy ? 'portals.try.sending' : 'portals.try.send')}
      </button>
      <Result />
    </form>
  );
};

/** One request with a key that is kept nowhere, shown before it is sent. */
export const PortalTry = () => {
  const { portals } = useOptions();
  const { t } = useVoice();
  return (
    <section class="stack try" aria-labelledby="try-heading">
      <h4 id="try-heading">{t('portals.try.heading')}</h4>
      <p class="hint">{t('portals.try.text')}</p>
      {portals.wanted.value ? <Request /> : <p class="hint">{t('portals.try.unfinished')}</p>}
    </section>
  );
};
