import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { openExtensionPage } from '../browser/extension.ts';
import { expect } from './fixtures.ts';

/** The settings page as a person uses it. */

export const PASSPHRASE = 'four words and more';
export const FILE_PASSPHRASE = 'words for the file';

const names = { device: /^This device/, passphrase: /^Passphrase/, session: /^Until the browser closes/ } as const;
export type Protection = keyof typeof names;

/** @returns the settings page in a tab of its own, drawn; at a part of it, if one is given */
export async function openOptions(context: BrowserContext, part = ''): Promise<Page> {
  const options = await openExtensionPage(context, `options.html${part && `#${part}`}`);
  await expect(options.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  return options;
}

/** @returns one of the page's sections */
export const section = (options: Page, name: string) => options.getByRole('region', { name, exact: true });

const keeping = (options: Page) => section(options, 'How your keys are kept');

/** @returns the choice of a protection */
export const choice = (options: Page, protection: Protection) =>
  keeping(options).getByRole('radio', { name: names[protection] });

/** Keeps keys another way, and waits until that is told. */
export async function protect(options: Page, protection: Protection, passphrase = PASSPHRASE): Promise<void> {
  await choice(options, protection).check();
  if (protection === 'passphrase') {
    await keeping(options).getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
    await keeping(options).getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase);
  }
  await keeping(options).getByRole('button', { name: 'Keep keys this way' }).click();
  await expect(keeping(options).getByRole('status')).toContainText(/keys are now|passphrase is changed/);
}

/** Enters the passphrase, in the popup or here. */
export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** Presses a button that ends in a download. @returns what is in the file, and its name */
export async function download(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** Exports all keys, sealed. */
export async function exportKeys(options: Page): Promise<{ name: string; text: string }> {
  const take = section(options, 'Take your keys along');
  await take.getByRole('textbox', { name: 'Passphrase for the file', exact: true }).fill(FILE_PASSPHRASE);
  await take.getByRole('textbox', { name: 'Passphrase for the file again' }).fill(FILE_PASSPHRASE);
  return download(options, () => take.getByRole('button', { name: 'Export keys' }).click());
}

/** Chooses a file to import. */
export const chooseFile = (options: Page, text: string): Promise<void> =>
  options
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'keys.json', mimeType: 'application/json', buffer: Buffer.from(text) });

/** Opens the chosen file. */
export async function importKeys(options: Page, passphrase = FILE_PASSPHRASE): Promise<void> {
  const take = section(options, 'Take your keys along');
  await take.getByRole('textbox', { name: 'Passphrase of the file' }).fill(passphrase);
  await take.getByRole('button', { name: 'Import keys' }).click();
}

/** Asked once, the person says yes. */
export async function forgetEverything(options: Page): Promise<void> {
  const forget = section(options, 'Forget everything');
  await forget.getByRole('button', { name: 'Forget everything' }).click();
  await forget.getByRole('button', { name: 'Forget it all' }).click();
  await expect(forget.getByRole('status')).toContainText('Nothing is left.');
}
