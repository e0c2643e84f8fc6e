import * as z from '../schema';

/**
 * A locale's file as it is packaged: its messages by their keys, with `_` for `.`. Apart from what reads it, which a page loads only if a
 * language was chosen: zod would be taken apart for that, and each part costs.
 */
const messagesSchema = z.dictionary(z.object({ message: z.string() }));

/**
 * @param file what the file holds
 * @returns its messages
 * @throws TypeError if it is no such file
 */
export const parseMessages = (file: unknown) => z.parse(messagesSchema, file);
