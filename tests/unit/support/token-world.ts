import { armAlarm } from '../../../utils/alarms';
import type { Note } from '../../../utils/events';
import type { Renewals, TokenRecords } from '../../../utils/tokens/record';
import { createTokenService } from '../../../utils/tokens/service';
import type { Keyring } from '../../../utils/vault/keyring';
import { createAlarms } from './alarms';
import { createClock, settle } from './clock';
import { createScriptedExchange } from './exchange';
import { keyOf, keyringOf } from './keys';
import { memoryRecord } from './memory-record';
import { openVault } from './open-vault';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Never: a promise of a worker that is gone. */
const never = new Promise<never>(() => undefined);

/**
 * A token service with all that is around it: storage and alarms outlive its workers, and an alarm starts a worker as the browser does.
 *
 * @param keyring the keys that are there
 */
export function createTokenWorld(keyring: Keyring = keyringOf(keyOf('k1'))) {
  const clock = createClock();
  const records = memoryRecord<TokenRecords>({});
  const renewals = memoryRecord<Renewals>({});
  const keys = memoryRecord(keyring);
  const vault = openVault(keys);
  const api = createScriptedExchange(clock);
  const wanted = new Set<string>();
  const noted: Parameters<Note>[] = [];
  let random = 0.5;
  let ids = 0;
  let worker: ReturnType<typeof startWorker> | null = null;

  const alarms = createAlarms(clock, (name) => {
    const running = worker ?? startWorker();
    void running.ready.then(() => running.service.wake(name));
  });

  /** A worker. `ready` when it has mended what an earlier one left. */
  function startWorker() {
    let alive = true;
    const service = createTokenService({
      vault,
      records,
      renewals,
      exchange: async (...call) => {
        const result = await api.exchange(...call);
        return alive ? result : never;
      },
      now: clock.now,
      random: () => random,
      newId: () => `t${(ids += 1)}`,
      after: (ms, then) => clock.after(ms, () => alive && then()),
      arm: (keyId, due) => armAlarm(alarms.port, keyId, due, clock.now()),
      isWanted: async (environment) => wanted.has(environment),
      note: (...event) => void noted.push(event),
    });
    const started = {
      service,
      ready: service.restore(),
      /** Stops it in mid-work: its timers don't fire, and answers to its requests go nowhere. */
      kill(): void {
        alive = false;
        if (worker === started) worker = null;
      },
    };
    worker = started;
    return started;
  }

  return {
    clock,
    records,
    renewals,
    keys,
    vault,
    api,
    alarms,
    wanted,
    /** What was noted of what happened. */
    noted,
    startWorker,
    /** What `Math.random` gives. */
    setRandom(value: number): void {
      random = value;
    },
    /** Kills the worker; nothing but an alarm starts the next one. */
    kill: () => worker?.kill(),
    /** Kills the worker, if one runs, and starts another, as the next event would. */
    async restart() {
      worker?.kill();
      const next = startWorker();
      await next.ready;
      return next.service;
    },
    /** The stored record of a key. */
    record: (keyId = 'k1') => records.current()[keyId],
    settle,
  };
}

export type TokenWorld = ReturnType<typeof createTokenWorld>;
