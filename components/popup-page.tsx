import { findEnvironment } from '../utils/portals';
import { adopt } from './adopt';
import { useStore } from './context';
import { PageCard } from './page-card';
import css from './popup-page.css?inline';

import { landOn } from './setting';

/** The docs page under the popup. */
export const PopupPage = () => {
  adopt(css);
  const store = useStore();
  const page = store.page.value;
  if (page.page === 'other') return null;
  const environment = page.page === 'docs' ? page.environment : null;
  return (
    <PageCard
      page={page}
      environment={environment === null ? undefined : findEnvironment(environment)}
      hasKey={environment !== null && store.withKeys.value.has(environment)}
      busy={store.busy.value.has('page')}
      onAuthorize={() => void store.authorizePage()}
      hidesPill={store.hidesPill.value}
      onReload={() => void store.reloadPage()}
      // The button is gone then.
      onShowPill={() => void store.showPill().then(() => landOn('page'))}
    />
  );
};
