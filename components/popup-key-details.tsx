import { useEffect, useRef, useState } from 'preact/hooks';
import { keyTestWords } from '../utils/i18n/key-test';
import { problemWords } from '../utils/i18n/problems';
import { keyName } from '../utils/i18n/words';
import type { KeyDetails } from '../utils/popup/key-details';
import type { KeyView } from '../utils/popup/view';
import { adopt } from './adopt';
import { Ask } from './ask';
import { AskFirst } from './ask-first';
import { useStore, useVoice } from './context';
import { DateField } from './date-field';
import { Field } from './field';
import { Form } from './form';
import { Icon } from './icons';
import { KeyAbout } from './key-about';
import { detailsId } from './key-row';
import { Notice } from './notice';
import { Permissions } from './permissions';
import css from './popup-key-details.css?inline';

interface PartProps {
  view: KeyView;
  details: KeyDetails;
}

interface PopupKeyDetailsProps extends PartProps {
  /** The key is gone, or the form for another one takes the details' place. */
  onGone: () => void;
}

const EditForm = ({ view, details }: PartProps) => {
  const store = useStore();
  const { t } = useVoice();
  const { label, organization, validUntil, permissions } = details.fields(view);
  const { permissions: all } = store.view.value;
  const isBad = details.badDate.value;
  return (
    <Form class="card" onSubmit={() => void details.save(view)}>
      <Field
        label={t('add.label')}
        name="label"
        maxLength={200}
        value={label}
        onType={(text) => details.type({ label: text })}
      />
      <Field
        label={t('keyDetails.organization')}
        name="organization"
        maxLength={200}
        value={organization}
        onType={(text) => details.type({ organization: text })}
      />
      <DateField
        label={t('keyDetails.validUntil')}
        name="valid-until"
        value={validUntil}
        hint={t('keyDetails.validUntilHint')}
        error={isBad ? t('keyDetails.badDate') : null}
        onType={(text, bad) => details.typeDate(text, bad)}
      />
      {all.length + view.permissions.length > 0 && (
        <Permissions
          // One that the portal doesn't name any more can still be taken away.
          all={[...all, ...view.permissions]}
          chosen={permissions}
          onChoose={(chosen) => details.type({ permissions: chosen })}
        />
      )}
      <button type="submit" class="primary" aria-disabled={store.busy.value.has('edit')}>
        {t('keyDetails.save')}
      </button>
    </Form>
  );
};

const Test = ({ details }: Pick<PartProps, 'details'>) => {
  const store = useStore();
  const voice = useVoice();
  const { t, time } = voice;
  const environment = store.selected.value;
  const portal = store.portal.value;
  const isBusy = store.busy.value.has('test');
  const tested = details.tested.value;
  return (
    <div class="test">
      <button type="button" class="secondary" aria-disabled={isBusy} onClick={() => void details.test(environment)}>
        {isBusy ? <span class="spinner" aria-hidden="true" /> : <Icon name="renew" />}
        {t(isBusy ? 'keyDetails.testing' : 'keyDetails.test')}
      </button>
      <output>
        {tested?.result === 'works' && (
          <span class="works">
            <Icon name="done" />
            <span>{t('keyDetails.works', [portal.name, time.clock(tested.at)])}</span>
          </span>
        )}
      </output>
      {tested?.result === 'failed' && (
        <Notice words={keyTestWords(voice, tested, environment, portal, store.minute.value)} />
      )}
    </div>
  );
};

const Replace = ({ details }: Pick<PartProps, 'details'>) => {
  const store = useStore();
  const { t } = useVoice();
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const problem = details.problem.value;
  const isOpen = details.replacing.value;
  useEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen, problem]);
  const submit = async () => {
    if (await details.replace()) button.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="secondary"
        ref={button}
        aria-expanded={isOpen}
        onClick={() => details.toggleReplacing()}
      >
        {t('keyDetails.replace')}
      </button>
      {isOpen && (
        <Form onSubmit={() => void submit()}>
          <Field
            label={t('keyDetails.newSecret')}
            name="secret"
            masked
            maxLength={10_000}
            value={details.secret.value}
            onType={(text) => details.typeSecret(text)}
            error={problem && problemWords(t, problem)}
            hint={t('keyDetails.replaceHint')}
            inputRef={input}
          />
          <button type="submit" class="primary" aria-disabled={store.busy.value.has('replace')}>
            {t('keyDetails.replaceNow')}
          </button>
        </Form>
      )}
    </>
  );
};

