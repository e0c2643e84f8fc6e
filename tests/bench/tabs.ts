import { pillHost } from '../e2e/pill.ts';
import { docsOrigin } from '../portal/replica.ts';
import { giveKey, withBrowser } from './browser.ts';
import type { Row } from './table.ts';

/** A window full of docs that the browser restores: all want the same token at once, and nobody has it yet. */

const count = 50;
const exchange = '/v.1.0/clients/authorization';
/** So slow that most pages ask while the exchange is under way, and faster than the extension gives up. */
const apiDelayMs = 4000;
const patienceMs = 120_000;

/** @returns the rows of the budget "50 portal tabs, cold" */
export const measureTabs = (): Promise<Row[]> =>
  withBrowser({}, async (setup) => {
    const { context, replica } = setup;
    // The portal's own spec takes 100 000 nodes a tab.
    replica.spec = 'small';
    replica.faults.add({ path: exchange, delayMs: apiDelayMs });
    await giveKey(setup, 'sandbox', 'Sandbox');
    const before = replica.requestsTo(exchange).length;
    if (before > 0) throw new Error('The token was fetched before a page wanted it: this is not cold');
    const authorized = await Promise.all(
      Array.from({ length: count }, async () => {
        const page = await context.newPage();
        await page.goto(`${docsOrigin}/developers/`, { waitUntil: 'commit', timeout: patienceMs });
        const filled = pillHost(page).and(page.locator('[data-state=authorized]'));
        return filled.waitFor({ state: 'attached', timeout: patienceMs }).then(
          () => true,
          () => false,
        );
      }),
    );
    const exchanges = replica.requestsTo(exchange).length;
    return [
      { name: `${count} portal tabs, cold: exchanges`, unit: '', measured: exchanges, limit: 1 },
      {
        name: `${count} portal tabs, cold: tabs without the token`,
        unit: '',
        measured: authorized.filter((isFilled) => !isFilled).length,
        limit: 0,
      },
    ];
  });
