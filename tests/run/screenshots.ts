import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureChromium } from '../browser/chromium.ts';
import { builtExtension, launchWithExtension } from '../browser/launch.ts';
import { indexPage, type Picture } from '../gallery/index-page.ts';
import { makeLonger } from '../gallery/longer.ts';
import { drawStorePictures, readmePictures, shrink } from '../gallery/pictures.ts';
import { show, type State, states } from '../gallery/states.ts';
import { createWorld, wordsOf } from '../gallery/world.ts';
import { startReplica } from '../portal/replica.ts';
import { root, run } from './step.ts';

/**
 * `npm run screenshots`: builds the extension and takes a picture of every state of `tests/gallery/states.ts`, light and dark, in every
 * language (of others than English the main ones), and once with words that are 40 % longer; into `.output/gallery`, with a page that
 * shows them all. `-- --readme` also writes the pictures of README.md, `-- popup` takes only those whose name begins so.
 */

const folder = resolve(root, '.output/gallery');
const readmeFolder = resolve(root, '.github/pictures');
const themes = ['light', 'dark'] as const;
const words = process.argv.slice(2);
const isForReadme = words.includes('--readme');
const beginnings = words.filter((argument) => !argument.startsWith('--'));

/** One browser and what it draws. */
interface Round {
  /** As the locale is called; `longer` for longer English. */
  readonly language: string;
  readonly extension: string;
  readonly locale: string;
  readonly states: readonly State[];
}

const isWanted = ({ name }: State) =>
  beginnings.length === 0 || beginnings.some((beginning) => name.startsWith(beginning));

async function draw({ language, extension, locale, states: own }: Round): Promise<Picture[]> {
  // The project's own spec: everybody's pictures are the same.
  const replica = await startReplica({ spec: 'small' });
  const context = await launchWithExtension({ replica, extension });
  const pictures: Picture[] = [];
  try {
    const world = await createWorld(context, replica, await wordsOf(locale, extension), locale);
    for (const state of own) {
      const { name, on } = state;
      const page = await show(world, state);
      // The docs show the token that they hold.
      const mask = [page.locator('.api-key-input')];
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        const taken = async (as: string, fullPage: boolean) => {
          const file = `${language === 'en' ? '' : `${language}-`}${as}-${theme}.png`;
          await page.screenshot({ path: join(folder, file), fullPage, mask, maskColor: '#9aa3b2' });
          pictures.push({ file, name: as, theme, language });
        };
        await taken(name, on !== 'docs');
        if (name === 'welcome') await taken('welcome-window', false);
      }
      await page.close();
    }
    if (language === 'en' && beginnings.length === 0) {
      for (const theme of themes) await drawStorePictures(context, folder, theme);
    }
    if (language === 'en' && isForReadme) {
      await mkdir(readmeFolder, { recursive: true });
      for (const theme of themes) {
        for (const { name, of, ...size } of readmePictures)
          await shrink(context, join(folder, `${of}-${theme}.png`), join(readmeFolder, `${name}-${theme}.webp`), size);
      }
    }
  } finally {
    await context.close();
    await replica.close();
  }
  return pictures;
}

await ensureChromium();
if (!(await run('wxt', ['build']))) process.exit(1);
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const wanted = states.filter(isWanted);
const main = wanted.filter((state) => state.main);
const longerExtension = resolve(root, '.output/longer');
await makeLonger(builtExtension, longerExtension);
const locales = (await readdir(join(builtExtension, '_locales'))).filter((locale) => locale !== 'en');
const rounds: Round[] = [
  { language: 'en', locale: 'en', extension: builtExtension, states: wanted },
  { language: 'longer', locale: 'en', extension: longerExtension, states: wanted },
  ...locales.map((locale) => ({ language: locale, locale, extension: builtExtension, states: main })),
];

const pictures: Picture[] = [];
for (const round of rounds) {
  console.log(`${round.language}: ${round.states.length} states`);
  pictures.push(...(await draw(round)));
}
await writeFile(join(folder, 'index.html'), indexPage(pictures));
console.log(`\n${pictures.length} pictures: ${join(folder, 'index.html')}`);
