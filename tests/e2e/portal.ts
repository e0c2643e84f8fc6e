import type { Page } from '@playwright/test';
import { defaultVariant, type PageVariant } from '../portal/docs/index.ts';
import type { OtherPortalId } from '../portal/hosts.ts';
import type { OtherSpecs } from '../portal/others/index.ts';
import { docsOrigin, type LoggedRequest, otherPortals, type Replica } from '../portal/replica.ts';
import { isPathOf, listDivisions, openOperation, type Operation, rendererReady, selectServer } from './try-it-out.ts';

/** How a test opens the docs page. */
export interface OpenOptions {
  /** Which page the replica shows; the default one without it. */
  readonly variant?: PageVariant;
  /** One of the portal's three. */
  readonly path?: '/developers' | '/developers/' | '/developers/index.html';
  /** The docs of another portal instead of Nova Post's. */
  readonly of?: OtherPortalId;
  /** What these show in place of their own specs. */
  readonly specs?: OtherSpecs;
}

/** Where the renderer is in the document from the start. */
const isThere = ({ renderer }: PageVariant): boolean => !['none', 'form', 'late', 'nested', 'redoc'].includes(renderer);

/**
 * The docs portal as a person uses it.
 *
 * @param newPage where the docs page is opened
 */
export const createPortal = (replica: Replica, newPage: () => Promise<Page>) => ({
  /** Opens the docs page and waits until the renderer, if it has one from the start, has drawn the spec. */
  open: async ({ variant, path = '/developers/index.html', of, specs }: OpenOptions = {}): Promise<Page> => {
    if (of) replica.docsOf(of, variant ?? defaultVariant, specs);
    else if (variant) replica.docs = variant;
    const page = await newPage();
    await page.goto(of ? otherPortals[of].docsUrl : `${docsOrigin}${path}`, { waitUntil: 'domcontentloaded' });
    if (isThere(of ? (variant ?? defaultVariant) : replica.docs)) await rendererReady(page);
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
