import { useStore } from './context';
import { lazily } from './lazily';
import { TokenCard } from './token-card';

/** For when there is no new token. */
export const TokenTrouble = lazily(() => import('./token-trouble').then((loaded) => loaded.TokenTrouble));

/** The token of the environment that is shown. */
export const PopupToken = () => {
  const store = useStore();
  const { environment, token } = store.view.value;
  if (token.show === 'no-key') return null;
  return (
    <TokenCard
      environment={environment}
      token={token}
      busy={store.busy.value.has('token')}
      onGet={() => void store.getToken()}
      onCopy={() => void store.copyToken()}
    >
      {'trouble' in token && token.trouble && (
        <TokenTrouble environment={environment} trouble={token.trouble} live={token.show === 'live'} />
      )}
    </TokenCard>
  );
};
