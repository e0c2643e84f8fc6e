import type { Voice } from '../utils/i18n/news';
import { problemWords } from '../utils/i18n/problems';
import { sourceWords } from '../utils/i18n/sources';
import { isPhoneAtFault, outcomeWords } from '../utils/i18n/outcomes';
import { passphraseWords, protectionChoices } from '../utils/i18n/protection';
import { environmentName, hostOf, linkTo } from '../utils/i18n/words';
import { isBuiltIn, type Environment, type Portal } from '../utils/portals';
import { phoneField } from '../utils/popup/issuing-form';
import type { RequestView } from '../utils/popup/view';
import { adopt } from './adopt';
import { useStore, useVoice } from './context';
import { lazily } from './lazily';
import { OuterLink } from './outer-link';
import { PasteForm } from './paste-form';
import { Permissions } from './permissions';
import { PhoneForm } from './phone-form';
import css from './popup-ways.css?inline';
import { ProtectionFields } from './protection-fields';
import { Sources } from './sources';

/** For portals that make keys of other things than a phone number. */
const PopupIssuing = lazily(() => import('./popup-issuing').then((loaded) => loaded.PopupIssuing));

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

/** Where a phone number is enough: where the keys of the others come from. There: where its own do. */
const sourcesOf = ({ t }: Voice, portal: Portal, environment: Environment, isByPhone: boolean) => {
  const shown = isByPhone ? portal.environments.filter(({ kind }) => kind === 'production') : [environment];
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
  const { values, outcome, renews } = store.draft.value;
  const portal = store.portal.value;
  const field = phoneField(portal.issuing) ?? '';
  const now = store.now.value;
  const when = (at: number) => voice.time.moment(at, now);
  const submit = async () => {
    if (await store.requestKey()) onAdded();
  };
  return (
    <PhoneForm
      site={portal.issuing?.registrationPage ? hostOf(portal.issuing.registrationPage) : portal.name}
      phone={values[field] ?? ''}
      trouble={outcome && outcomeWords({ t: voice.t, portal, environment, when }, outcome)}
      atFault={outcome !== null && isPhoneAtFault(outcome)}
      earlier={earlierWords(voice, request, now)}
      busy={store.busy.value.has('issue')}
      wanted={renews}
      onType={(text) => store.drafts.enter(environment.id, field, text)}
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
  const { environment, permissions, canIssue, asksProtection } = store.view.value;
  const { secret, label, problem, permissions: chosen } = store.draft.value;
  const submit = async () => {
    if (await store.saveKey()) onAdded();
  };
  return (
    <PasteForm
      environment={environmentName(t, environment.id)}
      secret={secret}
      label={label}
      problem={problem && problemWords(t, problem)}
      asksFor={store.willAsk.value ? hostOf(environment.baseUrl) : ''}
      busy={store.busy.value.has('save')}
      main={!canIssue}
      onType={(field, text) => store.drafts.type(environment.id, field, text)}
      onSubmit={() => void submit()}
    >
      {permissions.length > 0 && (
        <Permissions
          all={permissions}
          chosen={chosen}
          onChoose={(next) => store.drafts.change(environment.id, { permissions: next })}
        />
      )}
      {asksProtection && <PopupProtection />}
    </PasteForm>
  );
};

/** The forms that give the environment that is shown a key. */
export const KeyForms = ({ onAdded }: PopupWaysProps) => {
  adopt(css);
  const store = useStore();
  const { t } = useVoice();
  const { issues, canIssue } = store.view.value;
  const issuing = issues === 'phone' ? <PopupPhone onAdded={onAdded} /> : <PopupIssuing onAdded={onAdded} />;
  const paste = <PopupPaste onAdded={onAdded} />;
  if (issues === null) return paste;
  return (
    <>
      {canIssue ? issuing : paste}
      <p class="or" aria-hidden="true">
        <span>{t('add.or')}</span>
      </p>
      {canIssue ? paste : issuing}
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
  const { portal } = store;
  const isByPhone = issues === 'phone';
  const isOurs = isBuiltIn(portal.value);
  const own = t('add.sourcesOwn', [environmentName(t, environment.id)]);
  const sources = first ? sourcesOf(voice, portal.value, environment, isByPhone) : [];
  return (
    <section class="ways" aria-label={t('keys.add')}>
      {first && (
        <div class="welcome">
          <h2>{t('add.firstTitle', [environmentName(t, environment.id)])}</h2>
          <p>{t('add.firstText')}</p>
        </div>
      )}
      <KeyForms onAdded={onAdded} />
      {sources.length > 0 && (
        <Sources
          heading={isByPhone ? t('add.sourcesHeading') : own}
          text={isOurs ? t('add.sourcesText') : ''}
          sources={sources}
        />
      )}
      {isOurs && (
        <p>
          <OuterLink href={GUIDES} label={t('guides.heading')} />
        </p>
      )}
    </section>
  );
};
