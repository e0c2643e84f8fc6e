import type { Page } from '@playwright/test';
import type { DocsVariant } from '../portal/docs/index.ts';
import { docsOrigin, type LoggedRequest, type Replica } from '../portal/replica.ts';
import { isPathOf, listDivisions, openOperation, type Operation, rendererReady, selectServer } from './try-it-out.ts';

/** How a test opens the docs page. */
export interface OpenOptions {
  /** Which page the replica shows; the default one without it. */
  readonly variant?: DocsVariant;
  /** One of the portal's three. */
  readonly path?: '/developers' | '/developers/' | '/developers/index.html';
}

/**
 * The docs portal as a person uses it.
 *
 * @param newPage where the docs page is opened
 */
export const createPortal = (replica: Replica, newPage: () => Promise<Page>) => ({
  /** Opens the docs page and waits until the renderer, if it has one, has drawn the spec. */
  open: async ({ variant, path = '/developers/index.html' }: OpenOptions = {}): Promise<Page> => {
    if (variant) replica.docs = variant;
    const page = await newPage();
    await page.goto(`${docsOrigin}${path}`, { waitUntil: 'domcontentloaded' });
    if (replica.docs.renderer !== 'none') await rendererReady(page);
    return page;
  },
  /** Tries an operation with the renderer's own button. Resolves with the request that the replica received, answered. */
  tryIt: async (page: Page, operation: Operation = listDivisions): Promise<LoggedRequest> => {
    const button = await openOperation(page, operation);
    const received = replica.nextOutcome(
      ({ method, path }) => method.toLowerCase() === operation.method && isPathOf(operation, path),
    );
    await Promise.all([received, button.click()]);
    return received;
  },
  /** Selects a server in the renderer's own control; `url` as the spec writes it. */
  selectServer,
});

export type PortalPage = ReturnType<typeof createPortal>;
