import * as z from '../schema';
import type { PageReport } from '../renderers/types';

/** What the page's world may say; anything else is dropped. It is a hint even when it parses. */
export const reportSchema: z.Schema<PageReport> = z.union([
  z.object({
    say: z.literal('ready'),
    renderer: z.literal(['rapidoc', 'swagger-ui', 'scalar', 'elements', 'field']),
    servers: z.array(z.string()),
    selected: z.nullable(z.string()),
  }),
  z.object({ say: z.literal('nothing-to-fill') }),
  z.object({ say: z.literal('server'), selected: z.nullable(z.string()) }),
  z.object({ say: z.literal('filled'), id: z.number() }),
  z.object({
    say: z.literal('not-filled'),
    id: z.number(),
    why: z.literal(['typed', 'removed', 'no-scheme', 'not-verified', 'other-server', 'no-renderer']),
  }),
  z.object({ say: z.literal('answer'), status: z.number() }),
]);
