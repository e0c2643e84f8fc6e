import type { LiveTokenView } from '../utils/popup/token-view';

/** What is left of a token, as a line. Not for screen readers: the time is said beside it, and nobody wants to hear it each second. */
export const TokenRest = ({ token }: { token: LiveTokenView }) => (
  <div class={`token-rest ${token.need}`} aria-hidden="true">
    <progress class="rest" max={1} value={token.share} />
  </div>
);
