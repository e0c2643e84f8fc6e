import type { Page } from '@playwright/test';
import { killWorker } from '../browser/extension.ts';
import { expectPill, pressPill } from '../e2e/pill.ts';
import { createPortal } from '../e2e/portal.ts';
import { servers } from '../e2e/servers.ts';
import { apiHosts } from '../portal/replica.ts';
import { giveKey, type Setup, withBrowser } from './browser.ts';
import { markOf, whenIdle } from './marks.ts';
import { inTurns, median } from './samples.ts';
import type { Row } from './table.ts';

/** From the click on the pill to the verified token, on production, which needs a click. */

const rounds = 9;
const stoppedRounds = 5;
const limitMs = 100;
/** What the replica takes at least for an exchange: enough to tell waiting for the API from our own time. */
const apiDelayMs = 300;
const exchange = '/v.1.0/clients/authorization';

/** Runs in the page. Marks trusted clicks by the time at which the browser got them, and the pill's becoming `authorized`. */
const watchPill = (): void => {
  window.addEventListener(
    'click',
    ({ isTrusted, timeStamp }) => {
      if (isTrusted) performance.mark('bench:click', { startTime: timeStamp });
    },
    { capture: true },
  );
  new MutationObserver((records) => {
    const isApplied = records.some(
      ({ target }) =>
        target instanceof Element &&
        target.localName === 'novapost-authorizer' &&
        target.getAttribute('data-state') === 'authorized',
    );
    if (isApplied) performance.mark('bench:authorized');
  }).observe(document, { subtree: true, attributeFilter: ['data-state'] });
};

/**
 * @param state how the pill stands before the click
 * @param prepare what is done just before it
 */
const clickOnce = async (
  { context, replica }: Setup,
  state: 'ready' | 'expired',
  prepare: () => Promise<void> = async () => undefined,
): Promise<number> => {
  const newPage = async (): Promise<Page> => {
    const page = await context.newPage();
    await page.addInitScript(watchPill);
    return page;
  };
  const portal = createPortal(replica, newPage);
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await expectPill(page, state, 'production');
  // A person clicks when the page has stopped moving.
  await whenIdle(page);
  await prepare();
  await pressPill(page, 'Authorize');
  const applied = await markOf(page, 'bench:authorized');
  // The latest: choosing the server was a click as well.
  const clicked = await markOf(page, 'bench:click');
  await page.close();
  return applied - clicked;
};

interface Cold {
  readonly whole: number;
  /** From the request's arrival at the API until its answer is out, as the API's log has it. */
  readonly api: number;
}

let keys = 0;

/** Each cold click has a key of its own, for which nobody has fetched a token yet. */
const clickCold = async (setup: Setup, prepare?: () => Promise<void>): Promise<Cold> => {
  keys += 1;
  await giveKey(setup, 'production', `Key ${keys}`);
  const { clock, nextOutcome } = setup.replica;
  const answered = nextOutcome(exchange, 30_000).then(({ at }) => clock.now() - at);
  const [whole, api] = await Promise.all([clickOnce(setup, 'expired', prepare), answered]);
  return { whole, api };
};

const times = (name: string, samples: readonly number[], limit: number | null): Row => ({
  name,
  unit: 'ms',
  measured: median(samples),
  limit,
  samples,
});

const over = (cold: readonly Cold[]): number[] => cold.map(({ whole, api }) => whole - api);

/** @returns the rows of the budgets "click → applied", warm and cold */
export const measureClick = (): Promise<Row[]> =>
  withBrowser({}, async (setup) => {
    setup.replica.faults.add({ host: apiHosts.production, path: exchange, delayMs: apiDelayMs });
    // The token of the cold click is the warm click's.
    const { ours: cold, other: warm } = await inTurns(
      rounds,
      () => clickCold(setup),
      () => clickOnce(setup, 'ready'),
    );
    // No budget of its own: starting a worker is the browser's time, and under a debugger, as here, it takes more of it.
    const stopped: Cold[] = [];
    for (let round = 0; round < stoppedRounds; round += 1)
      stopped.push(await clickCold(setup, () => killWorker(setup.context)));
    return [
      times('click → applied, warm', warm, limitMs),
      times('click → applied, cold, over the API’s time', over(cold), limitMs),
      times(
        'the API’s time',
        cold.map(({ api }) => api),
        null,
      ),
      times('over the API’s time with the worker stopped before the click', over(stopped), null),
    ];
  });
