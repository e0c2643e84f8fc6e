import type { CDPSession, Page } from '@playwright/test';
import { extensionId } from '../../browser/extension.ts';

/** What is ours in a browser: everything stored, and our content script's own world in a page. */

/** All that both storage areas hold, as an extension page has it. */
export const stored = (popup: Page) =>
  popup.evaluate(async () => ({
    local: await chrome.storage.local.get(null),
    session: await chrome.storage.session.get(null),
  }));

interface World {
  readonly id: number;
  readonly origin: string;
}

async function withWorlds<T>(page: Page, use: (session: CDPSession, worlds: readonly World[]) => Promise<T>) {
  const session = await page.context().newCDPSession(page);
  const worlds: World[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  try {
    // Tells of all worlds that there are, of all frames in the page's process, before it returns.
    await session.send('Runtime.enable');
    return await use(session, worlds);
  } finally {
    await session.detach();
  }
}

/** @returns how many frames of the page have a content script of ours in its isolated world; one would be there before the page's own */
export async function countOurWorlds(page: Page): Promise<number> {
  const ours = `chrome-extension://${await extensionId(page.context())}`;
  return withWorlds(page, async (_session, worlds) => worlds.filter(({ origin }) => origin === ours).length);
}

/** Whether our script of the page's own world is there and waits: it is the only one that takes a greeting. */
export const takesGreeting = (page: Page): Promise<boolean> =>
  page.evaluate(
    () => !document.dispatchEvent(new CustomEvent('novapost-authorizer', { detail: 'a-name', cancelable: true })),
  );

/**
 * @param expression JavaScript of a promise
 * @returns what it comes to in the world of our content script: `value`, or the `error` that it rejects with
 */
export const inOurWorld = async (page: Page, expression: string): Promise<{ value: unknown } | { error: string }> =>
  inWorldOf(page, await extensionId(page.context()), expression);

/**
 * @param id an extension's
 * @param expression JavaScript of a promise
 * @returns what it comes to in the world of that extension's content script: `value`, or the `error` that it rejects with
 */
export function inWorldOf(page: Page, id: string, expression: string): Promise<{ value: unknown } | { error: string }> {
  return withWorlds(page, async (session, worlds) => {
    const world = worlds.find(({ origin }) => origin === `chrome-extension://${id}`);
    if (!world) throw new Error('There is no content script of this extension in the page');
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: world.id,
      awaitPromise: true,
      returnByValue: true,
    });
    if (!exceptionDetails) return { value: result.value };
    return { error: exceptionDetails.exception?.description ?? exceptionDetails.text };
  });
}

/**
 * Resolves when the docs page's script and the worker have done with all that came before: each answers in order, so that what hasn't
 * happened by then doesn't happen.
 */
export const settled = (popup: Page): Promise<void> =>
  popup.evaluate(async () => {
    for (const { id } of await chrome.tabs.query({ url: 'https://api.novapost.com/*' })) {
      const asked = id === undefined ? null : chrome.tabs.sendMessage(id, { type: 'tab.describe', payload: {} });
      await asked?.catch(() => undefined);
    }
    await chrome.runtime.sendMessage({ type: 'popup.hello', payload: {} });
  });
