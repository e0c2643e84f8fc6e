import type { Portal } from '../portals';
import { portalOfPage } from '../portals/urls';

/** What the browser says of who sent a message: the part of `runtime.MessageSender` that counts. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
  /** Chrome: `active`, `prerender`, `cached`, … */
  readonly documentLifecycle?: string | undefined;
}

export type SenderClass =
  | { readonly from: 'extension-page' }
  | { readonly from: 'docs-page'; readonly portal: Portal; readonly tabId: number }
  | { readonly from: 'refused' };

export interface Ourselves {
  /** `runtime.id` */
  readonly id: string;
  /** `runtime.getURL('')` */
  readonly baseUrl: string;
  readonly portals: readonly Portal[];
}

const REFUSED: SenderClass = { from: 'refused' };

/**
 * Who sent a message: the one place that decides who may ask for what. An extension page is one of ours, in the popup or in a tab. A
 * docs page is our content script in the top frame of a portal's docs URL that the tab shows, and that a person can see: framed, a
 * page looks right in `sender.url`, and only `frameId` and `tab.url` tell; `sender.origin` and `sender.tab` prove nothing.
 *
 * @param sender what the browser says of the sender
 * @param ourselves what is ours
 * @returns the sender's class; handlers never look at the sender themselves
 */
export function classifySender(sender: Sender, { id, baseUrl, portals }: Ourselves): SenderClass {
  if (sender.id !== id || sender.url === undefined) return REFUSED;
  if (sender.url.startsWith(baseUrl)) return { from: 'extension-page' };
  const { tab } = sender;
  if (tab?.id === undefined || sender.frameId !== 0) return REFUSED;
  if (sender.documentLifecycle !== undefined && sender.documentLifecycle !== 'active') return REFUSED;
  const portal = portalOfPage(portals, sender.url);
  return portal && portalOfPage(portals, tab.url) === portal ? { from: 'docs-page', portal, tabId: tab.id } : REFUSED;
}
