import { resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { build } from 'vite';
import type { OtherVariant } from '../../portal/docs/index.ts';
import { fetchRenderer } from '../../portal/docs/packages.ts';
import { specPath } from '../../portal/hosts.ts';
import { docsOrigin, type LoggedRequest, type Replica } from '../../portal/replica.ts';
import { expect, test as base } from '../fixtures.ts';
import type { Docs } from '../page/other-renderers.ts';
import { servers } from '../servers.ts';

/** Scalar and Stoplight Elements as they are, with their adapters in the page. What is on the wire decides. */

declare global {
  interface Window {
    readonly docs: Docs;
    /** What the page's own script keeps of Scalar. */
    readonly reference?: { updateConfiguration(configuration: object): void };
  }
}

const FOREIGN = 'https://api.evil.test';
const PROXY = 'https://proxy.evil.test/divisions';

const anybody = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'Authorization, Content-Type' };

const operation = (name: string, security: readonly object[], more: object = {}) => ({
  get: {
    operationId: name,
    summary: name,
    tags: ['all'],
    security,
    responses: { 200: { description: 'ok' } },
    ...more,
  },
});

/** Paths that the API has or hasn't: what is asked is only what it was sent. */
const spec = {
  openapi: '3.0.3',
  info: { title: 'An API', version: '1' },
  tags: [{ name: 'all' }],
  security: [{ JWT: [] }],
  servers: [
    { url: servers.sandbox, description: 'sandbox' },
    { url: servers.production, description: 'production' },
  ],
  paths: {
    '/divisions': operation('divisions', [{ JWT: [] }]),
    '/bearer': operation('bearer', [{ Bearer: [] }]),
    '/either': operation('either', [{ Other: [] }, { JWT: [] }]),
    '/elsewhere': operation('elsewhere', [{ JWT: [] }], { servers: [{ url: FOREIGN }] }),
  },
  components: {
    securitySchemes: {
      JWT: { type: 'apiKey', in: 'header', name: 'Authorization' },
      Bearer: { type: 'http', scheme: 'bearer' },
      Other: { type: 'apiKey', in: 'header', name: 'X-Other' },
    },
  },
};

const facts = [
  { name: 'JWT', type: 'apiKey', in: 'header', header: 'Authorization', scheme: '' },
  { name: 'Bearer', type: 'http', in: '', header: '', scheme: 'bearer' },
  { name: 'Other', type: 'apiKey', in: 'header', header: 'X-Other', scheme: '' },
];

const bundle = async (): Promise<string> => {
  const entry = resolve(import.meta.dirname, '../page/other-renderers.ts');
  const lib = { entry, formats: ['iife' as const], name: 'page' };
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, lib } });
  const files = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return files.map((file) => ('code' in file ? file.code : '')).join('\n');
};

/** A renderer's own controls. */
interface Driver {
  /** Presses the operation's own button. */
  press(page: Page, name: string): Promise<void>;
  /** Opens the list of servers. */
  openServers(page: Page): Promise<void>;
  /** Within that list. */
  readonly serverOption: string;
  /** The field for a key, on a page that shows an operation. */
  field(page: Page): Locator;
  /** Has the page load a spec in the place of the one that it shows. */
  load(page: Page, url: string): Promise<void>;
}

const scalar: Driver = {
  async press(page, name) {
    await page.keyboard.press('Escape');
    await page
      .locator(`section[id$="/GET/${name}"]`)
      .getByRole('button', { name: /Test Request/ })
      .click();
    await page.locator('[data-addressbar-action="send"]:visible').click();
  },
  async openServers(page) {
    await page.keyboard.press('Escape');
    await page.locator('.scalar-reference-intro-server button').first().click();
  },
  serverOption: '[role="option"]',
  field: (page) => page.locator('.scalar-reference-intro-auth input').first(),
  load: (page, url) => page.evaluate((next) => window.reference?.updateConfiguration({ url: next }), url),
};

const goTo = async (page: Page, name: string): Promise<void> => {
  await page.evaluate((id) => {
    location.hash = `#/operations/${id}`;
  }, name);
  await page.getByRole('heading', { name, exact: true }).waitFor();
};

const elements: Driver = {
  async press(page, name) {
    await goTo(page, name);
    await page.getByRole('button', { name: 'Send API Request' }).click();
  },
  async openServers(page) {
    await page.getByRole('button', { name: 'Server' }).click();
  },
  serverOption: '[role="menuitemradio"]',
  field: (page) => page.getByLabel('Authorization', { exact: true }),
  load: (page, url) =>
    page
      .locator('elements-api')
      .evaluate((element, next) => void Object.assign(element, { apiDescriptionUrl: next }), url),
};

