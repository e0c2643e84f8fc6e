import type { BrowserContext, Page } from '@playwright/test';
import * as z from 'zod/mini';
import { serviceWorker } from '../../browser/extension.ts';

/** What the extension keeps between two starts of its worker, read by a page of its own: that wakes no worker. */

export interface Alarm {
  readonly name: string;
  /** ms since the epoch. */
  readonly scheduledTime: number;
}

const recordsSchema = z.record(z.string(), z.object({ state: z.string(), attempt: z.optional(z.number()) }));

/** @returns the alarms that look after tokens: at most one a key */
export const tokenAlarms = (popup: Page): Promise<Alarm[]> =>
  popup.evaluate(async () =>
    (await chrome.alarms.getAll())
      .filter(({ name }) => name.startsWith('token:'))
      .map(({ name, scheduledTime }) => ({ name, scheduledTime })),
  );

/** @returns what is stored of each key's token, but for the token itself */
export async function tokenRecords(popup: Page): Promise<z.infer<typeof recordsSchema>[string][]> {
  const found = await popup.evaluate(async () => (await chrome.storage.session.get('tokens'))['tokens']);
  const { data } = z.object({ data: recordsSchema }).parse(found ?? { data: {} });
  return Object.values(data);
}

/** @returns the state of each key's token, as it is stored */
export const storedStates = async (popup: Page): Promise<string[]> =>
  (await tokenRecords(popup)).map(({ state }) => state);

/** @returns everything that is stored, in either area, as text to search */
export const allStored = (popup: Page): Promise<string> =>
  popup.evaluate(async () =>
    JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
  );

/** Starts the worker if it is stopped, as any message does; resolves when it has answered. */
export const wake = async (popup: Page): Promise<void> => {
  await popup.evaluate(async () => {
    await chrome.runtime.sendMessage({ type: 'popup.hello', payload: {} });
  });
};

/** Has the browser fire an alarm now. It starts the worker if need be, as at any other time. */
export const fireNow = (popup: Page, name: string): Promise<void> =>
  popup.evaluate(async (due) => chrome.alarms.create(due, { when: Date.now() }), name);

/**
 * What the worker that runs now draws for the pauses between its quick tries, so that nobody has to wait for long ones.
 *
 * @param random 0 for the shortest: 1, 2 and 4 s
 */
export const drawPauses = async (context: BrowserContext, random: number): Promise<void> =>
  (await serviceWorker(context)).evaluate((drawn) => {
    Math.random = () => drawn;
  }, random);
