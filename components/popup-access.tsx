import { accessWords } from '../utils/i18n/access';
import { useStore, useVoice } from './context';
import { PANEL_ID } from './environment-tabs';
import { Notice } from './notice';

/** Says which sites the browser keeps us away from, and asks to be let in again. */
export const PopupAccess = () => {
  const store = useStore();
  const { t } = useVoice();
  const allow = async () => {
    await store.allow();
    // The button is gone then.
    if (store.missing.value.length === 0) document.getElementById(PANEL_ID)?.focus();
  };
  return (
    <Notice words={accessWords(t, store.missing.value)}>
      <button type="button" class="primary" onClick={() => void allow()}>
        {t('access.allow')}
      </button>
    </Notice>
  );
};
