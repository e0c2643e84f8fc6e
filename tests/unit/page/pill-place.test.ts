import { expect, it } from 'vitest';
import { pageAsks } from '../../../utils/messaging/page-protocol';
import { CORNERS, nearestCorner } from '../../../utils/page/pill-place';
import { safeParse } from '../../../utils/schema';

it.each([
  [10, 10, 'top-left'],
  [350, 10, 'top-right'],
  [10, 630, 'bottom-left'],
  [350, 630, 'bottom-right'],
  // Out of the window, as a pointer may be.
  [-50, 9000, 'bottom-left'],
  // Right in the middle: one of them, and always the same.
  [180, 320, 'bottom-right'],
])('let go at %d, %d of 360 × 640: %s', (x, y, corner) => {
  expect(nearestCorner(x, y, 360, 640)).toBe(corner);
});

it('offers each corner that can be remembered once', () => {
  const offered = CORNERS.map(([corner]) => corner);
  expect(new Set(offered).size).toBe(4);
  for (const corner of offered) {
    expect(safeParse(pageAsks['page.pill'], { pill: { folded: false, corner }, hidden: false }).success).toBe(true);
  }
});
