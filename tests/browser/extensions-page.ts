import type { BrowserContext, Page } from '@playwright/test';

/** The browser's own page of extensions, on which a person sets what an extension may do. */

/** The part of `chrome.developerPrivate`, which that page has, that is used. */
interface DeveloperPrivate {
  getExtensionInfo(
    id: string,
  ): Promise<{ readonly incognitoAccess: { readonly isEnabled: boolean; readonly isActive: boolean } }>;
  updateExtensionConfiguration(change: {
    readonly extensionId: string;
    readonly incognitoAccess?: boolean;
    readonly hostAccess?: 'ON_CLICK' | 'ON_SPECIFIC_SITES' | 'ON_ALL_SITES';
  }): Promise<void>;
  addHostPermission(id: string, pattern: string): Promise<void>;
}

declare global {
  interface Window {
    readonly developerPrivate: DeveloperPrivate;
  }
}

/** @param use gets the page, which has `window.developerPrivate`; it is closed afterwards */
export async function onExtensionsPage<T>(context: BrowserContext, use: (settings: Page) => Promise<T>): Promise<T> {
  const settings = await context.newPage();
  try {
    await settings.goto('chrome://extensions/');
    await settings.evaluate(() => Object.assign(window, { developerPrivate: Reflect.get(chrome, 'developerPrivate') }));
    return await use(settings);
  } finally {
    await settings.close();
  }
}
