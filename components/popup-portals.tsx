import { Choice } from './choice';
import { useStore, useVoice } from './context';

/** Which portal's environments are shown. */
export const PopupPortals = () => {
  const store = useStore();
  const { t } = useVoice();
  return (
    <Choice
      label={t('popup.portal')}
      name="portal"
      value={store.portal.value.id}
      options={store.portals.value.map(({ id, name }) => ({ value: id, label: name }))}
      onChoose={(id) => store.selectPortal(id)}
    />
  );
};
