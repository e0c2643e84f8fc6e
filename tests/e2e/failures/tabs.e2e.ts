import { docsOrigin } from '../../portal/replica.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { pillHost } from '../pill.ts';
import { answer, EXCHANGE, getToken } from './exchange.ts';

const TABS = 50;
const PATIENCE_MS = 120_000;

test.use({ spec: 'small' });

// In a file of its own: so many docs take their time, and the others are run beside them.
test(`${TABS} portal tabs at once: one error for all; the next ask makes one new try, which fills all`, async ({
  context,
  popup,
  replica,
}) => {
  test.setTimeout(2 * PATIENCE_MS);
  const pages = await Promise.all(
    Array.from({ length: TABS }, async () => {
      const page = await context.newPage();
      await page.goto(`${docsOrigin}/developers/`, { waitUntil: 'commit', timeout: PATIENCE_MS });
      return page;
    }),
  );
  const allShow = (state: string) =>
    Promise.all(
      pages.map((page) => expect(pillHost(page)).toHaveAttribute('data-state', state, { timeout: PATIENCE_MS })),
    );
  await allShow('none');

  // The key is news to all of them in the same moment.
  const refusal = replica.faults.add({ ...answer(401, { errors: { '': 'No' } }), delayMs: 3000 });
  await popup.bringToFront();
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
  await allShow('rejected');
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);

  refusal.remove();
  await getToken(popup).click();
  await allShow('authorized');
  expect(replica.requestsTo(EXCHANGE)).toHaveLength(2);
  expect(replica.issuedTokens).toHaveLength(1);
});
