import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectPill } from './pill.ts';
import { rendererReady } from './try-it-out.ts';

const PHONE = '498213437654';

test.use({ launch: { welcome: true } });

test('from the installation to the first authorized Try: one phone number and three clicks', async ({
  context,
  replica,
  ownOutput,
}) => {
  replica.registerPhone(PHONE);
  let clicks = 0;
  const click = async (what: Locator): Promise<void> => {
    clicks += 1;
    await what.click();
  };
  const isWelcome = (page: Page) => page.url().endsWith('/welcome.html');
  const welcome = context.pages().find(isWelcome) ?? (await context.waitForEvent('page', isWelcome));
  await expect(welcome.getByRole('heading', { level: 1 })).toHaveText('Welcome to Authorizer');
  // Its own styles are stronger than those that it shares with the popup, which is narrow.
  await expect(welcome.locator('body')).toHaveCSS('max-width', '980px');

  // The field has the keyboard already.
  await expect(welcome.getByRole('textbox', { name: 'Phone number' })).toBeFocused();
  await welcome.keyboard.type('+49 821 343-76-54');
  await click(welcome.getByRole('button', { name: 'New sandbox key' }));
  await expect(welcome.getByRole('heading', { name: 'Sandbox is ready' })).toBeVisible();
  await expect(welcome.getByRole('status')).toContainText('Sandbox key made and in use.');

  const opened = context.waitForEvent('page');
  await click(welcome.getByRole('link', { name: 'Open the API docs' }));
  const docs = await opened;
  await rendererReady(docs);
  await expectPill(docs, 'authorized', 'sandbox');
  const received = replica.nextOutcome(({ path }) => path.endsWith('/divisions'));
  await click(docs.locator('[id="get-/divisions"] [part~="btn-try"]'));

  const [issued] = replica.issuedTokens;
  expect(issued).toMatchObject({ environment: 'sandbox' });
  const { host, status, headers } = await received;
  expect([host, status, headers['authorization']]).toEqual(['api-stage.novapost.pl', 200, issued?.token]);
  expect(clicks).toBe(3);
  expect(replica.requestsTo('/v.1.0/test-api-keys').map(({ body }) => body)).toEqual([
    JSON.stringify({ phone: PHONE }),
  ]);
  expect(ownOutput).toEqual([]);
});

test('is opened once, leads to the ways to a key from the popup, and takes a pasted key as well', async ({
  context,
  replica,
  popup,
}) => {
  const isWelcome = (page: Page) => page.url().includes('/welcome.html');
  await expect.poll(() => context.pages().filter(isWelcome)).toHaveLength(1);

  const opened = context.waitForEvent('page');
  await popup.getByRole('link', { name: 'Where do I get a key?' }).click();
  const guides = await opened;
  await expect(guides.getByRole('heading', { name: 'Where do I get a key?' })).toBeFocused();
  for (const [name, site] of [
    ['Sandbox', 'my.novapost.com'],
    ['Europe', 'my.novapost.com'],
    ['Ukraine', 'new.novaposhta.ua'],
  ] as const) {
    const link = guides.getByRole('region', { name, exact: true }).getByRole('link', { name: `Open ${site}` });
    await expect(link).toHaveAttribute('href', new RegExp(`^https://${RegExp.escape(site)}/`));
  }

  const key = '00112233445566778899aabbccddeeff';
  replica.addKey('production', key);
  await guides.getByRole('tab', { name: 'Production', exact: true }).click();
  await guides.getByRole('textbox', { name: 'API key' }).fill(key);
  await guides.getByRole('button', { name: 'Save key' }).click();
  await expect(guides.getByRole('heading', { name: 'Production is ready' })).toBeVisible();
  await expect(guides.getByText('press “Authorize” at the edge of the page')).toBeVisible();
  await popup.getByRole('tab', { name: 'Production', exact: true }).click();
  await expect(popup.getByRole('list', { name: 'Saved keys' }).getByRole('radio')).toBeChecked();
});
