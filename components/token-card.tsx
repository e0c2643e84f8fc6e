import type { ComponentChildren } from 'preact';
import { minutesAndSeconds } from '../utils/i18n/time';
import type { Credential, Environment } from '../utils/portals';
import type { LiveTokenView, TokenView } from '../utils/popup/token-view';
import { useVoice } from './context';
import { Icon } from './icons';
import { lazily } from './lazily';

interface TokenCardProps {
  environment: Environment;
  /** What is sent along: what isn't traded isn't renewed either. */
  kind: Credential['kind'];
  /** The portal is a built-in one, which has words of its own. */
  isOurs: boolean;
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

/** For portals that trade nothing. */
export const SentToken = lazily(() => import('./sent-token').then((loaded) => loaded.SentToken));

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
export const TokenCard = (props: TokenCardProps) => {
  const { environment, token, busy, copying, onGet, onCopy, onCopyAs, children } = props;
  const { t } = useVoice();
  const { kind } = environment;
  const isTraded = props.kind === 'exchange';
  const troubled = 'trouble' in token ? token.trouble : null;
  const working = busy || token.show === 'fetching' || (token.show === 'live' && token.refreshing);
  const waits = working || troubled?.waits === true;
  const live = token.show === 'live';
  const canGet = isTraded || (!live && troubled?.failure.kind !== 'ended');
  const Live = isTraded ? LiveToken : SentToken;
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
        {live ? <Live token={token} /> : <Emptiness show={token.show} />}
        {children}
        {(live || canGet) && (
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
            {canGet && (
              <button
                type="button"
                class={live ? 'on-card' : 'bright'}
                // Not disabled: the keyboard would fall out of it with the click.
                aria-disabled={waits}
                onClick={() => !waits && onGet()}
              >
                <Icon name="renew" />
                {t(live ? 'token.refresh' : 'token.get')}
              </button>
            )}
          </div>
        )}
      </div>
      <p class="kind-about">{t(kind === 'sandbox' && !props.isOurs ? 'kind.sandboxOther' : `kind.${kind}About`)}</p>
    </section>
  );
};
