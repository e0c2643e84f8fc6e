import { browser } from 'wxt/browser';
import { createClient } from '../messaging/client';
import { type PopupProtocol, popupReplies } from '../messaging/popup-protocol';
import { createTicker } from './clock';
import type { PopupDependencies } from './dependencies';
import { createOwnRecords } from './own-records';

const now = () => Date.now();
const send = (message: unknown): Promise<unknown> => browser.runtime.sendMessage(message);

/** What the popup's store gets on each page of ours that has one. */
export const ownPage = {
  records: createOwnRecords(now),
  ask: createClient<PopupProtocol>(popupReplies, send),
  send,
  clock: { now, tick: createTicker(document, window) },
  onOnline: (then) => window.addEventListener('online', then),
  permissions: {
    request: (origins) => browser.permissions.request({ origins }),
    contains: (origins) => browser.permissions.contains({ origins }),
    watch: (then) => {
      browser.permissions.onAdded.addListener(then);
      browser.permissions.onRemoved.addListener(then);
    },
  },
  openLately: () => import('./own-lately').then((loaded) => loaded.openLately()),
  newId: () => crypto.randomUUID(),
} satisfies Partial<PopupDependencies>;

/** @param text what is put on the clipboard */
export const writeClipboard = (text: string): Promise<void> => navigator.clipboard.writeText(text);

/** @param part of our settings page, which is opened in a tab of its own */
export async function openSettings(part: string): Promise<void> {
  await browser.tabs.create({ url: `${browser.runtime.getURL('/options.html')}${part && `#${part}`}` });
}
