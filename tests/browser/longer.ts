import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** A made-up language that takes more room than any real one: whatever it fits in, translations fit in. It is never shipped. */

/** What translations from English grow by, at the most, where a text is more than a word. */
const GROWTH = 1.4;

const messagesSchema = z.record(z.string(), z.object({ message: z.string() }));

/** Longer words, not more of them: those are what can't be broken. */
const longerWord = (word: string): string =>
  word.padEnd(Math.ceil(word.length * GROWTH), word.slice(-1).toLocaleLowerCase('en'));

/**
 * @param message a text with `$1`, `$2`, …
 * @returns it 40 % longer, each word of it, still readable; placeholders and addresses stay as they are
 */
export const longer = (message: string): string =>
  message.replaceAll(/(?<![\p{L}\p{N}$.])\p{L}+(?![\p{L}\p{N}]|\.\p{L})/gu, longerWord);

/**
 * Copies an extension and gives it the longer words in one of its languages.
 *
 * @param extension folder of the unpacked extension
 * @param profile folder of the browser profile; the copy lies within and goes with it
 * @param language the one whose words are replaced, or added: a locale's name
 * @returns the copy's folder, and what it says for a message of the English file: `say('popup_title')`
 */
export const withLongerWords = (extension: string, profile: string, language: string) => {
  const copy = join(profile, 'extension-with-longer-words');
  cpSync(extension, copy, { recursive: true });
  const read = readFileSync(join(copy, '_locales/en/messages.json'), 'utf8');
  const english = Object.entries(messagesSchema.parse(JSON.parse(read)));
  const words = new Map(english.map(([key, { message }]) => [key, longer(message)]));
  words.set('popup_language', language);
  const folder = join(copy, '_locales', language);
  mkdirSync(folder, { recursive: true });
  const messages = Object.fromEntries([...words].map(([key, message]) => [key, { message }]));
  writeFileSync(join(folder, 'messages.json'), JSON.stringify(messages));
  return {
    extension: copy,
    say: (key: string, ...substitutions: string[]): string =>
      (words.get(key) ?? `no message ${key}`).replaceAll(
        /\$(\d)/g,
        (_, n: string) => substitutions[Number(n) - 1] ?? '',
      ),
  };
};
