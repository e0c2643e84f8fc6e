import { nameOf } from '../../portal/docs/index.ts';
import { expect, test } from '../fixtures.ts';
import { issuedKey, pasteKey } from '../keys.ts';
import { expectPill, pillHost, pillSays, pressPill } from '../pill.ts';
import { removeKey, typeKey } from '../renderer-ui.ts';
import { servers } from '../servers.ts';

test.beforeEach(async ({ popup, replica }) => {
  await pasteKey(popup, 'sandbox', issuedKey(replica, 'sandbox'));
});

test(
  'a token past its refresh point is replaced while the page is open, untouched by hands',
  { tag: '@waiting' },
  async ({ portal, replica }) => {
    test.setTimeout(90_000);
    // The refresh point of a token of 40 s is 8 s before its end: just after the shortest alarm.
    replica.tokenLifetimeSeconds = 40;
    const page = await portal.open();
    await expectPill(page, 'authorized', 'sandbox');
    const first = await portal.tryIt(page);

    const limits = page.getByRole('textbox').first();
    await limits.focus();
    const scroll = await page.evaluate(() => [scrollX, scrollY]);
    await expect.poll(() => replica.issuedTokens.length, { timeout: 45_000 }).toBe(2);
    await expect.poll(() => pillSays(page, 'timer')).toMatch(/^00:(3[2-9]|40)$/);
    await expect(limits).toBeFocused();
    expect(await page.evaluate(() => [scrollX, scrollY])).toEqual(scroll);
    const second = await portal.tryIt(page);

    expect(first.headers['authorization']).toBe(replica.issuedTokens[0]?.token);
    expect(second.headers['authorization']).toBe(replica.issuedTokens[1]?.token);
    expect(second.status).toBe(200);
  },
);

test('a Try answered with 401 renews the token once, and says so', async ({ portal, replica }) => {
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  replica.revokeToken();
  expect((await portal.tryIt(page)).status).toBe(401);
  await expect.poll(() => pillSays(page, 'status')).toBe('Sandbox: token renewed, try again.');
  const again = await portal.tryIt(page);
  expect(again).toMatchObject({ status: 200 });
  expect(again.headers['authorization']).toBe(replica.issuedTokens[1]?.token);
  await expect.poll(() => pillSays(page, 'status')).toBe('Sandbox authorized');
});

test('a second 401 in a row says that the key lacks access, and asks for no more tokens', async ({
  portal,
  replica,
}) => {
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  replica.faults.add({ path: /\/divisions$/, status: 401, body: JSON.stringify({ errors: { '': 'Unauthorized' } }) });
  await portal.tryIt(page);
  await expect.poll(() => pillSays(page, 'status')).toBe('Sandbox: token renewed, try again.');
  await portal.tryIt(page);
  await expectPill(page, 'no-access', 'sandbox');
  await portal.tryIt(page);
  await expectPill(page, 'no-access', 'sandbox');
  expect(replica.issuedTokens).toHaveLength(2);
});

test('the new token wins over one that RapiDoc kept from an old session, and is not kept itself', async ({
  portal,
  replica,
}) => {
  const variant = { renderer: 'rapidoc', version: '9.3.8', style: 'read', persistAuth: true } as const;
  const page = await portal.open({ variant });
  await expectPill(page, 'authorized', 'sandbox');
  const scheme = { securitySchemeId: 'JWT', type: 'apiKey', in: 'header', name: 'Authorization' };
  await page.evaluate((old) => {
    localStorage.setItem('rapidoc', JSON.stringify({ JWT: { ...old, value: 'old', finalKeyValue: 'old' } }));
  }, scheme);
  await page.reload();
  await expectPill(page, 'authorized', 'sandbox');
  const request = await portal.tryIt(page);

  const token = replica.issuedTokens[0]?.token;
  expect(token).toBeDefined();
  expect(request.headers['authorization']).toBe(token);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(token);
});

