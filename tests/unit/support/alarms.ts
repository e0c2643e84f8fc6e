import { ALARM_FLOOR_MS, type AlarmsPort } from '../../../utils/alarms';
import type { Clock } from './clock';

/** The browser's alarms on a moved clock, rounded up to 30 s as in a packed build; `onAlarm` gets the name of each that fires. */
export function createAlarms(clock: Clock, onAlarm: (name: string) => void = () => undefined) {
  const armed = new Map<string, number>();
  const created: { readonly name: string; readonly when: number }[] = [];
  const first = () => [...armed].toSorted(([, a], [, b]) => a - b)[0];

  clock.add({
    next: () => first()?.[1] ?? null,
    fire: () => {
      const name = first()?.[0];
      if (name === undefined) return;
      armed.delete(name);
      onAlarm(name);
    },
  });

  const port: AlarmsPort = {
    get: async (name) => {
      const scheduledTime = armed.get(name);
      return scheduledTime === undefined ? undefined : { scheduledTime };
    },
    create: (name, { when }) => {
      created.push({ name, when });
      armed.set(name, Math.max(when, clock.now() + ALARM_FLOOR_MS));
    },
    clear: async (name) => armed.delete(name),
  };
  return {
    port,
    /** When an alarm will fire, ms since the epoch. */
    at: (name: string) => armed.get(name) ?? null,
    /** The names of all armed alarms. */
    names: () => [...armed.keys()],
    /** Each time that one was armed anew. */
    created,
    /** Puts an alarm off by so many ms, as a machine that slept does. */
    delay(name: string, ms: number): void {
      const at = armed.get(name);
      if (at !== undefined) armed.set(name, at + ms);
    },
    /** Puts all of them off. @returns when each will fire */
    late(ms: number): number[] {
      for (const [name, at] of armed) armed.set(name, at + ms);
      return [...armed.values()];
    },
    /** As an update of the extension does. */
    lose: () => armed.clear(),
  };
}
