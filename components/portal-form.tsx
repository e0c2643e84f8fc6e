import { useEffect, useRef } from 'preact/hooks';
import { portalTroubleWords } from '../utils/i18n/portals';
import { hostOf } from '../utils/i18n/words';
import type { PortalForm as FormState } from '../utils/options/portal-form';
import { useVoice } from './context';
import { Notice } from './notice';
import { useOptions } from './options-context';
import { PortalCredential, PortalScheme } from './portal-credential';
import { PortalEnvironments } from './portal-environments';
import { PortalLines, PortalText } from './portal-texts';
import { PortalTry } from './portal-try';
import { landOn } from './setting';

const FORM = 'portal-form';

/** Where keys are made, if the descriptor says how. */
const Issuing = ({ form }: { form: FormState }) => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const { issuing } = form.base;
  if (!issuing) return null;
  const pages = [issuing.registrationPage, issuing.formPage].filter((page) => page !== null);
  const server = form.environments.find(({ of }) => of === issuing.environment)?.baseUrl ?? '';
  return (
    <label class="choice">
      <input
        type="checkbox"
        name="issues"
        checked={form.issues}
        aria-describedby="issues-text"
        onChange={(event) => portals.set('issues', event.currentTarget.checked)}
      />
      <span class="choice-name">{t('portals.form.issues')}</span>
      <span class="hint" id="issues-text">
        {t('portals.form.issuesText', [server + issuing.path])}
        {pages.map((page) => (
          <span key={page} class="block">
            {page}
          </span>
        ))}
      </span>
    </label>
  );
};

/** Error messages: what is there is right for most. */
const More = () => {
  const { portals } = useOptions();
  const { t } = useVoice();
  return (
    <details class="more" open={portals.opened.value?.problems.has('errors') ?? false}>
      <summary>{t('portals.form.more')}</summary>
      <PortalLines field="errors" label={t('portals.form.errors')} hint={t('portals.form.errorsHint')} />
    </details>
  );
};

/** Said plainly before anything is saved or granted. */
const WantedSites = () => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const wanted = portals.wanted.value;
  return (
    <div class="stack">
      <h4 id="wanted-heading">{t('portals.form.sites')}</h4>
      {wanted ? (
        <>
          <ul class="sites" aria-labelledby="wanted-heading">
            {wanted.map((site) => (
              <li key={site}>{hostOf(site)}</li>
            ))}
          </ul>
          <p class="hint">{t('portals.form.sitesText')}</p>
        </>
      ) : (
        <p class="hint">{t('portals.form.sitesLater')}</p>
      )}
    </div>
  );
};

const Buttons = ({ isNew }: { isNew: boolean }) => {
  const { portals, busy } = useOptions();
  const { t } = useVoice();
  const isBusy = busy.value.has('save');
  const cancel = async () => {
    await portals.cancel();
    landOn('portals');
  };
  return (
    <div class="actions">
      <button type="submit" form={FORM} class="primary" aria-disabled={isBusy}>
        {isBusy && <span class="spinner" aria-hidden="true" />}
        {t(isBusy ? 'portals.form.saving' : isNew ? 'portals.form.add' : 'portals.form.save')}
      </button>
      <button type="button" class="quiet" disabled={isBusy} onClick={() => void cancel()}>
        {t('portals.form.cancel')}
      </button>
    </div>
  );
};

/** A portal as a person writes it, what would be sent for it, and which sites it wants. */
export const PortalForm = () => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const heading = useRef<HTMLHeadingElement>(null);
  // Focusing scrolls there, too.
  useEffect(() => heading.current?.focus(), []);
  const { value: open } = portals.opened;
  if (!open) return null;
  const { form, from } = open;
  const trouble = portals.trouble.value;
  const save = async () => {
    const outcome = await portals.save();
    if (outcome === true) landOn('portals');
    if (typeof outcome !== 'string') return;
    // Once what hides it is open.
    requestAnimationFrame(() => {
      const [field] = document.getElementsByName(outcome);
      field?.focus();
    });
  };
  return (
    <div class="stack portal-form">
      <h3 ref={heading} tabIndex={-1}>
        {form.isNew ? t('portals.form.new') : t('portals.form.edit', [form.base.name])}
      </h3>
      <p class="hint">{t(`portals.from.${from}`)}</p>
      <form
        id={FORM}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <PortalText field="name" label={t('portals.form.name')} longest={80} />
        <PortalLines field="docs" label={t('portals.form.docs')} hint={t('portals.form.docsHint')} />
        <PortalEnvironments />
        <PortalScheme form={form} />
        <PortalCredential form={form} />
        <PortalLines
          field="permissions"
          label={t('portals.form.permissions')}
          hint={t('portals.form.permissionsHint')}
        />
        <Issuing form={form} />
        <More />
      </form>
      <PortalTry />
      <WantedSites />
      {trouble && <Notice words={portalTroubleWords(t, trouble, false)} />}
      <Buttons isNew={form.isNew} />
    </div>
  );
};
