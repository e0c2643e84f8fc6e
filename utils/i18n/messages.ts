import * as z from 'zod/mini';
import { dictionary } from '../dictionary';

/**
 * A locale's file as it is packaged: its messages by their keys, with `_` for `.`. Apart from what reads it, which a page loads only if a
 * language was chosen: zod would be taken apart for that, and each part costs.
 */
export const messagesSchema = dictionary(z.object({ message: z.string() }));
