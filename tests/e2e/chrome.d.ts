import type { browser } from 'wxt/browser';

declare global {
  /** The extension API, for code that a test evaluates in the extension's own contexts. */
  const chrome: typeof browser;
}
