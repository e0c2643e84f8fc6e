import { useState } from 'preact/hooks';
import { isBuiltIn, type Environment } from '../utils/portals';
import { useStore } from './context';
import { lazily } from './lazily';
import { TokenCard } from './token-card';

/** For who takes the token elsewhere. */
const PopupCopyAs = lazily(() => import('./popup-copy-as').then((loaded) => loaded.PopupCopyAs));
/** For when there is no new token. */
export const TokenTrouble = lazily(() => import('./token-trouble').then((loaded) => loaded.TokenTrouble));

/** The token of the environment that is shown. */
export const PopupToken = () => {
  const store = useStore();
  const { environment, token, kind } = store.view.value;
  const [copiesFor, setFor] = useState<Environment | null>(null);
  if (token.show === 'no-key') return null;
  const copying = token.show === 'live' && copiesFor === environment;
  return (
    <>
      <TokenCard
        environment={environment}
        kind={kind}
        isOurs={isBuiltIn(store.portal.value)}
        token={token}
        busy={store.isFetching.value}
        copying={copying}
        onGet={() => void store.getToken()}
        onCopy={() => void store.copyToken()}
        onCopyAs={() => setFor(copying ? null : environment)}
      >
        {'trouble' in token && token.trouble && (
          <TokenTrouble environment={environment} trouble={token.trouble} live={token.show === 'live'} />
        )}
      </TokenCard>
      {copying && <PopupCopyAs environment={environment} />}
    </>
  );
};
