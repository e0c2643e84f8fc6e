import { areAlike } from '../alike';
import { type Client, NoAnswerError } from '../messaging/client';
import type {
  EnvironmentStatus,
  Greeting,
  PageProtocol,
  PageToken,
  Standing,
  TokenReply,
} from '../messaging/page-protocol';
import type { PageTokenState } from '../messaging/page-token-state';
import type { Environment, PagePortal } from '../portals';
import { schemeText } from '../portals/scheme';
import { environmentOfServer, portalOfPage, serversOf } from '../portals/urls';
import type { PageCommand, PageReport } from '../renderers/types';
import { safeParse } from '../schema';
import type { EnvironmentPageState, PageState } from './page-state';
import { reportSchema } from './reports';
import { createScheme } from './scheme';

/** How often a page asks for a token without a person, at most, per environment. ms. */
const AUTOMATIC_PAUSE_MS = 30_000;
/** A token with less left is not worth filling: the background has a newer one soon. ms. */
const LEAST_LEFT_MS = 1000;
/** How long after the page was opened docs are expected to be drawn. ms. */
const RENDERER_DEADLINE_MS = 20_000;
/** How often the page looks whether what it shows is still so. ms. */
const TICK_MS = 10_000;
/** No exchange takes longer; what is told to be one after that time is none. ms. */
const LONGEST_FETCH_MS = 20_000;

export interface PageControllerDependencies {
  readonly portal: PagePortal;
  readonly ask: Client<PageProtocol>;
  /** To the script in the page's own world. */
  readonly send: (command: PageCommand) => void;
  readonly show: (state: PageState) => void;
  /** Takes in what the background knows of how the page is to be shown. */
  readonly greet: (greeting: Greeting) => void;
  /** Takes in how the pill stands: it may have been folded, moved or hidden elsewhere. */
  readonly stand: (standing: Standing) => void;
  /** Whether a person has just used the page: a Try is pressed, not made by a script. */
  readonly hasRecentGesture: () => boolean;
  /** Whether the extension has gone from under this script. */
  readonly isOrphaned: () => boolean;
  /** The page's address as it is now: docs may go to another one without loading it. */
  readonly address: () => string;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => void;
}

type Cause = 'person' | 'grant' | 'setting';

/**
 * Follows the selected server of a docs page and keeps the right token in the scheme. A token is only ever filled for the environment
 * that it was asked for, and only if that is still the selected one.
 *
 * @param dependencies the portal, the background, the page, the pill, the clock
 * @returns what the wiring calls
 */
