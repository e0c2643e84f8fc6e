import type { Environment } from '../utils/portals';
import type { KeyView } from '../utils/popup/view';
import { listed } from '../utils/i18n/lists';
import { environmentName } from '../utils/i18n/words';
import { useVoice } from './context';
import { Icon } from './icons';

interface KeyAboutProps {
  view: KeyView;
  environment: Environment;
  /** ms since the epoch. */
  now: number;
}

/** What is known of a key and can't be changed, as the cabinet lists it. What isn't known isn't listed. */
export const KeyAbout = ({ view, environment, now }: KeyAboutProps) => {
  const { t, time } = useVoice();
  const { tail, status, createdAt, addedAt, validUntil, endsSoon, permissions, source, active } = view;
  const end =
    validUntil !== null &&
    (endsSoon ? `${time.date(validUntil)} (${time.day(validUntil, now)})` : time.date(validUntil));
  return (
    <dl class="about">
      <dt>{t('keyDetails.environment')}</dt>
      <dd>
        <Icon name={environment.kind} />
        {environmentName(t, environment.id)}
      </dd>
      {tail && (
        <>
          <dt>{t('keyDetails.tail')}</dt>
          <dd>
            <code translate={false}>{tail}</code>
          </dd>
        </>
      )}
      <dt>{t('keyDetails.inUse')}</dt>
      <dd>{t(active ? 'keyDetails.yes' : 'keyDetails.no')}</dd>
      {status && (
        <>
          <dt>{t('keyDetails.status')}</dt>
          <dd class={status === 'expired' ? 'over' : undefined}>{t(`keys.status.${status}`)}</dd>
        </>
      )}
      {end && (
        <>
          <dt>{t('keyDetails.expires')}</dt>
          <dd class={endsSoon ? 'ends-soon' : undefined}>{end}</dd>
        </>
      )}
      {permissions.length > 0 && (
        <>
          <dt>{t('add.permissions')}</dt>
          <dd>{listed(t, permissions)}</dd>
        </>
      )}
      {createdAt !== null && (
        <>
          <dt>{t('keyDetails.created')}</dt>
          <dd>{time.date(createdAt)}</dd>
        </>
      )}
      <dt>{t('keyDetails.added')}</dt>
      <dd>{time.date(addedAt)}</dd>
      <dt>{t('keyDetails.source')}</dt>
      <dd>{t(`keys.source.${source}`)}</dd>
    </dl>
  );
};
