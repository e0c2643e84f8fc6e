import { listed } from '../utils/i18n/lists';
import type { KeyView } from '../utils/popup/view';
import { useVoice } from './context';

/** How a key stands: its status, and until when it is good. Where neither is known, since when it is here. */
export const KeyFacts = ({ view, now }: { view: KeyView; now: number }) => {
  const { t, time } = useVoice();
  const { status, validUntil, endsSoon, addedAt, organization, permissions } = view;
  return (
    <>
      {organization && <p class="organization">{organization}</p>}
      <p class="facts">
        {status && <span class={status}>{t(`keys.status.${status}`)}</span>}
        {validUntil !== null && (
          <span class={endsSoon ? 'ends-soon' : undefined}>
            {endsSoon ? t('keys.endsSoon', [time.day(validUntil, now)]) : t('keys.validUntil', [time.date(validUntil)])}
          </span>
        )}
        {permissions.length > 0 && <span>{listed(t, permissions)}</span>}
        {!status && validUntil === null && <span>{t('keys.added', [time.date(addedAt)])}</span>}
      </p>
    </>
  );
};