test('a value that a person typed stays until they click', async ({ portal, replica }) => {
  const page = await portal.open();
  await portal.selectServer(page, servers.production);
  await expectPill(page, 'none', 'production');
  await typeKey(page, 'JWT', 'typed-by-hand');
  await portal.selectServer(page, servers.sandbox);
  await expectPill(page, 'typed', 'sandbox');
  expect((await portal.tryIt(page)).headers['authorization']).toBe('typed-by-hand');

  await pressPill(page, 'Use my key');
  await expectPill(page, 'authorized', 'sandbox');
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens.at(-1)?.token);
});

test('a token that a person took out stays out until they click', async ({ popup, portal, replica }) => {
  const page = await portal.open();
  await expectPill(page, 'authorized', 'sandbox');
  await removeKey(page, 'JWT');
  await popup.getByRole('button', { name: 'Refresh token' }).click();
  await expect.poll(() => replica.issuedTokens.length).toBe(2);
  await expectPill(page, 'ready', 'sandbox');
  expect((await portal.tryIt(page)).headers['authorization'] ?? '').toBe('');
  await pressPill(page, 'Authorize');
  await expectPill(page, 'authorized', 'sandbox');
  expect((await portal.tryIt(page)).headers['authorization']).toBe(replica.issuedTokens[1]?.token);
});

for (const variant of [
  { renderer: 'rapidoc', version: '9.3.8', style: 'read', persistAuth: true },
  { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' },
  { renderer: 'swagger-ui', version: '3.52.5', reach: 'dom-only' },
] as const)
  test(`${nameOf(variant)}: what a person does to the token is told at once, and a click puts ours in again`, async ({
    portal,
    replica,
  }) => {
    const page = await portal.open({ variant });
    await expectPill(page, 'authorized', 'sandbox');
    const sent = async () => (await portal.tryIt(page)).headers['authorization'] ?? '';
    await removeKey(page, 'JWT');
    await expectPill(page, 'ready', 'sandbox');
    expect(await pillSays(page, 'status')).toBe('Sandbox is not authorized.');
    expect(await sent()).toBe('');
    await expectPill(page, 'ready', 'sandbox');
    await pressPill(page, 'Authorize');
    await expectPill(page, 'authorized', 'sandbox');
    expect(await sent()).toBe(replica.issuedTokens[0]?.token);

    await typeKey(page, 'JWT', 'typed-by-hand');
    await expectPill(page, 'typed', 'sandbox');
    expect(await sent()).toBe('typed-by-hand');
    await expectPill(page, 'typed', 'sandbox');
    await pressPill(page, 'Use my key');
    await expectPill(page, 'authorized', 'sandbox');
    expect(await sent()).toBe(replica.issuedTokens[0]?.token);
    // None of it was worth a word with the API.
    expect(replica.issuedTokens).toHaveLength(1);
  });

test('another spec, which drops what is authorized before it is loaded, is no doing of a person', async ({
  portal,
}) => {
  const variant = { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui', severalSpecs: true } as const;
  const page = await portal.open({ variant });
  await expectPill(page, 'authorized', 'sandbox');
  await pillHost(page).evaluate((host) => {
    const states: unknown[] = [];
    new MutationObserver(() => states.push(host.dataset['state'])).observe(host, { attributeFilter: ['data-state'] });
    Object.assign(window, { states });
  });
  await page.locator('.topbar select').selectOption({ index: 1 });
  const states = () => page.evaluate(() => [...new Set<unknown>(Reflect.get(window, 'states'))]);
  await expect.poll(states).toEqual(['fetching', 'authorized']);
});

test('a key field that RapiDoc draws when it is come to is kept from the browser’s autofill too', async ({
  portal,
}) => {
  const page = await portal.open({ variant: { renderer: 'rapidoc', version: '9.3.8', style: 'focused' } });
  await expectPill(page, 'authorized', 'sandbox');
  await page.getByText('Authentication', { exact: true }).first().click();
  const field = page.locator('.api-key-input.JWT');
  await expect(field).toHaveValue(/./);
  // Whatever leads away from it begins with that.
  await page.mouse.move(600, 600);
  await page.mouse.down();
  await expect(field).toHaveAttribute('autocomplete', 'off');
});
