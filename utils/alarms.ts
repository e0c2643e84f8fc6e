/** The part of `browser.alarms` that is used. Times in ms since the epoch. */
export interface AlarmsPort {
  get(name: string): Promise<{ readonly scheduledTime: number } | undefined>;
  create(name: string, info: { when: number }): unknown;
  clear(name: string): Promise<unknown>;
}

/** Packed builds round shorter alarms up to this; and nothing that we do by ourselves needs to be more frequent. ms. */
export const ALARM_FLOOR_MS = 30_000;
const SAME_MS = 1000;

/**
 * Arms an alarm without moving one that will do: creating it anew at each start of the worker would postpone it for ever.
 *
 * @param alarms the browser's alarms
 * @param name the alarm's name
 * @param due when it should fire, ms since the epoch; never sooner than 30 s from now; `null` disarms
 * @param now ms since the epoch
 */
export async function armAlarm(alarms: AlarmsPort, name: string, due: number | null, now: number): Promise<void> {
  if (due === null) {
    await alarms.clear(name);
    return;
  }
  const when = Math.max(due, now + ALARM_FLOOR_MS);
  const armed = (await alarms.get(name))?.scheduledTime;
  const willDo = armed !== undefined && armed >= due - SAME_MS && armed <= when + SAME_MS;
  if (!willDo) await alarms.create(name, { when });
}
