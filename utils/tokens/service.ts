import { ALARM_FLOOR_MS } from '../alarms';
import type { ExchangeResult } from '../api/portal-api';
import type { Note } from '../events';
import { detach } from '../log';
import { mapped, pick } from '../pick';
import type { StoredRecord } from '../storage';
import type { TokenState } from '../token-state';
import type { Key } from '../vault/keyring';
import { keyFor, keyringOf, type Opened } from '../vault/read';
import { nextTry, triesAgain } from './backoff';
import { expiryOf, phaseOf } from './expiry';
import type { Renewals, Token, TokenRecord, TokenRecords } from './record';
import {
  abandonFlight,
  begin,
  dropToken,
  dueAt,
  fail,
  lapse,
  reconnected,
  rest,
  stateOf,
  succeed,
  usableToken,
} from './state';

/** A token that is renewed after a 401 is not renewed for another one within this time. ms. */
const RENEWAL_PAUSE_MS = 5 * 60 * 1000;
/** Every page tells that the browser is online again, and a bad connection comes and goes: no more often than this is it heeded. ms. */
const RECONNECTION_PAUSE_MS = 10_000;

export interface TokenServiceDependencies {
  /** The keys, as far as they can be had now. */
  readonly vault: { readonly read: () => Promise<Opened> };
  readonly records: StoredRecord<TokenRecords>;
  readonly renewals: StoredRecord<Renewals>;
  /** Trades a key for a token; never rejects. */
  readonly exchange: (environment: string, secret: string) => Promise<ExchangeResult>;
  /** ms since the epoch. */
  readonly now: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  /** Calls back once after so many ms, unless the worker is stopped before. */
  readonly after: (ms: number, then: () => void) => void;
  /** One alarm per key: see `armAlarm`. */
  readonly arm: (keyId: string, due: number | null) => Promise<void>;
  /** Whether a docs page is open that shows this environment, and the person wants its token renewed ahead of time. */
  readonly isWanted: (environment: string) => Promise<boolean>;
  readonly note: Note;
}

/** Who asks. A `person` may try again where a `page` waits. */
export type Asker = 'person' | 'page';

export interface TokenAnswer {
  /** Unexpired, or `null`; then `state` tells why. */
  readonly token: Token | null;
  readonly state: TokenState;
}

/** Whether another token was renewed a moment ago. The same one: by another page's report, or by a worker that was stopped then. */
const isTooSoon = (last: Renewals[string] | undefined, tokenId: string, now: number): boolean =>
  last !== undefined && last.tokenId !== tokenId && last.at <= now && now < last.at + RENEWAL_PAUSE_MS;

/** What is answered where there is no key to use. */
const without = (state: 'none' | 'locked'): TokenAnswer => ({ token: null, state: { state } });

/** Whether an ask must be content with the state as it is. */
function mustWait(record: TokenRecord, asker: Asker, now: number): boolean {
  if (record.state === 'rejected') return asker === 'page';
  return record.state === 'unavailable' && now < record.retryAt && (record.mustWait || asker === 'page');
}

/**
 * The life of every key's access token: exchanged when needed, refreshed ahead of its end while a docs page is open, one
 * exchange in flight per key, everything that must outlive the worker in storage.
 *
 * @param dependencies storage, API, clock, alarms
 * @returns the service; its functions reject only if storage does
 */
