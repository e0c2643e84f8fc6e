import { useState } from 'preact/hooks';
import { failureWords } from '../utils/i18n/words';
import { portalOf, type Environment } from '../utils/portals';
import { useStore, useVoice } from './context';
import { lazily } from './lazily';
import { TokenCard } from './token-card';

/** For who takes the token elsewhere. */
const PopupCopyAs = lazily(() => import('./popup-copy-as').then((loaded) => loaded.PopupCopyAs));

/** The token of the environment that is shown. */
export const PopupToken = () => {
  const store = useStore();
  const { t } = useVoice();
  const { environment, token } = store.view.value;
  const [copiesFor, setFor] = useState<Environment | null>(null);
  if (token.show === 'no-key') return null;
  const copying = token.show === 'live' && copiesFor === environment;
  const trouble = 'trouble' in token ? token.trouble : null;
  return (
    <>
      <TokenCard
        environment={environment}
        token={token}
        trouble={trouble && failureWords(t, trouble.failure, environment, portalOf(environment.id))}
        busy={store.busy.value.has('token')}
        copying={copying}
        onGet={() => void store.getToken()}
        onCopy={() => void store.copyToken()}
        onCopyAs={() => setFor(copying ? null : environment)}
      />
      {copying && <PopupCopyAs environment={environment} />}
    </>
  );
};
