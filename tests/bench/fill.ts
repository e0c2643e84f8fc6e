import type { BrowserContext, Page } from '@playwright/test';
import { docsOrigin } from '../portal/replica.ts';
import type { DocsVariant } from '../portal/docs/index.ts';
import { type Setup, warmSandbox, withBrowser, withPage } from './browser.ts';
import { markOf } from './marks.ts';
import { inTurns, median } from './samples.ts';
import type { Row } from './table.ts';

/**
 * How long a docs page waits for its token, once the renderer is ready: with the extension, which has the token, and without it, where
 * a script that is there from the start calls the renderer by hand at the same moment.
 */

const rounds = 9;
const limitMs = 20;
const byHandToken = 'by-hand';

interface RapiDoc extends HTMLElement {
  readonly resolvedSpec: { readonly securitySchemes: { securitySchemeId: string; finalKeyValue: string }[] };
  readonly updateComplete: Promise<unknown>;
  setApiKey(scheme: string, value: string): boolean;
}

/** Runs in the page. `ready`: the spec is loaded · `held`: the scheme has a value · `drawn`: the next Try carries it. */
const watchRapiDoc = (byHand: string): void => {
  const watch = (): void => {
    performance.mark('bench:ready');
    const element = document.querySelector<RapiDoc>('rapi-doc');
    const scheme = element?.resolvedSpec.securitySchemes.find(({ securitySchemeId }) => securitySchemeId === 'JWT');
    if (!element || !scheme) return;
    let held = scheme.finalKeyValue;
    const note = (): void => {
      performance.mark('bench:held');
      queueMicrotask(() => void element.updateComplete.then(() => performance.mark('bench:drawn')));
    };
    // An accessor and no polling: timers starve while RapiDoc renders.
    Object.defineProperty(scheme, 'finalKeyValue', {
      configurable: true,
      enumerable: true,
      get: () => held,
      set: (value: string) => {
        held = value;
        if (value !== '') note();
      },
    });
    if (byHand !== '') element.setApiKey('JWT', byHand);
  };
  // On the window and before the extension's scripts are there: first of all listeners.
  window.addEventListener('spec-loaded', watch, { capture: true, once: true });
};

interface SwaggerUi {
  readonly specSelectors: { loadingStatus(): string; specJson(): { readonly size: number } };
  readonly authSelectors: { authorized(): { getIn(path: readonly string[]): unknown } };
  getStore(): { subscribe(listener: () => void): void };
  preauthorizeApiKey(scheme: string, value: string): void;
}

/** Runs in the page. `ready`: the spec is loaded · `held`: the scheme has a value, which is what the next Try carries. */
const watchSwaggerUi = (byHand: string): void => {
  let system: SwaggerUi | undefined;
  let isReady = false;
  let isHeld = false;
  const look = (): void => {
    if (system === undefined || isHeld) return;
    const { specSelectors, authSelectors } = system;
    if (!isReady && specSelectors.loadingStatus() === 'success' && specSelectors.specJson().size > 0) {
      isReady = true;
      performance.mark('bench:ready');
      if (byHand !== '') system.preauthorizeApiKey('JWT', byHand);
    }
    if (isHeld || !authSelectors.authorized().getIn(['JWT', 'value'])) return;
    isHeld = true;
    performance.mark('bench:held');
  };
  Object.defineProperty(window, 'ui', {
    configurable: true,
    get: () => system,
    set: (next: SwaggerUi) => {
      system = next;
      // The first to subscribe, so that the moment is noted before the extension sees it.
      next.getStore().subscribe(look);
      look();
    },
  });
};

interface Subject {
  readonly name: string;
  readonly variant: DocsVariant;
  readonly watch: (byHand: string) => void;
  /** The marks that are measured, after `ready`. */
  readonly moments: Readonly<Record<string, string>>;
}

const subjects: readonly Subject[] = [
  {
    name: 'RapiDoc 9.3.8 read',
    variant: { renderer: 'rapidoc', version: '9.3.8', style: 'read' },
    watch: watchRapiDoc,
    moments: { 'in the scheme': 'bench:held', 'sent by the next Try': 'bench:drawn' },
  },
  {
    name: 'Swagger UI 5.35.0',
    variant: { renderer: 'swagger-ui', version: '5.35.0', reach: 'window-ui' },
    watch: watchSwaggerUi,
    moments: { 'in the scheme': 'bench:held' },
  },
];

type Times = Readonly<Record<string, number>>;

/** Loads the docs once. @returns by mark, ms since the renderer was ready */
const load = (context: BrowserContext, { watch, moments }: Subject, byHand: string): Promise<Times> =>
  withPage(context, async (page: Page) => {
    await page.addInitScript(watch, byHand);
    await page.goto(`${docsOrigin}/developers/`, { waitUntil: 'domcontentloaded' });
    const times: Record<string, number> = {};
    for (const mark of Object.values(moments))
      times[mark] = (await markOf(page, mark)) - (await markOf(page, 'bench:ready'));
    return times;
  });

const rowsOf = (name: string, ours: readonly number[], byHand: readonly number[]): Row[] => [
  { name, unit: 'ms', measured: median(ours) - median(byHand), limit: limitMs },
  { name: 'with the extension', unit: 'ms', measured: median(ours), limit: null, samples: ours },
  { name: 'by hand', unit: 'ms', measured: median(byHand), limit: null, samples: byHand },
];

/** All samples of one moment. */
const of = (all: readonly Times[], mark: string): number[] => all.map((times) => times[mark] ?? Number.NaN);

const measureSubject = async (subject: Subject, withUs: Setup, without: Setup): Promise<Row[]> => {
  for (const { replica } of [withUs, without]) replica.docs = subject.variant;
  const samples = await inTurns(
    rounds,
    () => load(withUs.context, subject, ''),
    () => load(without.context, subject, byHandToken),
  );
  return Object.entries(subject.moments).flatMap(([words, mark]) =>
    rowsOf(`ready → ${words}, over by hand: ${subject.name}`, of(samples.ours, mark), of(samples.other, mark)),
  );
};

/** @returns the rows of the budget "renderer ready → applied, warm token" */
export const measureFill = (): Promise<Row[]> =>
  withBrowser({}, (withUs) =>
    withBrowser({ extension: null }, async (without) => {
      await warmSandbox(withUs);
      const rows: Row[] = [];
      for (const subject of subjects) rows.push(...(await measureSubject(subject, withUs, without)));
      return rows;
    }),
  );
