import { failureWords } from '../utils/i18n/words';
import { portalOf } from '../utils/portals';
import { useStore, useVoice } from './context';
import { TokenCard } from './token-card';

/** The token of the environment that is shown. */
export const PopupToken = () => {
  const store = useStore();
  const { t } = useVoice();
  const { environment, token } = store.view.value;
  if (token.show === 'no-key') return null;
  const trouble = 'trouble' in token ? token.trouble : null;
  return (
    <TokenCard
      environment={environment}
      token={token}
      trouble={trouble && failureWords(t, trouble.failure, environment, portalOf(environment.id))}
      busy={store.busy.value.has('token')}
      onGet={() => void store.getToken()}
      onCopy={() => void store.copyToken()}
    />
  );
};
