import { useStore } from './context';
import { UnlockForm } from './unlock-form';

interface PopupUnlockProps {
  /** The keys take the place of the form then. */
  onUnlocked: () => void;
}

/** Opens the keys. */
export const PopupUnlock = ({ onUnlocked }: PopupUnlockProps) => {
  const store = useStore();
  const { passphrase, wrong, type, unlock } = store.locking;
  const submit = async () => {
    if (await unlock()) onUnlocked();
  };
  return (
    <UnlockForm
      passphrase={passphrase.value}
      wrong={wrong.value}
      busy={store.busy.value.has('unlock')}
      onType={type}
      onUnlock={() => void submit()}
      onForgotten={() => store.openSettings('forgotten')}
    />
  );
};
