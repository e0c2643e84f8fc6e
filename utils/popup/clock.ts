const SECOND_MS = 1000;

/** The parts of `document` and `window` that are used. */
export interface Visibility {
  readonly visibilityState: string;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
}

export interface Timers {
  setInterval(then: () => void, ms: number): number;
  clearInterval(timer: number | undefined): void;
}

/**
 * The one interval that everything ticks from. It lives as long as the document.
 *
 * @param page whose visibility counts
 * @param timers the platform's timers
 * @returns `tick(then)`: calls back each second while the page is visible, and at once when it becomes visible again
 */
export const createTicker =
  (page: Visibility, timers: Timers) =>
  (then: () => void): void => {
    let timer: number | undefined;
    const follow = () => {
      timers.clearInterval(timer);
      if (page.visibilityState === 'visible') timer = timers.setInterval(then, SECOND_MS);
    };
    page.addEventListener('visibilitychange', () => {
      follow();
      if (page.visibilityState === 'visible') then();
    });
    follow();
  };
