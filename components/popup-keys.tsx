import { keyName } from '../utils/i18n/words';
import { useStore, useVoice } from './context';
import { Icon } from './icons';
import { KeyRow } from './key-row';

interface PopupKeysProps {
  /** The key list may be gone afterwards; the keyboard must not be lost with it. */
  onRemoved: () => void;
}

/** The saved keys of the environment that is shown. */
export const PopupKeys = ({ onRemoved }: PopupKeysProps) => {
  const store = useStore();
  const { t } = useVoice();
  const { environment, keys } = store.view.value;
  const adding = store.adding.value;
  const remove = async (id: string) => {
    if (await store.removeKey(id)) onRemoved();
  };
  return (
    <section class="keys" aria-labelledby="keys-heading">
      <div class="keys-head">
        <h2 id="keys-heading">{t('keys.heading')}</h2>
        <button type="button" class="quiet" aria-expanded={adding} onClick={() => store.toggleAdding()}>
          <Icon name="add" />
          {t('keys.add')}
        </button>
      </div>
      <ul aria-label={t('keys.list')}>
        {keys.map((view) => {
          const name = keyName(t, view);
          return (
            <KeyRow
              key={view.id}
              view={view}
              name={name}
              group={`key-${environment.id}`}
              removing={store.removing.value === view.id}
              onActivate={() => void store.activateKey(view.id, name)}
              onReveal={() => store.reveal(view.id)}
              onCopy={() => void store.copyKey(view.id)}
              onAsk={(ask) => store.askRemoval(ask ? view.id : null)}
              onRemove={() => void remove(view.id)}
            />
          );
        })}
      </ul>
    </section>
  );
};
