import * as z from './schema';

/** Shapes of what a person can choose, for the settings and for messages. */

/** How the pill stands on every docs page. Apart from the other settings, since a docs page parses nothing else of them. */
export const pillPlaceSchema = z.object({
  folded: z.boolean(),
  corner: z.literal(['bottom-right', 'bottom-left', 'top-right', 'top-left']),
});

/** `while-open`: tokens are renewed ahead of time while a docs page is open; `on-demand`: when somebody needs one. */
export const refreshSchema = z.literal(['while-open', 'on-demand']);

/** How keys are kept: see `utils/vault/at-rest.ts`. */
export const protectionSchema = z.literal(['device', 'passphrase', 'session']);
