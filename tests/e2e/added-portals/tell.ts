import type { Page } from '@playwright/test';
import type { Portal } from '../../../utils/portals';

/** What our own pages say to the background, said from one of them: for what a test is not about. */
const tell = (ours: Page, type: string, payload: unknown): Promise<unknown> =>
  ours.evaluate((message) => chrome.runtime.sendMessage(message), { type, payload });

/** Adds a portal as the settings page does once the person has agreed to its sites. */
export async function savePortal(ours: Page, portal: Portal): Promise<void> {
  const answer = await tell(ours, 'portal.save', { portal });
  if (JSON.stringify(answer) !== '{"ok":true,"value":{"problem":null}}')
    throw new Error(`The portal was not taken: ${JSON.stringify(answer)}`);
}

/** Saves a key as the popup does. */
export const saveKey = (ours: Page, environment: string, secret: string): Promise<unknown> =>
  tell(ours, 'key.add', { keyId: crypto.randomUUID(), environment, secret, label: 'Mine' });

/** "Forget everything", as the settings page says it. */
export const forgetEverything = (ours: Page): Promise<unknown> => tell(ours, 'stored.forget', {});
