import type { Portal } from '../portals';
import { portalOfPage } from '../portals/urls';

export interface CommandsDependencies {
  /** Those that were added are in it once the background is ready. */
  readonly portals: readonly Portal[];
  /** The person's click, for the docs page in this tab; rejects if no script of ours is there. */
  readonly authorize: (tabId: number) => Promise<unknown>;
  readonly openPopup: (environment: string | null, tabId: number | undefined) => Promise<void>;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** A popup that opens later than this was opened for something else. ms. */
const WISH_MS = 10_000;

/**
 * What the keyboard shortcuts do. They are a person's act, as a click is.
 *
 * @param dependencies portals, docs pages, popup, clock
 */
export function createCommands({ portals, authorize, openPopup, now }: CommandsDependencies) {
  let wishedAt = -Infinity;
  return {
    /**
     * @param command its name in the manifest
     * @param tab the one in front, as far as we may see it
     * @param ready when the background is, or that it can't be
     */
    async run(
      command: string,
      tab: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined,
      ready: Promise<unknown>,
    ): Promise<void> {
      const isAuthorize = command === 'authorize';
      if (isAuthorize && tab?.id !== undefined && tab.url) {
        // The worker may just have been started by the key, and has yet to read which docs there are.
        await ready.catch(() => undefined);
        const isTold =
          portalOfPage(portals, tab.url) &&
          (await authorize(tab.id).then(
            () => true,
            () => false,
          ));
        if (isTold) return;
      }
      // Nothing here can reach the clipboard: the popup can. Not in its address, where others could write it too.
      if (!isAuthorize) wishedAt = now();
      // Some browsers open the popup only in the very turn of the key press.
      await openPopup(null, tab?.id);
    },

    /** @returns whether the popup that asks was opened to copy the token; once */
    takeWish(): boolean {
      const isWished = now() - wishedAt < WISH_MS;
      wishedAt = -Infinity;
      return isWished;
    },
  };
}
