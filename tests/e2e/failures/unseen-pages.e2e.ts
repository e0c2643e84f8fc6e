import { launchBare } from '../../browser/bare.ts';
import { grantHosts } from '../../browser/granted-hosts.ts';
import { builtExtension } from '../../browser/launch.ts';
import { defaultVariant, docsPage } from '../../portal/docs/index.ts';
import { otherPortals, specPath } from '../../portal/hosts.ts';
import { docsOrigin } from '../../portal/replica.ts';
import { parcels, parcelsSites } from '../added-portals/portals.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey } from '../keys.ts';
import { expectPillOf, openBarePopup, pillOf, pressPillOf, schemeOf } from './bare-tab.ts';
import { EXCHANGE } from './exchange.ts';

/** Docs pages that nobody looks at: rendered ahead, or kept for the way back. Playwright's own browser has neither. */

test.use({ spec: 'small' });

const DOCS = `${docsOrigin}/developers/`;
const ELSEWHERE = `${docsOrigin}/elsewhere`;
const html = (head: string) => `<!doctype html><html lang="en"><head><title>Page</title>${head}</head></html>`;
const rules = JSON.stringify({ prerender: [{ source: 'list', urls: [DOCS], eagerness: 'immediate' }] });

test('a docs page that is prerendered gets no token, and one when a person comes to see it', async ({
  replica,
  profile,
}) => {
  const browser = await launchBare({ replica, profile });
  try {
    const popup = await openBarePopup(browser);
    await popup.addKey('sandbox', issuedKey(replica, 'sandbox'));
    const go = `<script>fetch('/go').then(() => { location.href = ${JSON.stringify(DOCS)}; });</script>`;
    replica.servePage(ELSEWHERE, html(`<script type="speculationrules">${rules}</script>${go}`));
    const gate = replica.faults.hold({ path: '/go' });
    const drawn = replica.nextOutcome(specPath, 15_000);
    await browser.openUnattended(ELSEWHERE);
    await drawn;
    const [ahead] = replica.requestsTo(({ path }) => path === '/developers/');
    expect(ahead?.headers['sec-purpose']).toContain('prerender');
    await popup.ask('popup.hello', {});
    expect(replica.requestsTo(EXCHANGE)).toEqual([]);

    const seenAt = Date.now();
    gate.release();
    const page = await browser.attachTo(DOCS);
    await expectPillOf(page, 'sandbox authorized');
    expect(await page.evaluate("performance.getEntriesByType('navigation')[0].activationStart")).toBeGreaterThan(0);
    expect(await schemeOf(page)).toBe(replica.issuedTokens[0]?.token);
    expect(replica.requestsTo(EXCHANGE)).toHaveLength(1);
    expect(replica.issuedTokens[0]?.issuedAt).toBeGreaterThanOrEqual(seenAt);
  } finally {
    await browser.kill();
  }
});

test('a docs page that comes back from the cache after its token has ended: the old one is taken out', async ({
  replica,
  profile,
}) => {
  const browser = await launchBare({ replica, profile });
  try {
    const popup = await openBarePopup(browser);
    await popup.addKey('sandbox', issuedKey(replica, 'sandbox'));
    replica.tokenLifetimeSeconds = 5;
    // What is served with `no-store` isn't kept.
    replica.servePage(DOCS, docsPage(defaultVariant, specPath), { 'cache-control': 'max-age=600' });
    replica.servePage(ELSEWHERE, html(''));
    const page = await browser.open(DOCS);
    await expectPillOf(page, 'sandbox authorized');
    const [old] = replica.issuedTokens;
    await page.evaluate("addEventListener('pageshow', ({ persisted }) => { window.isBack = persisted; })");
    await page.evaluate(`location.href = ${JSON.stringify(ELSEWHERE)}`);
    await expect.poll(() => page.evaluate('location.href')).toBe(ELSEWHERE);
    await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(old?.expiresAt ?? Infinity);

    replica.tokenLifetimeSeconds = 3600;
    await page.evaluate('history.back()');
    await expect.poll(() => page.evaluate('window.isBack')).toBe(true);
    await expect.poll(() => schemeOf(page)).not.toBe(old?.token);
    // Asked for without a person at most every 30 s: until then it is empty, and says so.
    expect(await pillOf(page)).toMatch(/^sandbox (expired|fetching|authorized)$/);
    expect(['', replica.issuedTokens[1]?.token]).toContain(await schemeOf(page));
    expect(replica.requestsTo(EXCHANGE).length).toBeLessThanOrEqual(2);
  } finally {
    await browser.kill();
  }
});

test('docs of an added portal that come back from the cache after it was removed: nothing of it is left in them', async ({
  replica,
  profile,
}) => {
  const docs = otherPortals.parcels.docsUrl;
  const browser = await launchBare({
    replica,
    profile,
    extension: grantHosts(builtExtension, profile, parcelsSites),
  });
  try {
    const popup = await openBarePopup(browser);
    expect(await popup.ask('portal.save', { portal: parcels })).toMatchObject({ ok: true });
    await popup.addKey('p-parcels/2', replica.parcels.makeKey('live'));
    replica.servePage(docs, docsPage(defaultVariant, `${docs}/openapi.json`), { 'cache-control': 'max-age=600' });
    replica.servePage(ELSEWHERE, html(''));
    const page = await browser.open(docs);
    await expectPillOf(page, 'p-parcels/2 expired');
    await pressPillOf(page, 'Authorize');
    await expectPillOf(page, 'p-parcels/2 authorized');
    const [token] = replica.parcels.issuedTokens;
    const filled = () =>
      page.evaluate(
        "document.querySelector('rapi-doc').resolvedSpec.securitySchemes.map((each) => each.finalKeyValue).join('')",
      );
    expect(await filled()).toBe(token?.token);

    await page.evaluate("addEventListener('pageshow', ({ persisted }) => { window.isBack = persisted; })");
    await page.evaluate(`location.href = ${JSON.stringify(ELSEWHERE)}`);
    await expect.poll(() => page.evaluate('location.href')).toBe(ELSEWHERE);
    expect(await popup.ask('portal.remove', { portalId: 'p-parcels' })).toMatchObject({ ok: true });
    await page.evaluate('history.back()');
    await expect.poll(() => page.evaluate('window.isBack')).toBe(true);
    await expect.poll(() => pillOf(page)).toBe('orphaned');
    expect(await filled()).toBe('');
  } finally {
    await browser.kill();
  }
});