/** For a key that was made from a phone number: the way to the next one. */
const Renew = ({ view, details }: PartProps) => {
  const store = useStore();
  const { t, time } = useVoice();
  const now = store.minute.value;
  const { phone, request } = details.renewal(view, store.selected.value, now);
  const words = request
    ? t(request.answered ? 'add.lastRequest' : 'add.lastUnanswered', [request.tail, time.moment(request.again, now)])
    : t('keyDetails.renewNow');
  return (
    <section class="card" aria-labelledby="renew-heading">
      <h3 id="renew-heading">{t('keyDetails.renewHeading')}</h3>
      <p>{words}</p>
      <p>{t('keyDetails.renewText')}</p>
      <button type="button" class="secondary" onClick={() => details.renew(store.selected.value, phone)}>
        {t('keyDetails.renew')}
      </button>
    </section>
  );
};

const Places = ({ view, details }: PartProps) => {
  const store = useStore();
  const { t } = useVoice();
  const keys = store.keys.value;
  const at = keys.findIndex(({ id }) => id === view.id);
  if (keys.length < 2) return null;
  const step = (by: -1 | 1, isEnd: boolean) => (
    <button
      type="button"
      class="tool"
      aria-label={t(by < 0 ? 'keyDetails.up' : 'keyDetails.down')}
      // Not disabled: the keyboard would fall out of it at the end of the list.
      aria-disabled={isEnd}
      onClick={() => void details.move(keys, by, keyName(t, view))}
    >
      <Icon name={by < 0 ? 'up' : 'down'} />
    </button>
  );
  return (
    <div class="places">
      {step(-1, at === 0)}
      {step(1, at === keys.length - 1)}
    </div>
  );
};

/** One key, in the place of the list: what is known of it, and what is done seldom. */
export const PopupKeyDetails = ({ view, details, onGone }: PopupKeyDetailsProps) => {
  adopt(css);
  const store = useStore();
  const { t } = useVoice();
  const [isLeaving, setLeaving] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const environment = store.selected.value;
  const { credential, check } = store.portal.value;
  // Without a call that tells, there is nothing to be asked about what is sent as it is.
  const canTest = credential.kind === 'exchange' || check !== null;
  const name = keyName(t, view);
  const leave = () => {
    if (details.isDirty(view)) setLeaving(true);
    else details.close();
  };
  const stay = () => {
    setLeaving(false);
    heading.current?.focus();
  };
  const back = () => {
    if (isLeaving) stay();
    else if (store.removing.value === view.id) store.askRemoval(null);
    else leave();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // Otherwise the browser closes the whole popup.
      event.preventDefault();
      back();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  useEffect(() => {
    heading.current?.focus();
    window.scrollTo(0, 0);
    return () => {
      // Once the list is drawn, the keyboard goes on where it was.
      setTimeout(() => details.returns() && document.getElementById(detailsId(details.keyId))?.focus());
    };
  }, [details]);
  const remove = async () => {
    if (await store.removeKey(view.id)) onGone();
  };
  return (
    <section class="details" aria-labelledby="details-heading">
      <div class="details-head">
        <button type="button" class="quiet" onClick={leave}>
          <Icon name="back" />
          {t('keyDetails.back')}
        </button>
        <h2 id="details-heading" ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <Places view={view} details={details} />
      </div>
      {isLeaving && (
        <Ask
          question={t('keyDetails.unsaved')}
          yes={t('keyDetails.discard')}
          no={t('keyDetails.stay')}
          onYes={() => details.close()}
          onNo={stay}
        />
      )}
      <div class="card">
        <KeyAbout view={view} environment={environment} now={store.minute.value} />
        {canTest && <Test details={details} />}
      </div>
      {view.source === 'phone' && <Renew view={view} details={details} />}
      <EditForm view={view} details={details} />
      <div class="card last">
        {!store.mustProtect.value && <Replace details={details} />}
        <AskFirst
          label={t('keys.remove')}
          kind="danger"
          disabled={false}
          asking={store.removing.value === view.id}
          question={t('keys.removeAsk', [name])}
          yes={t('keys.removeYes')}
          no={t('keys.removeNo')}
          onAsk={(asks) => store.askRemoval(asks ? view.id : null)}
          onYes={() => void remove()}
        />
      </div>
    </section>
  );
};
