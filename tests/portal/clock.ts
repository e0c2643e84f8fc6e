/** The replica's clock: the machine's, moved by what a test added. */
export interface Clock {
  /** @returns ms since the epoch */
  readonly now: () => number;
  /** @param ms how far to move from here on; a negative number moves back */
  readonly advance: (ms: number) => void;
  readonly reset: () => void;
}

/**
 * @param base the clock underneath, in ms since the epoch
 * @returns a clock that a test can move, so that nobody has to wait for tomorrow
 */
export const createClock = (base: () => number = Date.now): Clock => {
  let offset = 0;
  return {
    now: () => base() + offset,
    advance: (ms) => {
      offset += ms;
    },
    reset: () => {
      offset = 0;
    },
  };
};
