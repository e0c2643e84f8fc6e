import { failureSchema } from './failure';
import * as z from './schema';
import { defineRecord } from './storage';

/** Something that happened, for a person who wants to know why: no key, no token, no label and no address is in it. */
const eventSchema = z.object({
  /** ms since the epoch. */
  at: z.number(),
  what: z.literal([
    /** A token came: the first, or in place of one that was still good. */
    'fetched',
    'refreshed',
    /** No token came: the API refused the key, or it is tried again. `failure` tells why. */
    'rejected',
    'unavailable',
    /** The API answered a Try with 401: the token is thrown away, and a new one asked for. */
    'refused',
    /** The token is in the scheme of a docs page, or was taken out because another server was selected. */
    'applied',
    'cleared',
    'locked',
    'unlocked',
  ]),
  /** Whose token it was; `null` of what concerns all. */
  environment: z.nullable(z.string()),
  /** Without the API's own words. */
  failure: z.nullable(failureSchema),
});

const eventsSchema = z.array(eventSchema);

export type Happening = z.infer<typeof eventSchema>;

/** Notes that something happened; nobody waits for it. */
export type Note = (
  what: Happening['what'],
  environment?: Happening['environment'],
  failure?: Happening['failure'],
) => void;

/** The last events, oldest first. `storage.session`; written by the background; goes with the browser. */
export const eventsRecord = defineRecord<Happening[]>({
  key: 'session:events',
  schema: eventsSchema,
  disposable: true,
  fallback: () => [],
});
