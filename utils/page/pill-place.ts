import type { MessageKey } from '../i18n/translate';
import type { Standing } from '../messaging/page-protocol';

/** How the pill stands: folded to a dot or not, and in which corner. */
export type PillPlace = Standing['pill'];
export type Corner = PillPlace['corner'];

/** The corners as they are offered: in the order of reading, with an arrow (as text, not as a picture) and a name each. */
export const CORNERS: readonly (readonly [Corner, arrow: string, MessageKey])[] = [
  ['top-left', '↖\uFE0E', 'pill.topLeft'],
  ['top-right', '↗\uFE0E', 'pill.topRight'],
  ['bottom-left', '↙\uFE0E', 'pill.bottomLeft'],
  ['bottom-right', '↘\uFE0E', 'pill.bottomRight'],
];

/**
 * Where the pill goes when it is let go.
 *
 * @param x of its middle, px from the viewport's left edge; `y` from its top
 * @param width of the viewport, px, and its `height`
 */
export const nearestCorner = (x: number, y: number, width: number, height: number): Corner =>
  `${y < height / 2 ? 'top' : 'bottom'}-${x < width / 2 ? 'left' : 'right'}`;
