import type { BrowserContext } from '@playwright/test';
import { extensionId } from '../browser/extension.ts';
import { onExtensionsPage } from '../browser/extensions-page.ts';

/** What a person sets on the browser's own page of extensions. */

/**
 * Tries to let an extension into private windows.
 *
 * @param id the extension's
 * @returns whether the browser lets a person choose, and whether it is let in now
 */
export const allowPrivate = (context: BrowserContext, id: string): Promise<{ isEnabled: boolean; isActive: boolean }> =>
  onExtensionsPage(context, (settings) =>
    settings.evaluate(async (own) => {
      await window.developerPrivate
        .updateExtensionConfiguration({ extensionId: own, incognitoAccess: true })
        .catch(() => undefined);
      return (await window.developerPrivate.getExtensionInfo(own)).incognitoAccess;
    }, id),
  );

/**
 * Sets "Site access" of our extension.
 *
 * @param sites `all` that it asks for, `on-click`, or the match patterns of those that it is to have
 */
export async function setSiteAccess(
  context: BrowserContext,
  sites: 'all' | 'on-click' | readonly string[],
): Promise<void> {
  const id = await extensionId(context);
  await onExtensionsPage(context, (settings) =>
    settings.evaluate(
      async ([own, wanted]) => {
        const { developerPrivate } = window;
        const hostAccess = wanted === 'all' ? 'ON_ALL_SITES' : wanted === 'on-click' ? 'ON_CLICK' : 'ON_SPECIFIC_SITES';
        await developerPrivate.updateExtensionConfiguration({ extensionId: own, hostAccess });
        if (typeof wanted !== 'string')
          for (const pattern of wanted) await developerPrivate.addHostPermission(own, pattern);
      },
      [id, sites] as const,
    ),
  );
}
