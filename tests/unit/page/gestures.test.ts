import { expect, it } from 'vitest';
import { watchGestures } from '../../../utils/page/gestures';
import { createTarget } from '../support/gestures';

it.each([
  ['pointerdown', true, true],
  ['keydown', true, true],
  ['pointerdown', false, false],
  ['keydown', false, false],
])('%s, trusted %s: counts %s', (type, isTrusted, counts) => {
  const { target, fire } = createTarget();
  let now = 0;
  let gestures = 0;
  const isRecent = watchGestures(
    target,
    () => now,
    () => undefined,
    () => (gestures += 1),
  );
  expect(isRecent()).toBe(false);
  now = 5;
  fire(type, isTrusted);
  expect(isRecent()).toBe(counts);
  expect(gestures).toBe(counts ? 1 : 0);
  now = 5 + 60_000;
  expect(isRecent()).toBe(false);
});

it('tells of use at most once a minute', () => {
  const { target, fire } = createTarget();
  let now = 0;
  let uses = 0;
  watchGestures(
    target,
    () => now,
    () => (uses += 1),
  );
  fire('keydown', false);
  expect(uses).toBe(0);
  for (now = 0; now <= 120_000; now += 1000) fire('keydown', true);
  expect(uses).toBe(3);
});
