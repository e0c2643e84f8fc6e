import { readFile, writeFile } from 'node:fs/promises';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** Words as long as those of the longest languages, before there are any: what breaks with them breaks in German, too. */

const GROWTH = 0.4;
const FILLER = 'langwierig verlängernd ';

const messagesSchema = z.record(z.string(), z.looseObject({ message: z.string() }));

/** @returns the text with 40 % more letters; what stands in for names and times stays */
export const longer = (text: string): string =>
  `${text} ${FILLER.repeat(Math.ceil((text.length * GROWTH) / FILLER.length)).slice(0, Math.ceil(text.length * GROWTH))}`.trimEnd();

/** A setting for the code, in the locale file like the words. */
const CODES = new Set(['popup_language']);

/**
 * Copies an extension, with longer English words.
 *
 * @param extension folder of the unpacked extension
 * @param copy the copy's folder; made, or overwritten
 */
export async function makeLonger(extension: string, copy: string): Promise<void> {
  cpSync(extension, copy, { recursive: true });
  const path = join(copy, '_locales/en/messages.json');
  const messages = messagesSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  for (const [key, entry] of Object.entries(messages)) if (!CODES.has(key)) entry.message = longer(entry.message);
  await writeFile(path, JSON.stringify(messages));
}
