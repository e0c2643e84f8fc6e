import { environmentName, keyName } from '../utils/i18n/words';
import { isFound, SEARCH_FROM } from '../utils/popup/key-search';
import { useStore, useVoice } from './context';
import { Icon } from './icons';
import { KeyRow } from './key-row';
import { lazily } from './lazily';
import { TokenRest } from './token-rest';

/** For who has many keys. */
export const PopupKeySearch = lazily(() => import('./popup-key-search').then((loaded) => loaded.PopupKeySearch));

interface PopupKeysProps {
  /** The key list may be gone afterwards; the keyboard must not be lost with it. */
  onRemoved: () => void;
  onDetails: (keyId: string) => void;
}

/** The rest of the token of the key in use: the only thing in the list that ticks. */
const Rest = () => {
  const { token } = useStore().view.value;
  return token.show === 'live' && !token.endless ? <TokenRest token={token} /> : null;
};

/** The saved keys of the environment that is shown. */
export const PopupKeys = ({ onRemoved, onDetails }: PopupKeysProps) => {
  const store = useStore();
  const { t } = useVoice();
  const { id } = store.selected.value;
  const keys = store.keys.value;
  const search = keys.length < SEARCH_FROM ? '' : store.search.value;
  const found = search ? keys.filter((view) => isFound(view, search)) : keys;
  const adding = store.adding.value;
  const remove = async (keyId: string) => {
    if (await store.removeKey(keyId)) onRemoved();
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
      {keys.length >= SEARCH_FROM && <PopupKeySearch found={found.length} of={keys.length} />}
      <ul aria-label={t('keys.list')}>
        {found.map((view) => {
          const name = keyName(t, view);
          return (
            <KeyRow
              key={view.id}
              view={view}
              name={name}
              environment={environmentName(t, id)}
              group={`key-${id}`}
              now={store.minute.value}
              note={store.made.value === view.id ? t('issue.once', [store.portal.value.name]) : ''}
              removing={store.removing.value === view.id}
              onActivate={() => void store.activateKey(view.id, name)}
              onReveal={() => store.reveal(view.id)}
              onCopy={() => void store.copyKey(view.id)}
              onDetails={() => onDetails(view.id)}
              onAsk={(ask) => store.askRemoval(ask ? view.id : null)}
              onRemove={() => void remove(view.id)}
            >
              {view.active && <Rest />}
            </KeyRow>
          );
        })}
      </ul>
    </section>
  );
};
