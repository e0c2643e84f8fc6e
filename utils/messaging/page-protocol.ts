import * as z from 'zod/mini';
import { pageTokenStateSchema } from './page-token-state';

/**
 * The messages between the background and the isolated script of a docs page, with the shape of each reply. Both ends parse.
 * A token is only ever a reply to the document that asked for it. Apart from the popup's messages, so that a docs page
 * doesn't load them; and with few kinds of schemas, since each kind takes its place in that page's script (40 kB for all).
 */

const id = z.string();
const done = z.object({});

/** A token on its way to a page. `id` names it in later messages. `expiresAt`: ms since the epoch. */
export const pageTokenSchema = z.object({ id: z.string(), value: z.string(), expiresAt: z.number() });

export const pillPlaceSchema = z.object({ folded: z.boolean() });

/** What is told of an environment: its token's state, and whether its pages are filled without a click. */
const status = { token: pageTokenStateSchema, fillsByItself: z.boolean() };
const statusSchema = z.object(status);

/** `state` tells why there is no token. */
const tokenReply = { token: z.nullable(pageTokenSchema), state: pageTokenStateSchema };
const tokenReplySchema = z.object(tokenReply);

/** From a docs page to the background. */
export const pageAsks = {
  /** A docs page has loaded. Answers what may be shown and filled at once; starts no exchange. */
  'page.hello': {
    ask: z.object({}),
    reply: z.object({
      pill: pillPlaceSchema,
      /** What the page says: see `pageWords`. One text, because it is parsed while the docs load. */
      words: z.string(),
      /** Each with the token where it is warm and the page is filled by itself. */
      environments: z.array(z.object({ id, ...status, warm: z.nullable(pageTokenSchema) })),
    }),
  },
  /** The page's selected server now means this environment (`null`: none that we know). */
  'page.environment': { ask: z.object({ environment: z.nullable(id) }), reply: z.nullable(statusSchema) },
  /** A token for the page. `person`: a trusted click asked; `grant`: clicked before, on this page; `setting`: filled by itself. */
  'page.token': {
    ask: z.object({ environment: id, cause: z.literal(['person', 'grant', 'setting']) }),
    reply: tokenReplySchema,
  },
  /** A Try that carried this token was answered with 401. `again`: it was renewed for that a moment ago already. */
  'page.refused': {
    ask: z.object({ environment: id, tokenId: id }),
    reply: z.object({ ...tokenReply, again: z.boolean() }),
  },
  /** The browser is online again. */
  'page.online': { ask: z.object({}), reply: done },
  /** The person wants our popup from the page. */
  'page.open-popup': { ask: z.object({ environment: z.nullable(id) }), reply: done },
  /** The person folded or unfolded the pill. */
  'page.pill': { ask: z.object({ pill: pillPlaceSchema }), reply: done },
} as const;

/** To a docs page, from our own contexts. */
export const tabAsks = {
  /** A token or a setting changed: ask again for what the page needs. */
  'tab.changed': { ask: z.object({}), reply: done },
  /** The person clicked "Authorize this page" in the popup. */
  'tab.authorize': { ask: z.object({}), reply: done },
  /** What the page shows; no answer at all means that our script isn't there (installed or updated after the page was opened). */
  'tab.describe': {
    ask: z.object({}),
    reply: z.object({ environment: z.nullable(id), authorized: z.boolean() }),
  },
} as const;

export type Greeting = z.infer<(typeof pageAsks)['page.hello']['reply']>;
export type PageToken = z.infer<typeof pageTokenSchema>;
export type EnvironmentStatus = z.infer<typeof statusSchema>;
export type TokenReply = z.infer<typeof tokenReplySchema>;
