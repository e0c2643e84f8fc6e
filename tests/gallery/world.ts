import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import * as z from 'zod/mini';
import { openExtensionPage } from '../browser/extension.ts';
import { builtExtension } from '../browser/launch.ts';
import { createPortal } from '../e2e/portal.ts';
import type { Replica } from '../portal/replica.ts';

/** A browser in which the states of `states.ts` are made, in whatever language it speaks. */

/** Made up; what the pictures show of them is their last four characters. */
const SECRETS = [
  '4f1d7c0b92e6a835d40c7be19f2a63d8',
  '9a3e5b7f1c2d4860bb7e91f04d6c38a5',
  'c07d2e94b1a85f3660e2d97c41fb8a13',
];

const messagesSchema = z.record(z.string(), z.object({ message: z.string() }));

/** @returns the words of a language, by their key; what it lacks is English, as in the browser */
export async function wordsOf(language: string, extension: string = builtExtension) {
  const read = async (locale: string) =>
    messagesSchema.parse(JSON.parse(await readFile(join(extension, '_locales', locale, 'messages.json'), 'utf8')));
  const all = { ...(await read('en')), ...(await read(language)) };
  return (key: string): string => {
    const found = all[key.replaceAll('.', '_')];
    if (!found) throw new Error(`No message ${key}`);
    return found.message;
  };
}

/**
 * @param context a browser with the extension
 * @param replica the portal
 * @param words of the language that is shown
 * @param language which to choose in the settings; `null` for the browser's: not every machine's browser speaks them all
 */
export async function createWorld(
  context: BrowserContext,
  replica: Replica,
  words: (key: string) => string,
  language: string | null = null,
) {
  /** One of the extension's own pages, to ask the background from. */
  const desk = await openExtensionPage(context, 'popup.html');
  const ask = async (type: string, payload: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    const answer: unknown = await desk.evaluate((message) => chrome.runtime.sendMessage(message), { type, payload });
    if (!z.object({ ok: z.literal(true) }).safeParse(answer).success) throw new Error(`"${type}" was not done`);
  };
  const { spec } = replica;
  let keys = 0;

  return {
    context,
    replica,
    portal: createPortal(replica, () => context.newPage()),
    words,
    /** Asks the background as the popup does. */
    ask,

    /** As right after the installation. */
    reset: async (): Promise<void> => {
      replica.reset();
      replica.spec = spec;
      keys = 0;
      await ask('stored.forget');
      if (language !== null) await ask('settings.set', { language });
    },

    /** Saves a key. `known: false`: one that the API refuses. */
    addKey: async (environment: 'sandbox' | 'production', label: string, { known = true } = {}): Promise<void> => {
      const secret = `${keys}${SECRETS[keys % SECRETS.length]?.slice(1) ?? ''}`;
      keys += 1;
      if (known) replica.addKey(environment, secret);
      await ask('key.add', { keyId: `key-${keys}`, environment, secret, label });
    },

    /** Has a token fetched, or refused. */
    getToken: (environment: 'sandbox' | 'production') => ask('token.get', { environment, fresh: true }),

    /** Presses the button that is called as the message says. */
    press: (page: Page, key: string): Promise<void> =>
      page

        .getByRole('button', { name: words(key), exact: true })
        .first()
        .click(),
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
