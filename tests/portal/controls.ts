import type { PageVariant } from './docs/index.ts';
import { html } from './http.ts';
import type { OtherSecret } from './others/index.ts';
import type { SpecChoice } from './spec.ts';
import type { State } from './state.ts';

/**
 * What a test can see and change of a running replica.
 *
 * @param state the replica's state
 * @param server what belongs to the server that runs it
 */
export const createControls = <Server extends object>(state: State, server: Server) => {
  const { docs, tokens, accounts, others, log, pages } = state;
  return {
    ...server,
    ...others.controls,
    /** Every secret that the other portals know or have given out, oldest first, and where on the wire each belongs. */
    get otherSecrets(): OtherSecret[] {
      return others.secrets();
    },
    /** The docs page that is shown at the portal's URLs. */
    get docs(): PageVariant {
      return docs.docs;
    },
    set docs(variant) {
      docs.docs = variant;
    },
    /** The spec that the docs page loads. */
    get spec(): SpecChoice {
      return docs.spec;
    },
    set spec(choice) {
      docs.spec = choice;
    },
    /** Lifetime of the tokens that are issued from now on, s. */
    get tokenLifetimeSeconds(): number {
      return tokens.lifetime.seconds;
    },
    set tokenLifetimeSeconds(seconds) {
      tokens.lifetime.seconds = seconds;
    },
    clock: state.clock,
    addKey: accounts.addKey,
    removeKey: accounts.removeKey,
    registerPhone: accounts.registerPhone,
    /** Every key that was ever added or made, also those that were removed since. */
    knownKeys: accounts.known,
    /** Every token that was given out, oldest first. */
    issuedTokens: tokens.issued,
    /** Issues a token without a call, with claims put over the usual ones; for answers that a test makes up. */
    issueToken: tokens.issue,
    /** The API answers 401 to this token from now on; without an argument, to every token so far. */
    revokeToken: tokens.revoke,
    /** @param url absolute, without a query; any host that the browser is sent here for */
    servePage: (url: string, markup: string, headers: Readonly<Record<string, string>> = {}): void => {
      const { origin, pathname } = new URL(url);
      pages.set(origin + pathname, html(markup, headers));
    },
    faults: state.faults,
    /** Everything that arrived, in order, preflights included. */
    requests: log.entries,
    requestsTo: log.requestsTo,
    nextRequest: log.nextRequest,
    nextOutcome: log.nextOutcome,
    /** As it was at the start: no keys, phones, tokens, faults, pages, log; the clock right; default docs. */
    reset: state.reset,
  };
};