export function createPageController(dependencies: PageControllerDependencies) {
  const { portal, ask, send, show, greet, stand, hasRecentGesture, isOrphaned, address, now, after } = dependencies;
  const scheme = createScheme(schemeText(portal), send);

  let environment: Environment | null = null;
  let isReady = false;
  /** Whether there are docs that have nothing to fill in. */
  let isNothing = false;
  let isGreeted = false;
  /** Grows with each change of server or spec: an answer from an earlier turn is dropped. */
  let turn = 0;
  let statuses: Record<string, EnvironmentStatus> = {};
  let warm: Record<string, PageToken | null> = {};
  let isAsking = false;
  /** The token that was fetched because the one before was refused. */
  let renewedId: string | null = null;
  /** Nothing more is asked for, shown or filled here. */
  let isAlone = false;
  let fetchingSince: number | null = null;
  /** Environments that a person has clicked for on this page, and those where a person took the token out. */
  const granted = new Set<string>();
  const declined = new Map<string, 'typed' | 'removed'>();
  const askedAt: Record<string, number> = {};

  const showHere = (state: EnvironmentPageState) => {
    if (isAlone || !environment) return;
    fetchingSince = state.state === 'fetching' ? (fetchingSince ?? now()) : null;
    show({ environment, ...state });
  };

  const causeFor = (id: string): Cause | null => {
    if (declined.has(id)) return null;
    if (granted.has(id)) return 'grant';
    return statuses[id]?.fillsByItself ? 'setting' : null;
  };

  const did = (what: 'applied' | 'cleared', { id }: Environment) =>
    void ask('page.did', { environment: id, what }).catch(() => undefined);

  const isRefused = (error: unknown) => isGreeted && error instanceof NoAnswerError && error.why === 'refused';

  /** The background did not answer. A page that has its token goes on showing that, unless it is left alone for good. */
  function failed(error?: unknown): void {
    isAsking = false;
    if (isAlone) return;
    if (isOrphaned()) {
      isAlone = true;
      show({ state: 'orphaned' });
      // At an address that isn't the portal's nobody is answered; docs can come back from there.
    } else if (isRefused(error) && portalOfPage([portal], address())) leave();
    else if (!scheme.held()) show(environment ? { environment, state: 'no-answer' } : { state: 'no-answer' });
  }

  /** What this page knows of its portal isn't so any more: only a reload helps. */
  function leave(): void {
    if (isAlone) return;
    isAlone = true;
    warm = {};
    scheme.clear();
    show({ state: 'orphaned' });
  }

  /** A token is filled for the server that it is for, and for no other that this page still takes for that one. */
  function fill(token: PageToken, options: Parameters<typeof scheme.fill>[2] = {}): void {
    if (!environment || isAlone) return;
    if (token.baseUrl === environment.baseUrl) scheme.fill(token, serversOf(environment), options);
    else leave();
  }

  /** Runs an ask of this turn; what comes back after the turn is over goes nowhere. */
  async function during<R>(asked: Promise<R>, then: (reply: R) => void): Promise<void> {
    const begun = turn;
    try {
      const reply = await asked;
      if (turn === begun && !isAlone) then(reply);
    } catch (error) {
      if (turn === begun) failed(error);
    }
  }

  function take(reply: TokenReply, overwrite: boolean, renewed: boolean): void {
    if (!environment) return;
    const status = statuses[environment.id];
    statuses[environment.id] = { fillsByItself: status?.fillsByItself ?? false, token: reply.state };
    // The pause is for tokens that end within it.
    if (reply.token && reply.token.expiresAt - now() > AUTOMATIC_PAUSE_MS) delete askedAt[environment.id];
    if (reply.token) return fill(reply.token, { overwrite, renewed });
    scheme.clear();
    showHere(reply.state);
    endWait(environment.id, reply.state);
  }

  function request(cause: Cause): void {
    if (!environment || isAlone) return;
    const { id } = environment;
    askedAt[id] = now();
    isAsking = true;
    if (!scheme.held()) showHere({ state: 'fetching' });
    void during(ask('page.token', { environment: id, cause }), (reply) => {
      isAsking = false;
      take(reply, cause === 'person', false);
    });
  }

  /** A request that nobody clicked for, spaced out so that odd tokens make no storm. */
  function requestByItself(cause: Cause): void {
    if (!environment) return;
    const begun = turn;
    const { id } = environment;
    // What was asked in what is to come now was asked before the clock was set back.
    const asked = Math.min(askedAt[id] ?? -Infinity, now());
    askedAt[id] = asked;
    const pause = asked + AUTOMATIC_PAUSE_MS - now();
    if (pause <= 0) request(cause);
    else after(pause, () => turn === begun && proceed());
  }

  /** Once the time that the API asked for is over, a click need not wait any more. */
  function endWait(id: string, waiting: PageTokenState): void {
    if (waiting.state !== 'unavailable' || !waiting.mustWait) return;
    after(Math.max((waiting.retryAt ?? 0) - now(), 0), () => {
      const status = statuses[id];
      if (status?.token !== waiting) return;
      statuses[id] = { ...status, token: { ...waiting, mustWait: false } };
      proceed();
    });
  }

  /** Does what the environment's state calls for. */
  function proceed(): void {
    if (!isReady || !isGreeted) return;
    if (!environment) {
      if (!isAlone) show({ state: 'unknown-server' });
      return;
    }
    const { id } = environment;
    const state: PageTokenState = statuses[id]?.token ?? { state: 'none' };
    const cause = causeFor(id);
    const ready = warm[id];
    delete warm[id];
    if (cause && ready && ready.expiresAt - now() > LEAST_LEFT_MS) return fill(ready);
    const expiresAt = 'expiresAt' in state ? state.expiresAt : null;
    if (isAsking || (expiresAt !== null && scheme.current()?.token.expiresAt === expiresAt)) return;
    if (cause && expiresAt !== null) return request(cause);
    scheme.clear();
    showHere(declined.get(id) === 'typed' ? { state: 'typed' } : state);
    endWait(id, state);
    // The background tries again by itself only while a page needs the token: one that opens later asks once the wait is over.
    const isDue = state.state === 'expired' || (state.state === 'unavailable' && (state.retryAt ?? 0) <= now());
    if (cause && isDue) requestByItself(cause);
  }

  /** Asks how the selected environment stands, and goes on from there. */
  async function review(): Promise<void> {
    if (isAlone) return;
    const here = environment;
    await during(ask('page.environment', { environment: here?.id ?? null }), (reply) => {
      const { status } = reply;
      // These docs are another portal's by now.
      if (here && !status) return leave();
      stand(reply);
      if (here && status) statuses[here.id] = status;
      proceed();
    });
  }

  /** Nobody could tell the page anything for a while: it was kept for the way back, or frozen. Its portal may be gone, or another one. */
  async function comeBack(): Promise<void> {
    if (isAlone) return;
    try {
      const greeting = await ask('page.hello', {});
      if (greeting.portal && !areAlike(greeting.portal, portal)) leave();
    } catch (error) {
      return isRefused(error) ? leave() : failed(error);
    }
    return review();
  }

  function follow(selected: string | null): void {
    turn += 1;
    const before = scheme.held() && environment;
    scheme.forget();
    isAsking = false;
    fetchingSince = null;
    environment = selected === null ? null : (environmentOfServer(portal, selected) ?? null);
    if (before && before !== environment) did('cleared', before);
    proceed();
    void review();
  }

  function filled(id: number): void {
    const held = scheme.confirm(id);
    if (!held) return;
    const { token, renewed } = held;
    showHere({ state: 'authorized', expiresAt: token.expiresAt, renewed });
    if (environment) {
      // Taken out while the click that put it in again was being answered.
      declined.delete(environment.id);
      did('applied', environment);
    }
    after(token.expiresAt - now(), endToken);
  }

  /** Takes the token out once its time is over. */
  function endToken(): void {
    const token = scheme.held()?.token;
    if (!token || now() < token.expiresAt) return;
    scheme.clear();
    void review();
  }

  function notFilled(id: number, why: Extract<PageReport, { say: 'not-filled' }>['why']): void {
    if (!scheme.refuse(id) || !environment) return;
    if (why === 'typed' || why === 'removed') declined.set(environment.id, why);
    switch (why) {
      case 'typed':
      case 'no-scheme':
        return showHere({ state: why });
      case 'removed':
        return showHere(statuses[environment.id]?.token ?? { state: 'expired' });
      case 'not-verified':
        return showHere({ state: 'not-applied' });
      case 'other-server':
      case 'no-renderer':
        // The report of the other server, or of the next spec, comes by itself.
        return undefined;
    }
  }

  /** A Try that carried our token was answered. */
  function answered(status: number): void {
    const token = scheme.held()?.token;
    if (!token || !environment) return;
    if (status !== 401) {
      renewedId = null;
      return showHere({ state: 'authorized', expiresAt: token.expiresAt, renewed: false });
    }
    if (!hasRecentGesture()) return;
    if (token.id === renewedId) return showHere({ state: 'no-access' });
    void during(ask('page.refused', { environment: environment.id, tokenId: token.id }), (reply) => {
      if (reply.again) return showHere({ state: 'no-access' });
      renewedId = reply.token?.id ?? null;
      take(reply, false, true);
    });
  }

  function reported(report: PageReport): void {
    switch (report.say) {
      case 'ready':
        isReady = true;
        // It was taken out of the spec before. What was typed may be in this one, too: docs can keep it for the next time that they are drawn.
        for (const [id, why] of declined) if (why === 'removed') declined.delete(id);
        // A plain field has no servers to select: it is the first environment's.
        return follow(report.renderer === 'field' ? (portal.environments[0]?.baseUrl ?? null) : report.selected);
      case 'nothing-to-fill':
        isNothing = true;
        return isReady || isAlone ? undefined : show({ state: 'nothing-to-fill' });
      case 'server':
        return follow(report.selected);
      case 'filled':
        return filled(report.id);
      case 'not-filled':
        return notFilled(report.id, report.why);
      case 'answer':
        return answered(report.status);
    }
  }

  /** Learns what may be shown and filled at once. */
  async function greetOnce(): Promise<void> {
    const greeting = await ask('page.hello', {}).catch(failed);
    if (!greeting || isGreeted) return;
    greet(greeting);
    for (const { id, token, fillsByItself, warm: ready } of greeting.environments) {
      statuses[id] ??= { token, fillsByItself };
      warm[id] = ready;
    }
    isGreeted = true;
    proceed();
  }

  /**
   * Looks after what no message and no timer tells: an extension that is gone, an answer that never comes, and a token that ended while the
   * machine slept, since timers stand still then and the clock doesn't.
   */
  function tick(): void {
    if (!isAlone && isOrphaned()) failed();
    endToken();
    if (!isAlone && !isGreeted) void greetOnce();
    if (!isAlone && fetchingSince !== null && now() - fetchingSince > LONGEST_FETCH_MS) {
      isAsking = false;
      fetchingSince = null;
      void review();
    }
    after(TICK_MS, tick);
  }

  return {
    /** Begins. Called once, and before any report is handed in. */
    start(): Promise<void> {
      scheme.seek();
      after(RENDERER_DEADLINE_MS, () => !isReady && !isNothing && !isAlone && show({ state: 'no-renderer' }));
      after(TICK_MS, tick);
      return greetOnce();
    },

    /** @param raw what the page's world said: anything */
    onReport(raw: unknown): void {
      const report = safeParse(reportSchema, raw);
      if (report.success) reported(report.data);
    },

    /** The person asked, by a trusted click here or in the popup. */
    authorize(): void {
      if (!environment) return;
      granted.add(environment.id);
      declined.delete(environment.id);
      renewedId = null;
      request('person');
    },

    /** Something changed in the background. */
    review,

    /** The page is shown again after it was out of reach. */
    comeBack,

    /** The portal is gone, or another one. */
    leave,

    /** What the popup wants to know of the page. */
    describe: () => ({ environment: environment?.id ?? null, authorized: scheme.held() !== null }),
  };
}
