import type { KeyView } from '../utils/popup/view';
import { useVoice } from './context';

/** What is known of a key, as the cabinet lists it. What isn't known isn't listed. */
export const KeyFacts = ({ view }: { view: KeyView }) => {
  const { t, time } = useVoice();
  const { status, validUntil, createdAt, addedAt, organization, source } = view;
  const facts = [
    status && t(`keys.status.${status}`),
    validUntil !== null && t('keys.validUntil', [time.date(validUntil)]),
    createdAt === null ? t('keys.added', [time.date(addedAt)]) : t('keys.created', [time.date(createdAt)]),
    t(`keys.source.${source}`),
  ];
  return (
    <>
      {organization && <p class="organization">{organization}</p>}
      <p class="facts">
        {facts
          .filter((fact) => typeof fact === 'string')
          .map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
      </p>
    </>
  );
};
