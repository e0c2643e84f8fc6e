import type { Translate } from '../utils/i18n/translate';
import type { Environment } from '../utils/portals';
import type { PageState } from '../utils/popup/page';
import { useVoice } from './context';
import { Icon } from './icons';

interface PageCardProps {
  page: Exclude<PageState, { page: 'other' }>;
  /** What the page's selected server means, if it is one that we know. */
  environment: Environment | undefined;
  /** What the environment is called; '' without one. */
  name: string;
  hasKey: boolean;
  busy: boolean;
  /** The person wants nothing of ours to be seen there. */
  hidesPill: boolean;
  onAuthorize: () => void;
  onReload: () => void;
  onShowPill: () => void;
}

type DocsPage = Extract<PageState, { page: 'docs' }>;

const sentence = (t: Translate, page: DocsPage, name: string, hasKey: boolean): string => {
  if (!name) return t('page.unknownServer');
  if (page.authorized) return t('page.authorized', [name]);
  return hasKey ? t('page.setTo', [name]) : t('page.noKey', [name]);
};

/** The docs page under the popup: which environment it shows, and the click that authorizes it. */
export const PageCard = ({ page, environment, name, hasKey, busy, hidesPill, ...on }: PageCardProps) => {
  const { t } = useVoice();
  const docs = page.page === 'docs' ? page : undefined;
  const authorized = docs?.authorized ?? false;
  return (
    <section class={`page-card ${environment?.kind ?? ''}`} aria-labelledby="page-heading">
      <div class="page-words">
        <h2 id="page-heading" tabIndex={-1}>
          {t('page.heading')}
        </h2>
        <p>
          {authorized ? <Icon name="done" /> : environment && <Icon name={environment.kind} />}
          {docs && sentence(t, docs, name, hasKey)}
          {page.page === 'asking' && t('page.asking')}
          {page.page === 'silent' && t('page.silent')}
        </p>
        {docs && hidesPill && (
          <>
            <p class="hint">{t('page.pillHidden')}</p>
            <button type="button" class="quiet" aria-disabled={busy} onClick={on.onShowPill}>
              {t('page.showPill')}
            </button>
          </>
        )}
      </div>
      {docs && environment && hasKey && (
        <button type="button" class={authorized ? 'quiet' : 'primary'} aria-disabled={busy} onClick={on.onAuthorize}>
          {t('page.authorize')}
        </button>
      )}
      {page.page === 'silent' && (
        <button type="button" class="primary" onClick={on.onReload}>
          {t('page.reload')}
        </button>
      )}
    </section>
  );
};
