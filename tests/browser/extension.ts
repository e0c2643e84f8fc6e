import type { BrowserContext, CDPSession, Page, Worker } from '@playwright/test';
import * as z from 'zod/mini';

/** The extension inside a running browser: its id, its worker, its pages. */

const ids = new WeakMap<BrowserContext, string>();

const isOurs = (worker: Worker): boolean => worker.url().startsWith('chrome-extension://');

/**
 * @returns the extension's worker, running now or started within 10 s
 * @throws Error if none is started in that time: it may be stopped, and no message wakes it
 */
export const serviceWorker = async (context: BrowserContext): Promise<Worker> => {
  const worker =
    context.serviceWorkers().find(isOurs) ??
    (await context.waitForEvent('serviceworker', { predicate: isOurs, timeout: 10_000 }));
  ids.set(context, new URL(worker.url()).host);
  return worker;
};

/**
 * @returns the extension's id; known for good once its worker has been seen
 * @throws Error if there is no worker within 10 s of the first call
 */
export const extensionId = async (context: BrowserContext): Promise<string> =>
  ids.get(context) ?? new URL((await serviceWorker(context)).url()).host;

/**
 * @param path of a page within the extension, with its query if it has one
 * @returns the page, in a tab of its own
 */
export const openExtensionPage = async (context: BrowserContext, path: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${await extensionId(context)}/${path}`);
  return page;
};

/** @returns the popup, opened in a tab: a browser under test can't open it at its button */
export const openPopup = (context: BrowserContext): Promise<Page> => openExtensionPage(context, 'popup.html');

const versionsSchema = z.object({
  versions: z.array(z.object({ scriptURL: z.string(), runningStatus: z.string() })),
});

/** Resolves when the browser says that the worker has stopped. */
const whenStopped = (session: CDPSession, id: string): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  session.on('ServiceWorker.workerVersionUpdated', (event) => {
    const own = versionsSchema.parse(event).versions.filter(({ scriptURL }) => new URL(scriptURL).host === id);
    if (own.length > 0 && own.every(({ runningStatus }) => runningStatus === 'stopped')) resolve();
  });
  return promise;
};

/**
 * Stops the worker as the browser would when it needs the memory: at once, in the middle of whatever it does. The next event of the
 * extension starts it again; until then, `evaluate` in the worker waits for that.
 *
 * @returns when it has stopped; also if it wasn't running
 */
export const killWorker = async (context: BrowserContext): Promise<void> => {
  // Any page will do. One of the extension's own, or a tab that is opened for this, would wake the worker again.
  const session = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
  try {
    const stopped = whenStopped(session, await extensionId(context));
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await stopped;
  } finally {
    await session.detach();
  }
};
