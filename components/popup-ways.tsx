import type { Voice } from '../utils/i18n/news';
import { problemWords } from '../utils/i18n/problems';
import { sourceWords } from '../utils/i18n/sources';
import { isPhoneAtFault, outcomeWords } from '../utils/i18n/outcomes';
import { passphraseWords, protectionChoices } from '../utils/i18n/protection';
import { environmentName, hostOf, linkTo } from '../utils/i18n/words';
import { portalOf, type Environment, type Portal } from '../utils/portals';
import type { RequestView } from '../utils/popup/view';
import { adopt } from './adopt';
import { useStore, useVoice } from './context';
import { OuterLink } from './outer-link';
import { PasteForm } from './paste-form';
import { PhoneForm } from './phone-form';
import css from './popup-ways.css?inline';
import { ProtectionFields } from './protection-fields';
import { Sources } from './sources';

/** On the welcome page, which lies beside ours. */
const GUIDES = 'welcome.html#keys';

interface PopupWaysProps {
  /** The list of keys takes the place of the forms then. */
  onAdded: () => void;
}

const earlierWords = ({ t, time }: Voice, request: RequestView | null, now: number): string => {
  if (!request) return '';
  const key = request.answered ? 'add.lastRequest' : 'add.lastUnanswered';
  return t(key, [request.tail, time.moment(request.again, now)]);
};

/** In the sandbox: where the keys of the others come from. There: where its own do. */
const sourcesOf = ({ t }: Voice, portal: Portal, environment: Environment) => {
  const isIssuing = environment.id === portal.issuing?.environment;
  const shown = isIssuing ? portal.environments.filter(({ kind }) => kind === 'production') : [environment];
  return shown.flatMap((each) =>
    each.keysPage === null
      ? []
      : [{ environment: each.id, words: sourceWords(t, each, portal), link: linkTo(t, each.keysPage) }],
  );
};

const PopupPhone = ({ onAdded }: PopupWaysProps) => {
  const store = useStore();
  const voice = useVoice();
  const { environment, request } = store.view.value;
  const { phone, outcome, renews } = store.draft.value;
  const portal = portalOf(environment.id);
  const now = store.now.value;
  const when = (at: number) => voice.time.moment(at, now);
  const submit = async () => {
    if (await store.requestKey()) onAdded();
  };
  return (
    <PhoneForm
      site={portal.issuing?.registrationPage ? hostOf(portal.issuing.registrationPage) : portal.name}
      phone={phone}
      trouble={outcome && outcomeWords({ t: voice.t, portal, environment, when }, outcome)}
      atFault={outcome !== null && isPhoneAtFault(outcome)}
      earlier={earlierWords(voice, request, now)}
      busy={store.busy.value.has('phone')}
      wanted={renews}
      onType={(text) => store.drafts.type(environment.id, 'phone', text)}
      onSubmit={() => void submit()}
    />
  );
};

const PopupProtection = () => {
  const store = useStore();
  const { t } = useVoice();
  const { id } = store.view.value.environment;
  const { protection, passphrase, again, weak } = store.draft.value;
  return (
    <ProtectionFields
      choices={protectionChoices(t)}
      chosen={protection}
      passphrase={passphrase}
      again={again}
      problem={weak && passphraseWords(t, weak)}
      differs={weak === 'not-the-same'}
      onChoose={(next) => store.drafts.change(id, { protection: next, weak: null })}
      onType={(field, text) => store.drafts.type(id, field, text)}
    />
  );
};

const PopupPaste = ({ onAdded }: PopupWaysProps) => {
  const store = useStore();
  const { t } = useVoice();
  const { environment, issues, asksProtection } = store.view.value;
  const { secret, label, problem } = store.draft.value;
  const submit = async () => {
    if (await store.saveKey()) onAdded();
  };
  return (
    <PasteForm
      environment={environmentName(t, environment.id)}
      secret={secret}
      label={label}
      problem={problem && problemWords(t, problem)}
      asksFor={environment.hostAccess === 'optional' ? hostOf(environment.baseUrl) : ''}
      busy={store.busy.value.has('save')}
      main={!issues}
      onType={(field, text) => store.drafts.type(environment.id, field, text)}
      onSubmit={() => void submit()}
    >
      {asksProtection && <PopupProtection />}
    </PasteForm>
  );
};

/** The forms that give the environment that is shown a key. */
export const KeyForms = ({ onAdded }: PopupWaysProps) => {
  adopt(css);
  const store = useStore();
  const { t } = useVoice();
  const { issues } = store.view.value;
  return (
    <>
      {issues && <PopupPhone onAdded={onAdded} />}
      {issues && (
        <p class="or" aria-hidden="true">
          <span>{t('add.or')}</span>
        </p>
      )}
      <PopupPaste onAdded={onAdded} />
    </>
  );
};

/** The ways to a key in the environment that is shown. */
export const PopupWays = ({ onAdded }: PopupWaysProps) => {
  const store = useStore();
  const voice = useVoice();
  const { t } = voice;
  const { environment, issues, keys } = store.view.value;
  const first = keys.length === 0;
  const own = t('add.sourcesOwn', [environmentName(t, environment.id)]);
  return (
    <section class="ways" aria-label={t('keys.add')}>
      {first && (
        <div class="welcome">
          <h2>{t('add.firstTitle', [environmentName(t, environment.id)])}</h2>
          <p>{t('add.firstText')}</p>
        </div>
      )}
      <KeyForms onAdded={onAdded} />
      {first && (
        <Sources
          heading={issues ? t('add.sourcesHeading') : own}
          sources={sourcesOf(voice, portalOf(environment.id), environment)}
        />
      )}
      <p>
        <OuterLink href={GUIDES} label={t('guides.heading')} />
      </p>
    </section>
  );
};
