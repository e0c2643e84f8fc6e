import type { Locator, Page } from '@playwright/test';

/** Pressing "Try" as a person does, in each renderer's own controls; and knowing when these are there. */

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As the spec writes it. */
  readonly path: string;
  /** Its `operationId`: Stoplight Elements goes by that. */
  readonly id?: string;
  /** Its tag, as addresses have it: Scalar goes by that. */
  readonly tag?: string;
}

/** The call that every test tries unless it says otherwise: no body, no required parameter, behind the JWT scheme. */
export const listDivisions: Operation = { method: 'get', path: '/divisions' };

/** @returns whether a request's path is that of the operation, whatever its parameters are */
export const isPathOf = ({ path }: Operation, requestPath: string): boolean => {
  const fixedParts = path.split(/\{[^}]+\}/).map((part) => RegExp.escape(part));
  return new RegExp(`${fixedParts.join('[^/]+')}$`).test(requestPath);
};

interface Driver {
  /** Resolves when the spec is drawn, so that a Try can be pressed. */
  ready(page: Page): Promise<void>;
  /** Shows the operation, ready to be tried. */
  open(page: Page, operation: Operation): Promise<Locator>;
  selectServer(page: Page, url: string): Promise<void>;
}

/** RapiDoc makes ids of method and path, with these characters replaced. */
const rapidocId = ({ method, path }: Operation): string => `${method}-${path.replaceAll(/[\s#:?&={}]/g, '-')}`;

const goToHash = (page: Page, hash: string): Promise<void> =>
  page.evaluate((id) => {
    location.hash = `#${id}`;
  }, hash);

const rapidoc: Driver = {
  async ready(page) {
    // The spec is loaded when the element says so; the controls are drawn in a later turn.
    await page.waitForFunction(() => {
      const element: (Element & { resolvedSpec?: { securitySchemes?: unknown } | null }) | null =
        document.querySelector('rapi-doc');
      return Boolean(element?.resolvedSpec?.securitySchemes);
    });
    await page.locator('rapi-doc').locator('css=main, .main-content').first().waitFor();
  },
  async open(page, operation) {
    const id = rapidocId(operation);
    const section = page.locator(`[id="${id}"]`);
    // The focused style draws one operation at a time: the one that the address names.
    if ((await section.count()) === 0) await goToHash(page, id);
    await section.waitFor({ state: 'attached' });
    const head = section.locator('.endpoint-head.collapsed');
    if ((await head.count()) > 0) await head.click();
    const button = section.locator('[part~="btn-try"]');
    await button.waitFor();
    return button;
  },
  async selectServer(page, url) {
    const radio = page.locator(`input[name="api_server"][value="${url}"]`);
    if ((await radio.count()) === 0) await goToHash(page, 'servers');
    await radio.check();
  },
};

const swaggerUi: Driver = {
  async ready(page) {
    await page.locator('.swagger-ui .opblock-tag, .swagger-ui .opblock').first().waitFor();
  },
  async open(page, { method, path }) {
    const row = page.locator(`.opblock-${method}`, { has: page.locator(`[data-path="${path}"]`) });
    // With `docExpansion: none` the operations are behind their tags.
    const closedTag = page.locator('.opblock-tag[data-is-open="false"]').first();
    while ((await row.count()) === 0) await closedTag.click();
    if (!(await row.locator('.opblock-body').isVisible())) await row.locator('.opblock-summary').click();
    const execute = row.locator('.btn.execute');
    const start = row.locator('.try-out__btn:not(.cancel)');
    await execute.or(start).first().waitFor();
    if (!(await execute.isVisible())) await start.click();
    await execute.waitFor();
    return execute;
  },
  async selectServer(page, url) {
    await page.locator('.servers select').selectOption(url);
  },
};

/** What a menu of servers calls one of them. */
const hostOf = (url: string): string => new URL(url).host;

const scalar: Driver = {
  async ready(page) {
    await page.locator('.scalar-reference-intro-server').waitFor();
  },
  async open(page, { method, path, tag }) {
    await page.keyboard.press('Escape');
    const name = `${method.toUpperCase()}${path}`;
    const section = page.locator(`section[id$="/${name}"]`);
    // Tags are drawn when they are come to.
    if ((await section.count()) === 0) await goToHash(page, `tag/${tag}/${name}`);
    await section.getByRole('button', { name: /Test Request/ }).click();
    const button = page.locator('[data-addressbar-action="send"]:visible');
    await button.waitFor();
    return button;
  },
  async selectServer(page, url) {
    await page.keyboard.press('Escape');
    await page.locator('.scalar-reference-intro-server button').first().click();
    await page.locator('[role="option"]', { hasText: hostOf(url) }).click();
  },
};

const elements: Driver = {
  async ready(page) {
    await page.locator('.sl-elements').first().waitFor();
  },
  async open(page, { id }) {
    await goToHash(page, `/operations/${id}`);
    const button = page.getByRole('button', { name: 'Send API Request' });
    await button.waitFor();
    return button;
  },
  async selectServer(page, url) {
    await page.getByRole('button', { name: 'Server' }).click();
    await page.locator('[role="menuitemradio"]', { hasText: hostOf(url) }).click();
  },
};

const drivers = {
  'rapi-doc': rapidoc,
  '.swagger-ui': swaggerUi,
  '.scalar-api-reference': scalar,
  'elements-api': elements,
} as const;

const driverOf = async (page: Page): Promise<Driver> => {
  const found = page.locator(Object.keys(drivers).join()).first();
  await found.waitFor({ state: 'attached' });
  const names = await found.evaluate(
    (element, all) => all.filter((name) => element.matches(name)),
    Object.keys(drivers),
  );
  const [driver] = Object.entries(drivers).flatMap(([name, one]) => (names.includes(name) ? [one] : []));
  if (!driver) throw new Error('The page has no renderer');
  return driver;
};

/** Resolves when the renderer on the page, whichever it is, has drawn the spec. */
export const rendererReady = async (page: Page): Promise<void> => (await driverOf(page)).ready(page);

/**
 * @param operation what to try
 * @returns the button that sends the request, visible; for tests that press it at a moment of their own
 */
export const openOperation = async (page: Page, operation: Operation = listDivisions): Promise<Locator> => {
  const button = await (await driverOf(page)).open(page, operation);
  await button.scrollIntoViewIfNeeded();
  // As a person scrolls: scrolling by script inside a renderer's shadow root is told to nobody, and the pill wouldn't make room.
  await page.mouse.move(600, 300);
  await page.mouse.wheel(0, 1);
  return button;
};

/** @param url the server as the spec writes it */
export const selectServer = async (page: Page, url: string): Promise<void> =>
  (await driverOf(page)).selectServer(page, url);

/** Shows the end of the docs, whatever it is that scrolls. */
export const scrollToEnd = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const inner = document.querySelector('rapi-doc')?.shadowRoot?.querySelector('.main-content');
    for (const each of [document.documentElement, inner]) each?.scrollTo({ top: 1e9, behavior: 'instant' });
  });
