/** Lets everything that is already decided happen: promises, but no time. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Something that happens at a time: the clock's own timers, alarms. */
export interface Schedule {
  /** When the next thing is due, ms since the epoch; `null` for never. */
  readonly next: () => number | null;
  /** Makes it happen. */
  readonly fire: () => void;
}

/** A clock that moves only when a test moves it. */
export function createClock(start = Date.parse('2025-11-21T09:00:00Z')) {
  let time = start;
  const timers: { at: number; readonly act: () => void }[] = [];
  const schedules: Schedule[] = [
    {
      next: () => (timers.length > 0 ? Math.min(...timers.map(({ at }) => at)) : null),
      fire: () => {
        const first = timers.toSorted((a, b) => a.at - b.at)[0];
        if (first) timers.splice(timers.indexOf(first), 1);
        first?.act();
      },
    },
  ];

  /** The schedule that is due first, no later than `end`. */
  const due = (end: number) =>
    schedules
      .map((schedule) => ({ schedule, at: schedule.next() ?? Infinity }))
      .filter(({ at }) => at <= end)
      .toSorted((a, b) => a.at - b.at)[0];

  return {
    now: (): number => time,
    /** As `setTimeout`. */
    after: (ms: number, act: () => void): void => {
      timers.push({ at: time + ms, act });
    },
    /** How many timers are waiting. */
    timers: () => timers.length,
    add(schedule: Schedule): void {
      schedules.push(schedule);
    },
    /** Somebody sets the machine's clock: nothing happens by that alone. */
    set(at: number): void {
      time = at;
    },
    /** Somebody sets the machine's clock by so many ms, or the machine slept: alarms go by the clock, timers don't. */
    jump(ms: number): void {
      time += ms;
      for (const timer of timers) timer.at += ms;
    },
    /** Time goes by, and what is due in it happens in its order. */
    async advance(ms: number): Promise<void> {
      const end = time + ms;
      await settle();
      for (let first = due(end); first; first = due(end)) {
        time = Math.max(time, first.at);
        first.schedule.fire();
        await settle();
      }
      time = Math.max(time, end);
    },
  };
}

export type Clock = ReturnType<typeof createClock>;
