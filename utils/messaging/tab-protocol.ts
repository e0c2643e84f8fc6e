import * as z from '../schema';

/** The messages to a docs page, from our own contexts. Apart from the page's own, which the popup doesn't need. */

const done = z.object({});

export const tabAsks = {
  /** A token or a setting changed: ask again for what the page needs. `words`: what it says from now on; '' for what it says already. */
  'tab.changed': z.object({ words: z.string() }),
  /** This portal is gone, or isn't what its docs' scripts know of it any more: nothing of it is to stay in them. */
  'tab.left': z.object({ portal: z.string() }),
  /** The person clicked "Authorize this page" in the popup. */
  'tab.authorize': z.object({}),
  /** What the page shows; no answer at all means that our script isn't there (installed or updated after the page was opened). */
  'tab.describe': z.object({}),
} as const;

/** Apart from the asks, so that each end loads what it parses. */
export const tabReplies = {
  'tab.changed': done,
  'tab.left': done,
  'tab.authorize': done,
  'tab.describe': z.object({ environment: z.nullable(z.string()), authorized: z.boolean() }),
} as const;

export type TabProtocol = { asks: typeof tabAsks; replies: typeof tabReplies };
