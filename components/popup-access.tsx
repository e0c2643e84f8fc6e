import { accessWords } from '../utils/i18n/access';
import { useStore, useVoice } from './context';
import { Notice } from './notice';

/** Says which sites the browser keeps us away from, and asks to be let in again. */
export const PopupAccess = () => {
  const store = useStore();
  const { t } = useVoice();
  return (
    <Notice words={accessWords(t, store.missing.value)}>
      <button type="button" class="primary" onClick={() => void store.allow()}>
        {t('access.allow')}
      </button>
    </Notice>
  );
};