/** The docs page, and the adapter in it. */
const createPage = (page: Page, replica: Replica, driver: Driver) => {
  let fills = 0;
  const look = (scheme = 'JWT') => page.evaluate((name) => window.docs.look(name), scheme);
  return {
    look,
    async fill(token: string, scheme = 'JWT'): Promise<void> {
      fills += 1;
      const command = { do: 'fill', id: fills, scheme, token, servers: [servers.sandbox], overwrite: false };
      await page.evaluate((sent) => window.docs.command(sent), command);
      const last = () => page.evaluate(() => window.docs.reports.findLast((report) => 'id' in report));
      await expect.poll(last).toEqual({ say: 'filled', id: fills });
      expect((await look(scheme))?.value).toBe(token);
    },
    clear: (scheme = 'JWT') => page.evaluate((name) => window.docs.command({ do: 'clear', scheme: name }), scheme),
    async tryIt(name: string): Promise<LoggedRequest> {
      const answered = replica.nextOutcome(({ path }) => path.endsWith(`/${name}`));
      await Promise.all([answered, driver.press(page, name)]);
      return answered;
    },
    /** Selects the server. @returns whether the scheme was empty when the turn in which that was done had ended */
    async select(server: string): Promise<boolean> {
      await driver.openServers(page);
      const option = page.locator(driver.serverOption, { hasText: new URL(server).host });
      await option.waitFor();
      return option.evaluate(async (element) => {
        if (element instanceof HTMLElement) element.click();
        // The next task: a press of a button can't come before it.
        await new Promise((done) => void setTimeout(done));
        return window.docs.look('JWT')?.value === '';
      });
    },
    readies: () => page.evaluate(() => window.docs.reports.filter(({ say }) => say === 'ready').length),
    answers: () => page.evaluate(() => window.docs.reports.filter(({ say }) => say === 'answer')),
    stored: () => page.evaluate(() => JSON.stringify(Object.entries(localStorage))),
  };
};

interface Fixtures {
  /** Opens the page that the replica shows as this, and waits for the renderer unless there is none to wait for. */
  readonly open: (variant: OtherVariant) => Promise<Page>;
}

const test = base.extend<Fixtures, { readonly script: string }>({
  script: [
    // Playwright reads a fixture's needs from its first parameter, which must be a pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => use(await bundle()),
    { scope: 'worker' },
  ],
  open: async ({ context, replica, script }, use) => {
    replica.spec = spec;
    await context.addInitScript(script);
    await use(async (variant) => {
      await fetchRenderer(variant.renderer);
      replica.docs = variant;
      const page = await context.newPage();
      await page.goto(`${docsOrigin}/developers/index.html`, { waitUntil: 'domcontentloaded' });
      return page;
    });
  },
});

test.use({ launch: { extension: null, hosts: ['*.evil.test'] } });

for (const [renderer, driver, empty] of [
  ['scalar', scalar, ''],
  // Its placeholder.
  ['elements', elements, '123'],
] as const) {
  test(`${renderer}: filled, refreshed, cleared in the turn of a switch, never sent elsewhere, never stored`, async ({
    open,
    replica,
  }) => {
    const [first, second] = [replica.issueToken('sandbox', 'key'), replica.issueToken('sandbox', 'key')];
    const tab = await open({ renderer });
    const page = createPage(tab, replica, driver);
    await expect.poll(() => page.look()).toMatchObject({ isReady: true, value: '' });
    expect(await page.look()).toEqual({
      name: renderer,
      isReady: true,
      servers: [servers.sandbox, servers.production],
      selected: servers.sandbox,
      schemes: facts,
      value: '',
    });
    expect((await page.look('Nothing'))?.value).toBeNull();

    const none = { scalar: false, elements: false, redoc: false };
    expect(await tab.evaluate(() => window.docs.kinds())).toEqual({ ...none, [renderer]: true });

    await page.fill(first);
    const tried = await page.tryIt('divisions');
    expect(tried).toMatchObject({ host: new URL(servers.sandbox).host, status: 200 });
    expect(tried.headers.authorization).toBe(first);
    await expect.poll(page.answers).toEqual([{ say: 'answer', status: 200 }]);

    await page.fill(second);
    expect((await page.tryIt('divisions')).headers.authorization).toBe(second);
    expect((await page.tryIt('either')).headers.authorization).toBe(second);
    expect(await page.stored()).not.toContain(second);

    expect(await page.select(servers.production)).toBe(true);
    const switched = await page.tryIt('divisions');
    expect(switched.host).toBe(new URL(servers.production).host);
    expect(switched.headers.authorization ?? '').toBe(empty);

    await page.select(servers.sandbox);
    await page.fill(first);
    // Elements fills an empty field up, and a header needs permission.
    replica.servePage(`${FOREIGN}/elsewhere`, '', anybody);
    const elsewhere = await page.tryIt('elsewhere');
    // To the server that the operation names; Scalar takes the page's own host while none of the operation's is selected.
    expect(elsewhere.host).toBe(new URL(renderer === 'scalar' ? docsOrigin : FOREIGN).host);
    expect(elsewhere.headers.authorization ?? '').not.toContain(first);

    await page.clear();
    expect((await page.tryIt('divisions')).headers.authorization ?? '').toBe(empty);

    await page.fill('bearer-of-the-test', 'Bearer');
    expect((await page.tryIt('bearer')).headers.authorization).toBe('Bearer bearer-of-the-test');
    expect(await page.stored()).not.toContain('bearer-of-the-test');
    replica.spec = { ...spec, servers: spec.servers.slice(1) };
    expect((await page.look('Bearer'))?.value).toBe('bearer-of-the-test');
    await driver.load(tab, `${specPath}?again`);
    await expect.poll(page.readies).toBe(2);
    expect(await page.look('Bearer')).toMatchObject({ servers: [servers.production], value: '' });
    await tab.reload();
    await expect.poll(() => page.look('Bearer')).toMatchObject({ isReady: true, value: '' });
  });
}

