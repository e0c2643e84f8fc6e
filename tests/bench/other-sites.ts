import type { BrowserContext, Page } from '@playwright/test';
import { expectPill } from '../e2e/pill.ts';
import { docsOrigin } from '../portal/replica.ts';
import { giveKey, withBrowser, withPage } from './browser.ts';
import { whenIdle } from './marks.ts';
import type { Row } from './table.ts';

/** What of ours runs in pages that aren't the docs. */

const otherPages: readonly string[] = [
  'https://shop.example.test/',
  'https://my.novapost.com/',
  `${docsOrigin}/`,
  `${docsOrigin}/developers/changelog`,
];

const isOurs = (url: string): boolean => url.startsWith('chrome-extension://');

/**
 * @param settled waits until all that runs by itself has run
 * @returns how many execution contexts of the extension, and scripts of its in whatever world, the page has had from its start on
 */
const countOurs = (context: BrowserContext, url: string, settled: (page: Page) => Promise<unknown>): Promise<number> =>
  withPage(context, async (page) => {
    const session = await context.newCDPSession(page);
    let count = 0;
    const note = (source: string): void => {
      if (isOurs(source)) count += 1;
    };
    session.on('Runtime.executionContextCreated', ({ context: { origin } }) => note(origin));
    // A script in the page's own world has no context of its own.
    session.on('Debugger.scriptParsed', ({ url: source }) => note(source));
    await session.send('Runtime.enable');
    await session.send('Debugger.enable');
    await page.goto(url);
    await settled(page);
    return count;
  });

/** @returns the row of the budget "other sites: no script at all" */
export const measureOtherSites = (): Promise<Row[]> =>
  withBrowser({ hosts: ['*.example.test'] }, async (setup) => {
    const { context, replica } = setup;
    replica.spec = 'small';
    await giveKey(setup, 'sandbox', 'Sandbox');
    for (const url of otherPages) replica.servePage(url, '<!doctype html><html lang="en"><title>Other</title></html>');
    const counts: number[] = [];
    for (const url of otherPages) counts.push(await countOurs(context, url, whenIdle));
    // The same count has to find what there is where we do run: an isolated context and two scripts.
    const inDocs = await countOurs(context, `${docsOrigin}/developers/`, (page) => expectPill(page, 'authorized'));
    if (inDocs < 3) throw new Error(`Only ${inDocs} of ours were seen in the docs: the count sees too little`);
    return [
      {
        name: 'other sites: our scripts and contexts',
        unit: '',
        measured: Math.max(...counts),
        limit: 0,
        samples: counts,
      },
      { name: 'in the docs, for comparison', unit: '', measured: inDocs, limit: null },
    ];
  });
