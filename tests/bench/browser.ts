import type { BrowserContext, Page } from '@playwright/test';
import { openPopup } from '../browser/extension.ts';
import { type LaunchOptions, launchWithExtension } from '../browser/launch.ts';
import { issuedKey, pasteKey } from '../e2e/keys.ts';
import { expectPill } from '../e2e/pill.ts';
import { createPortal } from '../e2e/portal.ts';
import { type EnvironmentId, type Replica, startReplica } from '../portal/replica.ts';

/** A browser with an empty profile, and a replica of its own. */
export interface Setup {
  readonly replica: Replica;
  readonly context: BrowserContext;
}

/**
 * @param options what the browser is started with beside the usual
 * @param use what is done with browser and replica; both end with it
 * @returns what `use` returns
 */
export const withBrowser = async <T>(
  options: Omit<LaunchOptions, 'replica'>,
  use: (setup: Setup) => Promise<T>,
): Promise<T> => {
  const replica = await startReplica();
  try {
    const context = await launchWithExtension({ ...options, replica });
    try {
      return await use({ replica, context });
    } finally {
      await context.close();
    }
  } finally {
    await replica.close();
  }
};

/** Opens a tab, and closes it when `use` is done with it. */
export const withPage = async <T>(context: BrowserContext, use: (page: Page) => Promise<T>): Promise<T> => {
  const page = await context.newPage();
  try {
    return await use(page);
  } finally {
    await page.close();
  }
};

/** Gives the extension a new key that the replica knows, through the popup. */
export const giveKey = async (
  { context, replica }: Setup,
  environment: EnvironmentId,
  label: string,
): Promise<void> => {
  const popup = await openPopup(context);
  await pasteKey(popup, environment, issuedKey(replica, environment), label);
  await popup.close();
};

/** Has the extension fetch a token for the sandbox: the next docs page finds it warm. */
export const warmSandbox = async (setup: Setup): Promise<void> => {
  const { context, replica } = setup;
  await giveKey(setup, 'sandbox', 'Sandbox');
  const page = await createPortal(replica, () => context.newPage()).open();
  await expectPill(page, 'authorized', 'sandbox');
  await page.close();
};
