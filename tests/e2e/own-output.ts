import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/**
 * What our own code says in any console, and what it throws: of extension pages, content scripts in either world, and the worker.
 * The renderers say and throw things of their own, which are none of ours.
 */

const ours = 'chrome-extension://';

const describe = (message: ConsoleMessage): string => {
  const { url, lineNumber } = message.location();
  return `${message.type()}: ${message.text()} (${url}:${lineNumber})`;
};

const collected = new WeakMap<BrowserContext, string[]>();

const collect = (context: BrowserContext): string[] => {
  const lines: string[] = [];
  // Those of workers come here as well.
  context.on('console', (message) => {
    if (message.location().url.startsWith(ours) || message.page()?.url().startsWith(ours))
      lines.push(describe(message));
  });
  context.on('weberror', (webError) => {
    const error = webError.error();
    const text = error.stack ?? error.message;
    if (text.includes(ours) || webError.page()?.url().startsWith(ours)) lines.push(`uncaught: ${text}`);
  });
  return lines;
};

/**
 * @param context a browser; heard from the first call for it on, so call it once as soon as the browser runs
 * @returns one line for each console message and uncaught error of ours, growing while the browser runs
 */
export const ownOutputOf = (context: BrowserContext): readonly string[] => {
  const lines = collected.get(context) ?? collect(context);
  collected.set(context, lines);
  return lines;
};
