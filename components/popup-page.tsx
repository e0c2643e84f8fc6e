import { environmentName } from '../utils/i18n/words';
import { findEnvironment, portalOf } from '../utils/portals';
import { adopt } from './adopt';
import { useStore, useVoice } from './context';
import { PageCard } from './page-card';
import css from './popup-page.css?inline';

import { landOn } from './setting';

/** The docs page under the popup. */
export const PopupPage = () => {
  adopt(css);
  const store = useStore();
  const { t } = useVoice();
  const page = store.page.value;
  if (page.page === 'other') return null;
  const id = page.page === 'docs' ? page.environment : null;
  const environment = id === null ? undefined : findEnvironment(id);
  const own = environment ? environmentName(t, environment.id) : '';
  return (
    <PageCard
      page={page}
      environment={environment}
      // Several portals may call theirs the same.
      name={environment && store.portals.value.length > 1 ? `${portalOf(environment.id).name} · ${own}` : own}
      hasKey={environment !== undefined && store.withKeys.value.has(environment.id)}
      busy={store.busy.value.has('page')}
      onAuthorize={() => void store.authorizePage()}
      hidesPill={store.hidesPill.value}
      // The buttons are gone then.
      onReload={() => void store.reloadPage().then(() => landOn('page'))}
      onShowPill={() => void store.showPill().then(() => landOn('page'))}
    />
  );
};
