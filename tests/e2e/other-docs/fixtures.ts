import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, expect, test as base } from '@playwright/test';
import { findChromium } from '../../browser/chromium.ts';
import { builtExtension } from '../../browser/launch.ts';
import { type Site, startSite } from './site.ts';

export { expect };

/** What the script of docs pages says, and is told; the shape is utils/renderers/types.ts's. */
interface Told {
  readonly scheme: string;
  readonly token?: string;
  readonly servers?: readonly string[];
  readonly overwrite?: boolean;
}

/** Plays the isolated world's end of the channel. */
const standIn = () => {
  const name = crypto.randomUUID();
  const reports: unknown[] = [];
  let fills = 0;
  const greet = () =>
    document.dispatchEvent(new CustomEvent('novapost-authorizer', { detail: name, cancelable: true }));
  document.addEventListener('novapost-authorizer?', greet);
  document.addEventListener(`${name}:report`, (event) => {
    if (event instanceof CustomEvent) reports.push(JSON.parse(String(event.detail)));
  });
  greet();
  Object.assign(window, {
    reports,
    tell: (told: Told) => {
      if (told.token !== undefined) fills += 1;
      const fill = { do: 'fill', id: fills, overwrite: false, ...told };
      const command = told.token === undefined ? { do: 'clear', scheme: told.scheme } : fill;
      document.dispatchEvent(new CustomEvent(`${name}:command`, { detail: JSON.stringify(command) }));
      return fills;
    },
  });
};

/** A docs page with our script in it. */
export const openDocs = async (context: BrowserContext, url: string) => {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const reports = (): Promise<unknown[]> => page.evaluate(() => Reflect.get(window, 'reports'));
  const until = (report: Readonly<Record<string, unknown>>) =>
    expect.poll(reports).toContainEqual(expect.objectContaining(report));
  return {
    page,
    reports,
    /** Waits for a report that has been said or will be. */
    until,
    /** Hands a command to the page. @returns the fill's id */
    tell: (told: Told): Promise<number> => page.evaluate((one) => Reflect.get(window, 'tell')(one), told),
    /** Fills, and waits for the word that it is in. */
    authorize: async (told: Told): Promise<void> => {
      const id = await page.evaluate((one) => Reflect.get(window, 'tell')(one), told);
      await until({ say: 'filled', id });
    },
  };
};

export type Docs = Awaited<ReturnType<typeof openDocs>>;

interface WorkerFixtures {
  readonly plain: Browser;
  readonly server: Site;
}

interface TestFixtures {
  readonly site: Site;
  /** Opens a page of the site with this body. */
  readonly open: (body: string) => Promise<Docs>;
}

/** A browser without the extension: its script for docs pages alone, put in as the browser would. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  plain: [
    // Playwright reads a fixture's needs from its first parameter, which must be a pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const executablePath = findChromium();
      const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  server: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  site: async ({ server }, use) => {
    server.reset();
    await use(server);
  },
  open: async ({ plain, site }, use) => {
    const context = await plain.newContext();
    await context.addInitScript(standIn);
    await context.addInitScript({ path: join(builtExtension, 'content-scripts/docs-page.js') });
    await use((body) => openDocs(context, site.page(body)));
    await context.close();
  },
});

/** Where a page's scripts are. */
const assets = '/developers/assets';

/** The query of a spec's address: its servers in this order, and what else it has. */
export const specOf = (servers = 'sandbox,production', also = ''): string =>
  `/spec.json?servers=${servers}&also=${also}`;

/** @returns a RapiDoc element; its script has to be on the page once */
export const rapiDoc = (spec = specOf()): string =>
  `<rapi-doc spec-url="${spec}" render-style="view" load-fonts="false" show-header="false" style="height: 600px"></rapi-doc>`;

export const rapiDocScript = (version = '9.3.8'): string =>
  `<script type="module" src="${assets}/rapidoc-${version}/rapidoc-min.js"></script>`;

/** @returns the script that is needed once for any number of Swagger UIs */
export const swaggerScript = (version = '5.35.0'): string =>
  `<script src="${assets}/swagger-ui-${version}/swagger-ui-bundle.js"></script>
   <link rel="stylesheet" href="${assets}/swagger-ui-${version}/swagger-ui.css">`;

/** @returns an expression that makes a Swagger UI, for a script of the page */
export const makeSwagger = (node: string, spec = specOf()): string =>
  `SwaggerUIBundle({ domNode: ${node}, url: '${spec}', docExpansion: 'full', tryItOutEnabled: true })`;

/** @returns a Swagger UI in an element of its own */
export const swagger = (spec?: string, id = 'docs'): string =>
  `<div id="${id}"></div><script>${makeSwagger(`document.getElementById('${id}')`, spec)};</script>`;

/** Keeps React's own properties from whoever lists an element's: then the DOM is all that is left. */
export const hideReact = `<script>
for (const [holder, name] of [[Object, 'keys'], [Object, 'getOwnPropertyNames'], [Reflect, 'ownKeys']]) {
  const list = holder[name];
  holder[name] = (target) => {
    const names = list(target);
    return target instanceof Element ? names.filter((one) => !String(one).startsWith('__react')) : names;
  };
}
</script>`;
