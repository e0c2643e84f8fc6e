import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { KeyView } from '../utils/popup/view';
import { useVoice } from './context';
import { Icon } from './icons';
import { KeyFacts } from './key-facts';
import { lazily } from './lazily';
import { useAsked } from './use-asked';

/** For who removes a key. */
const Ask = lazily(() => import('./ask').then((loaded) => loaded.Ask));

export interface KeyRowProps {
  view: KeyView;
  /** The label, or what an unlabelled key is called. */
  name: string;
  /** The environment's name. */
  environment: string;
  /** The name of the radio group. */
  group: string;
  /** ms since the epoch; to the minute, as rows are many. */
  now: number;
  /** What is to be known of it now; may be empty. */
  note: string;
  removing: boolean;
  onActivate: () => void;
  onReveal: () => void;
  onCopy: () => void;
  onDetails: () => void;
  /** `true`: ask whether to remove; `false`: keep it. */
  onAsk: (ask: boolean) => void;
  onRemove: () => void;
  /** How long the key's token is still good, of the key in use. */
  children?: ComponentChildren;
}

/** The id of the button that opens a key's details. */
export const detailsId = (keyId: string): string => `details-${keyId}`;

const MASK = '•••• ';

const Secret = ({ view, environment }: Pick<KeyRowProps, 'view' | 'environment'>) => {
  const { t } = useVoice();
  if (view.secret !== null) {
    return (
      <code class="secret" translate={false}>
        {view.secret}
      </code>
    );
  }
  return (
    <p class="secret">
      <code>
        <span aria-hidden="true">{MASK + view.tail}</span>
        <span class="unseen">{view.tail ? t('keys.endsIn', [view.tail]) : t('keys.hidden')}</span>
      </code>
      <span class="of">{environment}</span>
    </p>
  );
};

/** One saved key: which it is, whether it is in use, and what can be done with it. */
export const KeyRow = (props: KeyRowProps) => {
  const { view, name, environment, group, now, removing, onActivate, onReveal, onCopy, onAsk, onDetails } = props;
  const { t } = useVoice();
  const id = useId();
  const bin = useAsked(removing);
  const shown = view.secret !== null;
  return (
    <li class="key">
      {props.children}
      <div class="key-head">
        <input type="radio" id={id} name={group} checked={view.active} onChange={onActivate} />
        <label for={id} id={`${id}-name`}>
          {name}
        </label>
        <fieldset class="key-actions" aria-labelledby={`${id}-name`}>
          <button type="button" class="tool" aria-label={t('keys.show')} aria-pressed={shown} onClick={onReveal}>
            <Icon name={shown ? 'hide' : 'show'} />
          </button>
          <button type="button" class="tool" aria-label={t('keys.copy')} onClick={onCopy}>
            <Icon name="copy" />
          </button>
          <button type="button" class="tool" aria-label={t('keys.remove')} ref={bin} onClick={() => onAsk(true)}>
            <Icon name="remove" />
          </button>
          <button type="button" class="tool" id={detailsId(view.id)} aria-label={t('keys.details')} onClick={onDetails}>
            <Icon name="details" />
          </button>
        </fieldset>
      </div>
      <Secret view={view} environment={environment} />
      <KeyFacts view={view} now={now} />
      {/* An empty text would be written anew each minute, in every row. */}
      {props.note === '' ? null : <p class="facts">{props.note}</p>}
      {removing && (
        <Ask
          question={t('keys.removeAsk', [name])}
          yes={t('keys.removeYes')}
          no={t('keys.removeNo')}
          onYes={props.onRemove}
          onNo={() => onAsk(false)}
        />
      )}
    </li>
  );
};
