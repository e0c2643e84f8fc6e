import { useId, useRef } from 'preact/hooks';
import type { KeyView } from '../utils/popup/view';
import { Ask } from './ask';
import { useVoice } from './context';
import { Icon } from './icons';
import { KeyFacts } from './key-facts';

export interface KeyRowProps {
  view: KeyView;
  /** The label, or what an unlabelled key is called. */
  name: string;
  /** The name of the radio group. */
  group: string;
  removing: boolean;
  onActivate: () => void;
  onReveal: () => void;
  onCopy: () => void;
  /** `true`: ask whether to remove; `false`: keep it. */
  onAsk: (ask: boolean) => void;
  onRemove: () => void;
}

const MASK = '•••• ';

const Secret = ({ view }: { view: KeyView }) => {
  const { t } = useVoice();
  if (view.secret !== null) {
    return (
      <code class="secret" translate={false}>
        {view.secret}
      </code>
    );
  }
  return (
    <code class="secret">
      <span aria-hidden="true">{MASK + view.tail}</span>
      <span class="unseen">{view.tail ? t('keys.endsIn', [view.tail]) : t('keys.hidden')}</span>
    </code>
  );
};

/** One saved key: which it is, whether it is in use, and what can be done with it. */
export const KeyRow = (props: KeyRowProps) => {
  const { view, name, group, removing, onActivate, onReveal, onCopy, onAsk } = props;
  const { t } = useVoice();
  const id = useId();
  const bin = useRef<HTMLButtonElement>(null);
  const keep = () => {
    onAsk(false);
    bin.current?.focus();
  };
  const shown = view.secret !== null;
  return (
    <li class={`key ${view.status ?? ''}`}>
      <div class="key-head">
        <input type="radio" id={id} name={group} checked={view.active} onChange={onActivate} />
        <label for={id}>{name}</label>
        <div class="key-actions">
          <button type="button" class="tool" aria-label={t('keys.show')} aria-pressed={shown} onClick={onReveal}>
            <Icon name={shown ? 'hide' : 'show'} />
          </button>
          <button type="button" class="tool" aria-label={t('keys.copy')} onClick={onCopy}>
            <Icon name="copy" />
          </button>
          <button type="button" class="tool" aria-label={t('keys.remove')} ref={bin} onClick={() => onAsk(true)}>
            <Icon name="remove" />
          </button>
        </div>
      </div>
      <Secret view={view} />
      <KeyFacts view={view} />
      {removing && (
        <Ask
          question={t('keys.removeAsk', [name])}
          yes={t('keys.removeYes')}
          no={t('keys.removeNo')}
          onYes={props.onRemove}
          onNo={keep}
        />
      )}
    </li>
  );
};