export function createTokenService(dependencies: TokenServiceDependencies) {
  const { vault, records, renewals, exchange, now, random, newId, after, arm, isWanted, note } = dependencies;
  const flights = new Map<string, Promise<boolean>>();
  let reconnectedAt = -Infinity;
  let reconnecting: Promise<void> | null = null;
  let isReconnectionDue = false;

  /** The environment's active key, or why there is none to use. */
  const keyOf = async (environment: string) => keyFor(await vault.read(), environment);
  const findKey = async (keyId: string): Promise<Key | undefined> =>
    keyringOf(await vault.read()).keys.find(({ id }) => id === keyId);
  /** What is known of a key that is gone goes too. Of one that is locked it stays as `stop` left it: a pause that the API asked for may be left. */
  const forgetGone = async (keyId: string) => (await vault.read()).vault === 'open' && forget(keyId);
  const isActive = async ({ id, environment }: Key): Promise<boolean> => {
    const key = await keyOf(environment);
    return typeof key !== 'string' && key.id === id;
  };

  const recordOf = async (key: Key) => lapse((await records.read())[key.id], now());
  const put = (keyId: string, change: (record: TokenRecord) => TokenRecord) =>
    records.update((all) => {
      const stored = all[keyId];
      const next = change(lapse(stored, now()));
      return next === stored ? all : { ...all, [keyId]: next };
    });

  const answer = (record: TokenRecord): TokenAnswer => ({
    token: usableToken(record, now()),
    state: stateOf(record, now()),
  });

  /** Whether a page is open that needs this key's token: keys that are only kept are left alone. */
  const isKeyWanted = async (key: Key): Promise<boolean> => (await isActive(key)) && isWanted(key.environment);

  async function schedule(key: Key): Promise<void> {
    const { id } = key;
    const wanted = await isKeyWanted(key);
    const record = lapse((await records.read())[id], now());
    const due = dueAt(record, now(), wanted);
    await arm(id, due);
    // Refreshing keeps to the alarm, and so does looking after an exchange; what can't wait are quick retries and a token's end.
    const urgent = record.state === 'ready' ? record.token.expiresAt : record.state === 'unavailable' ? due : null;
    if (urgent !== null && urgent < now() + ALARM_FLOOR_MS)
      after(Math.max(urgent - now(), 0), () => detach(wake(id), 'A token'));
  }

  const settled = (result: ExchangeResult, record: TokenRecord): TokenRecord => {
    if (result.ok) {
      const expiresAt = expiryOf(result.token, result, now());
      if (expiresAt > now()) return succeed({ id: newId(), value: result.token, receivedAt: now(), expiresAt });
    }
    const over = { kind: result.ok && result.isFixed ? 'ended' : 'unexpected-answer' } as const;
    const failure = result.ok ? over : result.failure;
    const attempt = 'attempt' in record ? record.attempt : 1;
    return fail(record, failure, nextTry(failure, attempt, result.ok ? null : result.retryAfterMs, now(), random()));
  };

  /** Notes what came of an exchange. */
  function tell({ environment }: Key, before: TokenRecord['state'], record: TokenRecord): void {
    if (record.state === 'ready') note(before === 'refreshing' ? 'refreshed' : 'fetched', environment);
    else if ('failure' in record) note(record.state, environment, record.failure);
  }

  /**
   * One exchange. Whether it is (still) needed is decided in the same step that marks it as begun.
   *
   * @returns whether what came of it counts: not if the keys were locked meanwhile
   */
  async function exchangeOnce(key: Key, isNeeded: (record: TokenRecord) => boolean): Promise<boolean> {
    let begun: TokenRecord | null = null;
    await put(key.id, (record) => {
      begun = isNeeded(record) ? begin(record, now()) : null;
      return begun ?? record;
    });
    if (!begun) return true;
    const { since, state } = begun;
    // The keys may have been locked, or this one removed or replaced, since it was read: what was to stop all flights did not see this one.
    if ((await findKey(key.id))?.secret !== key.secret) {
      await forget(key.id);
      return false;
    }
    // Should this worker be stopped now, the alarm starts another one.
    const [result] = await Promise.all([exchange(key.environment, key.secret), schedule(key)]);
    let landed = null as TokenRecord | null;
    await records.update((all) => {
      const record = all[key.id];
      // Without its record, or beside the record of another flight, it lands nowhere: the keys were locked meanwhile.
      const isOurs = record && 'since' in record && record.since === since;
      landed = isOurs ? settled(result, lapse(record, now())) : null;
      return landed ? { ...all, [key.id]: landed } : all;
    });
    if (landed) tell(key, state, landed);
    // The key may have been removed meanwhile: then its token goes with it.
    await ((await findKey(key.id)) ? schedule(key) : forgetGone(key.id));
    return landed !== null;
  }

  /** At most one exchange per key at a time; whoever comes later waits for the same one. */
  function fly(key: Key, isNeeded: (record: TokenRecord) => boolean): Promise<boolean> {
    const flying = flights.get(key.id);
    if (flying) return flying;
    const flight = exchangeOnce(key, isNeeded).finally(() => {
      if (flights.get(key.id) === flight) flights.delete(key.id);
    });
    flights.set(key.id, flight);
    return flight;
  }

  /** A new token for a key, whether or not there is a good one. @returns as `exchangeOnce` */
  async function renew(key: Key): Promise<boolean> {
    const before = await recordOf(key);
    if (mustWait(before, 'person', now())) return true;
    const old = usableToken(before, now())?.id;
    return fly(key, (record) => usableToken(record, now())?.id === old);
  }

  const isPastRefresh = (record: TokenRecord): boolean => {
    const token = usableToken(record, now());
    return !token || phaseOf(token, now()) !== 'serve';
  };

  /** Does what is due about a key's token: ends it, refreshes it, tries again. */
  async function wake(keyId: string): Promise<void> {
    const key = await findKey(keyId);
    if (!key) return void (await forgetGone(keyId));
    await put(keyId, (record) => rest(flights.has(keyId) ? record : abandonFlight(record), now()));
    const record = await recordOf(key);
    const wanted = await isKeyWanted(key);
    const retries =
      record.state === 'unavailable' && now() >= record.retryAt && triesAgain(record.failure, record.attempt, wanted);
    if (retries) return void (await fly(key, ({ state }) => state === 'unavailable'));
    const refreshes = record.state === 'ready' && wanted && isPastRefresh(record);
    if (refreshes) return void (await fly(key, isPastRefresh));
    return schedule(key);
  }

  /** Removes what is known of a key's token. */
  async function forget(keyId: string): Promise<void> {
    await records.update(({ [keyId]: _token, ...others }) => others);
    await renewals.update(({ [keyId]: _renewal, ...others }) => others);
    await arm(keyId, null);
  }

  /**
   * The keys are locked, or gone: so are all tokens, and what is under way is thrown away when it comes. Only a pause that the API asked for
   * stays, without its token: locking and unlocking must not be a way around it.
   */
  async function stop(): Promise<void> {
    flights.clear();
    const keyIds = Object.keys(await records.read());
    await records.update((all) =>
      mapped(
        pick(all, (record) => record.state === 'unavailable' && record.mustWait),
        dropToken,
      ),
    );
    await renewals.update(() => ({}));
    await Promise.all(keyIds.map((keyId) => arm(keyId, null)));
  }

  /** The environment's token: at once if it is good, after an exchange if not. */
  async function get(environment: string, asker: Asker): Promise<TokenAnswer> {
    const key = await keyOf(environment);
    if (typeof key === 'string') return without(key);
    let record = await recordOf(key);
    if (rest(record, now()) !== record) {
      // A page asks in the very moment in which the API's pause is over, before the alarm.
      await put(key.id, (current) => rest(current, now()));
      await schedule(key);
      record = await recordOf(key);
    }
    const token = usableToken(record, now());
    const phase = token ? phaseOf(token, now()) : 'expired';
    if (phase === 'serve' || mustWait(record, asker, now())) return answer(record);
    const flight = fly(key, isPastRefresh);
    if (phase === 'refresh') {
      detach(flight, 'A refresh');
      return answer(record);
    }
    return (await flight) ? answerFor(key, environment, asker) : get(environment, asker);
  }

  /** What to answer after an exchange for this key: the person may have chosen another one, or removed it, meanwhile. */
  async function answerFor(key: Key, environment: string, asker: Asker): Promise<TokenAnswer> {
    return (await isActive(key)) ? answer(await recordOf(key)) : get(environment, asker);
  }

  /** Tries at once what failed for want of a network, for the keys in use. */
  async function retryUnreached(): Promise<void> {
    const [opened, before] = await Promise.all([vault.read(), records.read()]);
    const { keys, active } = keyringOf(opened);
    const waiting = keys.filter(({ id, environment }) => {
      const record = lapse(before[id], now());
      return active[environment] === id && reconnected(record, now()) !== record;
    });
    if (waiting.length === 0) return;
    reconnectedAt = now();
    for (const { id } of waiting) await put(id, (record) => reconnected(record, now()));
    await Promise.all(waiting.map(({ id }) => wake(id)));
  }

  /** The browser is online again: heeded once for all who tell so, and no more often than the pause allows. */
  function reconnect(): Promise<void> {
    const pause = Math.min(reconnectedAt + RECONNECTION_PAUSE_MS - now(), RECONNECTION_PAUSE_MS);
    if (pause <= 0) {
      reconnecting ??= retryUnreached().finally(() => {
        reconnecting = null;
      });
    } else if (!isReconnectionDue) {
      isReconnectionDue = true;
      after(pause, () => {
        isReconnectionDue = false;
        detach(reconnect(), 'Reconnecting');
      });
    }
    return reconnecting ?? Promise.resolve();
  }

  return {
    get,
    wake,
    forget,

    /**
     * The environment's token without any exchange.
     *
     * @returns the token if it needs no refresh and no waiting, else `null` with the state
     */
    async peek(environment: string): Promise<TokenAnswer> {
      const key = await keyOf(environment);
      if (typeof key === 'string') return without(key);
      const { token, state } = answer(await recordOf(key));
      return { token: token && phaseOf(token, now()) === 'serve' ? token : null, state };
    },

    /**
     * A new token in place of the one that is there, because the person wants one.
     *
     * @param environment an environment's id
     * @returns the new token, or the old one if there is no new one and the old one is still good
     */
    async refresh(environment: string): Promise<TokenAnswer> {
      const key = await keyOf(environment);
      if (typeof key === 'string') return without(key);
      return (await renew(key)) ? answerFor(key, environment, 'person') : get(environment, 'person');
    },

    /**
     * Trades one key, in use or not, to see whether it works. Waits as long as the API has asked to.
     *
     * @param keyId which
     * @returns how it stands then; `none` if it is gone or locked
     */
    test: async (keyId: string): Promise<TokenState> => {
      let key = await findKey(keyId);
      // What doesn't count was of the secret that this key had before.
      while (key && !(await renew(key))) key = await findKey(keyId);
      return key ? answer(await recordOf(key)).state : { state: 'none' };
    },

    /**
     * The API refused a token with 401: throws it away and gets a new one, once.
     *
     * @param environment an environment's id
     * @param tokenId the refused token; if another one is current already, that one is the answer
     * @returns `again`: a renewal for this reason was made less than 5 min ago, so nothing was done
     */
    async replaceRefused(environment: string, tokenId: string): Promise<TokenAnswer & { readonly again: boolean }> {
      const key = await keyOf(environment);
      if (typeof key === 'string') return { ...without(key), again: false };
      if (usableToken(await recordOf(key), now())?.id !== tokenId)
        return { ...(await get(environment, 'page')), again: false };
      let again = false;
      await renewals.update((all) => {
        again = isTooSoon(all[key.id], tokenId, now());
        return again ? all : { ...all, [key.id]: { tokenId, at: now() } };
      });
      if (again) return { ...answer(await recordOf(key)), again };
      note('refused', environment);
      let refused = '';
      await put(key.id, (record) => {
        const token = usableToken(record, now());
        if (token?.id !== tokenId) return record;
        refused = token.value;
        return dropToken(record);
      });
      const next = await get(environment, 'page');
      // A key that is sent as it is makes the same one again: nothing new to try.
      return { ...next, again: next.token?.value === refused };
    },

    reconnect,

    /** The person has let us call a host: what was refused for want of that may be asked for again. */
    async forgive(): Promise<void> {
      await records.update((all) =>
        pick(all, (record) => record.state !== 'rejected' || record.failure.kind !== 'no-permission'),
      );
    },

    stop,

    /** Whether tokens are wanted ahead of time was decided anew: sees to what is due of each. */
    async reschedule(): Promise<void> {
      await Promise.all(Object.keys(await records.read()).map(wake));
    },

    /** Mends what an earlier worker left behind, and sees to it that each token has its alarm. Called once per worker, first. */
    async restore(): Promise<void> {
      const before = await records.update((all) => mapped(all, (record) => lapse(abandonFlight(record), now())));
      const opened = await vault.read();
      if (opened.vault === 'locked') return stop();
      const { keys } = keyringOf(opened);
      await Promise.all(
        Object.keys(before).map((keyId) => {
          const key = keys.find(({ id }) => id === keyId);
          return key ? schedule(key) : forget(keyId);
        }),
      );
    },
  };
}

export type TokenService = ReturnType<typeof createTokenService>;
