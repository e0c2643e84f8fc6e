import * as z from '../schema';
import { pillPlaceSchema } from '../choices';
import { pagePortalSchema } from '../portals/schema';
import { pageTokenStateSchema } from './page-token-state';

/**
 * The messages between the background and the isolated script of a docs page, with the shape of each reply. Both ends parse.
 * A token is only ever a reply to the document that asked for it. Apart from the popup's messages, so that a docs page
 * doesn't load them; and with few kinds of schemas, since each kind takes its place in that page's script (40 kB for all).
 */

const id = z.string();
const done = z.object({});

/**
 * A token on its way to a page. `id` names it in later messages. `baseUrl`: of the server that it is for, which may be another one than the page
 * knows: a portal can be changed while its docs are open. `expiresAt`: ms since the epoch.
 */
export const pageTokenSchema = z.object({
  id: z.string(),
  value: z.string(),
  baseUrl: z.string(),
  expiresAt: z.number(),
});

/** What is told of an environment: its token's state, and whether its pages are filled without a click. */
const statusSchema = z.object({ token: pageTokenStateSchema, fillsByItself: z.boolean() });

/** `state` tells why there is no token. */
const tokenReplySchema = z.object({ token: z.nullable(pageTokenSchema), state: pageTokenStateSchema });

/** How the pill stands on every docs page, and whether the person wants none on this portal's. */
const standing = { pill: pillPlaceSchema, hidden: z.boolean() };

/** From a docs page to the background. */
export const pageAsks = {
  /** A docs page has loaded. Answers what may be shown and filled at once; starts no exchange. */
  'page.hello': z.object({}),
  /** The page's selected server now means this environment (`null`: none that we know). */
  'page.environment': z.object({ environment: z.nullable(id) }),
  /** A token for the page. `person`: a trusted click asked; `grant`: clicked before, on this page; `setting`: filled by itself. */
  'page.token': z.object({ environment: id, cause: z.literal(['person', 'grant', 'setting']) }),
  /** A Try that carried this token was answered with 401. `again`: it was renewed for that a moment ago already. */
  'page.refused': z.object({ environment: id, tokenId: id }),
  /** Something has happened there that the background can't see: for the person's list of what happened lately, and nothing else. */
  'page.did': z.object({ environment: id, what: z.literal(['applied', 'cleared']) }),
  /** The browser is online again. */
  'page.online': z.object({}),
  /** The person uses the page: told at most once a minute. */
  'page.used': z.object({}),
  /** The person wants our popup from the page. */
  'page.open-popup': z.object({ environment: z.nullable(id) }),
  /** The person folded, unfolded, moved or hid the pill. */
  'page.pill': z.object(standing),
} as const;

/** Apart from the asks, so that each end loads what it parses. */
export const pageReplies = {
  'page.hello': z.object({
    ...standing,
    /** What the page says: see `pageWords`. One text, because it is parsed while the docs load. */
    words: z.string(),
    /** Of a portal that was added; `null` for a built-in one, which the script knows. */
    portal: z.nullable(pagePortalSchema),
    /** Each with the token where it is warm and the page is filled by itself. */
    environments: z.array(
      z.object({ id, token: pageTokenStateSchema, fillsByItself: z.boolean(), warm: z.nullable(pageTokenSchema) }),
    ),
  }),
  /** `status`: `null` for an environment that we don't know. */
  'page.environment': z.object({ status: z.nullable(statusSchema), ...standing }),
  'page.token': tokenReplySchema,
  'page.refused': z.object({ token: z.nullable(pageTokenSchema), state: pageTokenStateSchema, again: z.boolean() }),
  'page.did': done,
  'page.online': done,
  'page.used': done,
  'page.open-popup': done,
  'page.pill': done,
} as const;

export type PageProtocol = { asks: typeof pageAsks; replies: typeof pageReplies };

export type Greeting = z.infer<(typeof pageReplies)['page.hello']>;
export type Standing = z.infer<(typeof pageAsks)['page.pill']>;
export type PageToken = z.infer<typeof pageTokenSchema>;
export type EnvironmentStatus = z.infer<typeof statusSchema>;
export type TokenReply = z.infer<typeof tokenReplySchema>;
