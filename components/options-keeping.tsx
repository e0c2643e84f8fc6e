import { listed } from '../utils/i18n/lists';
import { lockAfterWords } from '../utils/i18n/options';
import { mustProtectWords } from '../utils/i18n/policy';
import { passphraseWords, protectionChoices } from '../utils/i18n/protection';
import { environmentName } from '../utils/i18n/words';
import { AskFirst } from './ask-first';
import { useVoice } from './context';
import { LockAfter } from './lock-after';
import { Notice } from './notice';
import { useOptions } from './options-context';
import { Outcome } from './outcome';
import { ProtectionFields } from './protection-fields';
import { landOn, Setting } from './setting';
import { UnlockForm } from './unlock-form';
import { Form } from './form';

const Protect = () => {
  const { keeping, busy } = useOptions();
  const { t } = useVoice();
  const { passphrase, again, weak } = keeping.draft.value;
  const state = keeping.state.value;
  const chosen = keeping.chosen.value;
  const required = keeping.required.value;
  const isBusy = busy.value.has('keep');
  const isAnew = state.vault === 'open' && state.protection === 'passphrase' && chosen === 'passphrase';
  return (
    <Form class="stack" onSubmit={() => void keeping.keep()}>
      {required !== null && required !== (state.vault === 'open' ? state.protection : required) && (
        <Notice words={mustProtectWords(t)} />
      )}
      {required !== null && (
        <p class="hint">
          <strong>{t('policy.forced')}</strong>
        </p>
      )}
      <ProtectionFields
        choices={protectionChoices(t).filter(({ protection }) => protection === (required ?? protection))}
        chosen={chosen}
        passphrase={passphrase}
        again={again}
        problem={weak && passphraseWords(t, weak)}
        differs={weak === 'not-the-same'}
        onChoose={keeping.choose}
        onType={keeping.type}
      />
      {isAnew && <p class="hint">{t('options.keeping.change')}</p>}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {isBusy && <span class="spinner" aria-hidden="true" />}
        {t(isBusy ? 'options.keeping.busy' : 'options.keeping.keep')}
      </button>
    </Form>
  );
};

const NEVER = '';

const Lock = () => {
  const { keeping } = useOptions();
  const { t } = useVoice();
  const minutes = keeping.lockAfter.value;
  const forced = keeping.isLockForced.value;
  const choices = [...keeping.lockChoices, null].map((each) => ({
    value: each === null ? NEVER : String(each),
    words: lockAfterWords(t, each),
  }));
  return (
    <div class="stack lock">
      {minutes !== undefined && (
        <LockAfter
          choices={choices}
          forced={forced}
          value={minutes === null ? NEVER : String(minutes)}
          onChoose={(value) => void keeping.setLockAfter(value === NEVER ? null : Number(value))}
        />
      )}
      <button type="button" class="secondary" onClick={() => void keeping.lock()}>
        {t('lock.now')}
      </button>
    </div>
  );
};

/** For who can't remember the passphrase. */
const Forgotten = ({ environments }: { environments: readonly string[] }) => {
  const { keeping, busy } = useOptions();
  const { t } = useVoice();
  const forget = async () => {
    if (await keeping.forgetKeys()) landOn('keeping');
  };
  const names = listed(
    t,
    environments.map((id) => environmentName(t, id)),
  );
  return (
    <section class="stack forgotten" aria-labelledby="forgotten-heading">
      <h3 id="forgotten-heading" tabIndex={-1}>
        {t('options.forgotten.heading')}
      </h3>
      <p>{t('options.forgotten.text')}</p>
      <p>{names ? t('options.forgotten.goes', [names]) : t('options.forgotten.goesNone')}</p>
      <p>{t('options.forgotten.stays')}</p>
      <AskFirst
        label={t('options.forgotten.forget')}
        kind="secondary"
        disabled={busy.value.has('forget')}
        asking={keeping.askingForgotten.value}
        question={t('options.forgotten.ask')}
        yes={t('options.forgotten.yes')}
        no={t('options.askNo')}
        onAsk={keeping.askForgotten}
        onYes={() => void forget()}
      />
    </section>
  );
};

/** How keys are kept; while they are locked, what opens them, or does without them. */
export const OptionsKeeping = ({ onForgotten }: { onForgotten: () => void }) => {
  const { keeping, busy, part } = useOptions();
  const { t } = useVoice();
  const state = keeping.state.value;
  const unlock = async () => {
    if (await keeping.unlock()) landOn('keeping');
  };
  return (
    <Setting id="keeping" heading={t('options.keeping.heading')}>
      {state.vault === 'locked' && (
        <UnlockForm
          level={3}
          passphrase={keeping.passphrase.value}
          wrong={keeping.wrong.value}
          busy={busy.value.has('unlock')}
          onType={keeping.typePassphrase}
          onUnlock={() => void unlock()}
          onForgotten={onForgotten}
        />
      )}
      {state.vault === 'locked' && part.value === 'forgotten' && <Forgotten environments={state.environments} />}
      {state.vault === 'open' && <Protect />}
      {state.vault === 'open' && state.protection === 'passphrase' && <Lock />}
      {state.vault === 'unreadable' && <p>{t('options.unreadable')}</p>}
      <Outcome news={keeping.news.value} alarm={keeping.alarm.value} />
    </Setting>
  );
};
