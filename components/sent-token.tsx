import { isLong, leftWords, untilWords } from '../utils/i18n/long-time';
import type { LiveTokenView } from '../utils/popup/token-view';
import { useVoice } from './context';

/** What is sent as it was saved: that it is in use, and until when, if it ends. */
export const SentToken = ({ token }: { token: LiveTokenView }) => {
  const { t, time } = useVoice();
  const { expiresAt, leftMs, refreshing, need, share } = token;
  if (token.endless) {
    return (
      <div class="token-words">
        <p class="token-title">{t(refreshing ? 'token.refreshing' : 'sent.inUse')}</p>
        <p>{t('sent.inUseText')}</p>
      </div>
    );
  }
  return (
    <div class={`live ${need}`}>
      <div class={isLong(leftMs) ? 'token-title' : 'time'} role="timer" aria-label={t('token.timeLeft')}>
        {leftWords(time.language, leftMs)}
      </div>
      <p class="until">
        {t('token.goodUntil', [untilWords(time, expiresAt, expiresAt - leftMs)])}
        {need !== 'calm' && <span class="ends-soon">{t('token.endsSoon')}</span>}
      </p>
      <progress class="rest" aria-hidden="true" max={1} value={share} />
    </div>
  );
};