test('scalar with a proxy and a memory: the token goes to neither', async ({ open, replica }) => {
  const token = replica.issueToken('sandbox', 'key');
  const tab = await open({ renderer: 'scalar', proxyUrl: PROXY, persistAuth: true });
  const page = createPage(tab, replica, scalar);
  await expect.poll(() => page.look()).toMatchObject({ isReady: true });
  await page.fill(token);
  const tried = await page.tryIt('divisions');
  expect(tried.host).toBe(new URL(PROXY).host);
  expect(tried.query.get('scalar_url')).toBe(`${servers.sandbox}divisions`);
  expect(JSON.stringify(tried.headers)).not.toContain(token);
  await expect.poll(page.stored).toContain('JWT');
  expect(await page.stored()).not.toContain(token);
});

for (const [renderer, driver] of [
  ['scalar', scalar],
  ['elements', elements],
] as const) {
  test(`${renderer}: what a person types over ours is told, and nothing that the docs do by themselves`, async ({
    open,
    replica,
  }) => {
    const token = replica.issueToken('sandbox', 'key');
    const tab = await open({ renderer });
    const page = createPage(tab, replica, driver);
    await expect.poll(() => page.look()).toMatchObject({ isReady: true });
    await page.fill(token);
    for (const name of ['divisions', 'either', 'divisions'])
      expect((await page.tryIt(name)).headers.authorization).toBe(token);
    await tab.keyboard.press('Escape');
    const fills = () => tab.evaluate(() => window.docs.reports.filter((report) => 'id' in report));
    expect(await fills()).toEqual([{ say: 'filled', id: 1 }]);
    await driver.field(tab).fill('typed');
    await expect.poll(fills).toEqual([
      { say: 'filled', id: 1 },
      { say: 'not-filled', id: 1, why: 'typed' },
    ]);
    await driver.field(tab).fill('');
    await expect.poll(fills).toHaveLength(3);
    expect((await fills()).at(-1)).toEqual({ say: 'not-filled', id: 1, why: 'removed' });
  });
}

test('elements: what is taken out while no operation is shown stays out', async ({ open, replica }) => {
  const token = replica.issueToken('sandbox', 'key');
  const tab = await open({ renderer: 'elements' });
  const page = createPage(tab, replica, elements);
  await expect.poll(() => page.look()).toMatchObject({ isReady: true });
  await goTo(tab, 'divisions');
  await page.fill(token);
  await expect(tab.getByLabel('Authorization', { exact: true })).toHaveValue(token);
  await expect(tab.getByLabel('Authorization', { exact: true })).toHaveAttribute('autocomplete', 'off');
  await tab.evaluate(() => {
    location.hash = '#/';
  });
  await tab.getByLabel('Authorization', { exact: true }).waitFor({ state: 'detached' });
  expect((await page.look())?.value).toBe(token);
  await page.clear();
  expect((await page.look())?.value).toBe('');
  expect((await page.tryIt('divisions')).headers.authorization).toBe('123');
});

test('redoc: recognized, nothing to fill', async ({ open }) => {
  const tab = await open({ renderer: 'redoc' });
  await tab.locator('.redoc-wrap').waitFor();
  const seen = await tab.evaluate(() => ({ ...window.docs.kinds(), found: window.docs.look('JWT') }));
  expect(seen).toEqual({ scalar: false, elements: false, redoc: true, found: null });
});
