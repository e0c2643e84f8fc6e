import type { ComponentChildren } from 'preact';
import { minutesAndSeconds } from '../utils/i18n/time';
import type { Environment } from '../utils/portals';
import type { LiveTokenView, TokenView } from '../utils/popup/token-view';
import { useVoice } from './context';
import { Icon } from './icons';

interface TokenCardProps {
  environment: Environment;
  token: Exclude<TokenView, { show: 'no-key' }>;
  /** A click is under way. */
  busy: boolean;
  /** "Copy as" is open. */
  copying: boolean;
  onGet: () => void;
  onCopy: () => void;
  onCopyAs: () => void;
  /** The token's trouble, if it has one. */
  children?: ComponentChildren;
}

const LiveToken = ({ token }: { token: LiveTokenView }) => {
  const { t, time } = useVoice();
  return (
    <div class={`live ${token.need}`}>
      <div class="time" role="timer" aria-label={t('token.timeLeft')}>
        {minutesAndSeconds(token.leftMs)}
      </div>
      <p class="until">
        {token.refreshing ? t('token.refreshing') : t('token.goodUntil', [time.clock(token.expiresAt)])}
        {token.need !== 'calm' && !token.refreshing && <span class="ends-soon">{t('token.endsSoon')}</span>}
      </p>
      <progress class="rest" aria-hidden="true" max={1} value={token.share} />
    </div>
  );
};

const Emptiness = ({ show }: { show: TokenView['show'] }) => {
  const { t } = useVoice();
  if (show === 'fetching') {
    return (
      <p class="token-words">
        <span class="spinner" aria-hidden="true" />
        {t('token.fetching')}
      </p>
    );
  }
  if (show !== 'empty' && show !== 'unknown') return null;
  return (
    <div class="token-words">
      <p class="token-title">{t(show === 'empty' ? 'token.empty' : 'token.unknown')}</p>
      <p>{t(show === 'empty' ? 'token.emptyText' : 'token.unknownText')}</p>
    </div>
  );
};

/** The environment's token: how long it is still good, and what can be done with it. */
export const TokenCard = ({ environment, token, busy, copying, onGet, onCopy, onCopyAs, children }: TokenCardProps) => {
  const { t } = useVoice();
  const { kind } = environment;
  const troubled = 'trouble' in token ? token.trouble : null;
  const working = busy || token.show === 'fetching' || (token.show === 'live' && token.refreshing);
  const live = token.show === 'live';
  return (
    <section class={`token-card ${kind}`} aria-labelledby="token-heading">
      <h2 id="token-heading">
        {t('token.heading')}
        <span class="kind">
          <Icon name={kind} />
          {t(`kind.${kind}`)}
        </span>
      </h2>
      <div class="token-main">
        {live ? <LiveToken token={token} /> : <Emptiness show={token.show} />}
        {children}
        <div class="actions">
          {live && (
            <>
              <button type="button" class="bright" onClick={onCopy}>
                <Icon name="copy" />
                {t('token.copy')}
              </button>
              <button type="button" class="on-card" aria-expanded={copying} onClick={onCopyAs}>
                {t('copyAs.open')}
              </button>
            </>
          )}
          <button
            type="button"
            class={live ? 'on-card' : 'bright'}
            disabled={working || troubled?.waits === true}
            onClick={onGet}
          >
            <Icon name="renew" />
            {t(live ? 'token.refresh' : 'token.get')}
          </button>
        </div>
      </div>
      <p class="kind-about">{t(`kind.${kind}About`)}</p>
    </section>
  );
};
