import type { Page } from '@playwright/test';

/**
 * Moments inside a page, as User Timing marks. Scripts that run in the page make them: what a test process sees has the way through
 * CDP in it, which is longer than most of what is measured here.
 */

// Playwright looks every so often; each look costs the page next to nothing, and none of it is in the marks.
const polling = 50;

/**
 * @param page the page
 * @param name the mark's name
 * @returns the latest such mark, ms since the navigation began; waits for the first
 * @throws Error if there is none in 30 s
 */
export const markOf = async (page: Page, name: string): Promise<number> => {
  await page.waitForFunction((wanted) => performance.getEntriesByName(wanted, 'mark').length > 0, name, { polling });
  return page.evaluate((wanted) => performance.getEntriesByName(wanted, 'mark').at(-1)?.startTime ?? Number.NaN, name);
};

/** Resolves when the page's main thread has nothing to do. */
export const whenIdle = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestIdleCallback(() => resolve(), { timeout: 10_000 });
      }),
  );
