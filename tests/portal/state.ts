import { createAccounts } from './accounts.ts';
import { createClock } from './clock.ts';
import { defaultVariant } from './docs/index.ts';
import { createFaults } from './faults.ts';
import type { Answer } from './http.ts';
import { createLog } from './log.ts';
import { createOthers } from './others/index.ts';
import type { DocsState } from './site.ts';
import { defaultSpec, type SpecChoice } from './spec.ts';
import { createTokens } from './tokens.ts';

export interface ReplicaOptions {
  /** Which spec the docs show at first and after each reset; without it the portal's own, where it is there. */
  readonly spec?: SpecChoice;
  /** Further hosts that the certificate is for: a client that checks it against the CA wants them named. */
  readonly hosts?: readonly string[];
  /** The clock underneath, ms since the epoch. */
  readonly now?: () => number;
}

/** All that changes in a replica, and the one way back to the start. */
export const createState = ({ spec = defaultSpec, now }: ReplicaOptions) => {
  const clock = createClock(now);
  const docs: DocsState = { docs: defaultVariant, spec };
  const accounts = createAccounts(clock.now);
  const tokens = createTokens(clock.now);
  const faults = createFaults();
  const others = createOthers(clock.now, faults);
  const log = createLog(clock.now);
  const pages = new Map<string, Answer>();
  const distrusted = new Set<string>();
  const reset = (): void => {
    Object.assign(docs, { docs: defaultVariant, spec } satisfies DocsState);
    for (const part of [clock, accounts, tokens, others]) part.reset();
    for (const part of [faults, log, pages, distrusted]) part.clear();
  };
  return { clock, docs, accounts, tokens, others, faults, log, pages, distrusted, reset };
};

export type State = ReturnType<typeof createState>;
