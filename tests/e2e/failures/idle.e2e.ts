import { launchBare } from '../../browser/bare.ts';
import { docsOrigin } from '../../portal/replica.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey } from '../keys.ts';
import { expectPillOf, openBarePopup, pressPillOf, schemeOf } from './bare-tab.ts';
import { EXCHANGE } from './exchange.ts';

// In a file of its own: it lasts as long as an idle worker does, and the others are run beside it.
test(
  'the browser has stopped the idle worker: a click authorizes without a request, the token was in session storage',
  { tag: '@waiting' },
  async ({ replica, profile }) => {
    test.setTimeout(120_000);
    const browser = await launchBare({ replica, profile });
    try {
      const popup = await openBarePopup(browser);
      await popup.addKey('sandbox', issuedKey(replica, 'sandbox'));
      await popup.ask('settings.fill', { environment: 'sandbox', on: false });
      const page = await browser.open(`${docsOrigin}/developers/`);
      await expectPillOf(page, 'sandbox expired');
      await popup.ask('token.get', { environment: 'sandbox', fresh: false });
      await expectPillOf(page, 'sandbox ready');
      expect(await schemeOf(page)).toBe('');

      // By itself, after 30 s of nothing to do.
      await expect.poll(browser.hasWorker, { timeout: 90_000, intervals: [500] }).toBe(false);
      await pressPillOf(page, 'Authorize');
      await expectPillOf(page, 'sandbox authorized');
      expect(await schemeOf(page)).toBe(replica.issuedTokens[0]?.token);
      expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
    } finally {
      await browser.kill();
    }
  },
);
