import { minutesAndSeconds } from '../utils/i18n/time';
import { failureWords } from '../utils/i18n/failures';
import { portalOf, type Environment } from '../utils/portals';
import type { TroubleView } from '../utils/popup/token-view';
import { useVoice } from './context';
import { Notice } from './notice';

interface TokenTroubleProps {
  environment: Environment;
  trouble: TroubleView;
  /** Whether an older token is still good. */
  live: boolean;
}

const Waiting = ({ trouble }: { trouble: TroubleView }) => {
  const { t } = useVoice();
  if (trouble.retryInMs === null) return null;
  const left = minutesAndSeconds(trouble.retryInMs);
  return <p class="waiting">{trouble.waits ? t('token.waitFor', [left]) : t('token.nextTry', [left])}</p>;
};

/** Why there is no new token, and when there may be one. */
export const TokenTrouble = ({ environment, trouble, live }: TokenTroubleProps) => {
  const { t } = useVoice();
  return (
    <Notice words={failureWords(t, trouble.failure, environment, portalOf(environment.id))}>
      {live && <p>{t('token.stillGood')}</p>}
      <Waiting trouble={trouble} />
    </Notice>
  );
};
