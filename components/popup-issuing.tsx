import { issuingWords } from '../utils/i18n/issuing';
import { useStore, useVoice } from './context';
import { IssuingForm } from './issuing-form';

interface PopupIssuingProps {
  /** The list of keys takes the place of the form then. */
  onAdded: () => void;
}

/** A key that the portal makes, for the environment that is shown. */
export const PopupIssuing = ({ onAdded }: PopupIssuingProps) => {
  const store = useStore();
  const voice = useVoice();
  const { t, time } = voice;
  const { environment, canIssue } = store.view.value;
  const { values, outcome } = store.draft.value;
  const portal = store.portal.value;
  const now = store.now.value;
  const when = (at: number) => time.moment(at, now);
  const words = outcome && issuingWords({ t, portal, environment, when }, outcome);
  const submit = async () => {
    if (await store.requestKey()) onAdded();
  };
  return (
    <IssuingForm
      portal={portal.name}
      fields={portal.issuing?.fields ?? []}
      values={values}
      errors={words?.fields ?? {}}
      trouble={words?.notice ?? null}
      opens={canIssue}
      busy={store.busy.value.has('issue')}
      onType={(name, text) => store.drafts.enter(environment.id, name, text)}
      onSubmit={() => void submit()}
    />
  );
};
