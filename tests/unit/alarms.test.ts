import { beforeEach, describe, expect, it } from 'vitest';
import { armAlarm } from '../../utils/alarms';
import { createAlarms } from './support/alarms';
import { createClock, type Clock } from './support/clock';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let clock: Clock;
let alarms: ReturnType<typeof createAlarms>;

beforeEach(() => {
  clock = createClock(0);
  alarms = createAlarms(clock);
});

const arm = (due: number | null) => armAlarm(alarms.port, 'a', due, clock.now());

it.each([
  ['in five minutes', 5 * MINUTE, 5 * MINUTE],
  ['in 30 s', 30 * SECOND, 30 * SECOND],
  ['sooner than an alarm can be', SECOND, 30 * SECOND],
  ['in the past', -MINUTE, 30 * SECOND],
])('arms one that is due %s', async (_what, due, at) => {
  await arm(due);
  expect(alarms.created).toEqual([{ name: 'a', when: at }]);
});

it('does not move one that will do, however often it is armed', async () => {
  for (let n = 0; n < 50; n += 1) {
    await arm(5 * MINUTE);
    clock.set(clock.now() + 5 * SECOND);
  }
  expect(alarms.created).toHaveLength(1);
});

it('does not put off one that is sooner than an alarm can be', async () => {
  await arm(SECOND);
  for (let n = 0; n < 10; n += 1) {
    clock.set(clock.now() + 2 * SECOND);
    await arm(SECOND);
  }
  expect(alarms.at('a')).toBe(30 * SECOND);
});

describe('moves one that', () => {
  it.each([
    ['fires too late', 10 * MINUTE, 5 * MINUTE],
    ['fires too early', 5 * MINUTE, 10 * MINUTE],
    ['fires far too late for something due now', 10 * MINUTE, 0],
  ])('%s', async (_what, before, due) => {
    await arm(before);
    await arm(due);
    expect(alarms.at('a')).toBe(Math.max(due, 30 * SECOND));
  });
});

it('disarms', async () => {
  await arm(MINUTE);
  await arm(null);
  expect(alarms.names()).toEqual([]);
});

it('leaves others alone', async () => {
  await arm(MINUTE);
  await armAlarm(alarms.port, 'b', 2 * MINUTE, 0);
  await arm(null);
  expect(alarms.names()).toEqual(['b']);
});
