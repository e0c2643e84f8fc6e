import * as z from '../schema';
import { defineRecord } from '../storage';

/** The environment that each docs page shows, or was the last to show in its tab, by tab id; `null`: a server that we don't know. And the one last used. */
const pagesSchema = z.object({
  tabs: z.dictionary(z.nullable(z.string())),
  last: z.nullable(z.string()),
});

export type Pages = z.infer<typeof pagesSchema>;

/** Open docs pages. `storage.session`; written by the background; an entry goes when its tab is closed. */
export const pagesRecord = defineRecord<Pages>({
  key: 'session:pages',
  schema: pagesSchema,
  disposable: true,
  fallback: () => ({ tabs: {}, last: null }),
});
