import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';

/** Pictures that are made of pictures. */

/** For the stores: 1280 × 800. `front` lies over `back`, where the browser opens the popup. */
export const storePictures = [
  { name: 'store-1-sandbox', back: 'docs-try', front: 'popup-sandbox' },
  { name: 'store-2-production', back: 'docs-production', front: 'popup-production' },
  { name: 'store-3-click', back: 'docs-click-needed', front: null },
  { name: 'store-4-welcome', back: 'welcome-window', front: null },
] as const;

/** For README.md, where each has a light and a dark one: `width` and, of a bottom right corner, `height` in CSS pixels; else the whole, smaller. */
export const readmePictures = [
  { name: 'welcome', of: 'welcome-window', width: 880, height: null },
  { name: 'popup', of: 'popup-sandbox', width: 380, height: null },
  { name: 'docs', of: 'docs-try', width: 880, height: 480 },
  { name: 'portal', of: 'popup-portal', width: 380, height: null },
] as const;

const dataUrl = async (path: string): Promise<string> =>
  `data:image/png;base64,${(await readFile(path)).toString('base64')}`;

/**
 * @param context any browser
 * @param folder where the pictures are, and where those for the stores go
 * @param theme part of the pictures' names
 */
export async function drawStorePictures(context: BrowserContext, folder: string, theme: string): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const { name, back, front } of storePictures) {
    const image = async (of: string, style: string) =>
      `<img alt="" style="position:absolute;${style}" src="${await dataUrl(join(folder, `${of}-${theme}.png`))}">`;
    const over =
      front === null ? '' : await image(front, 'top:12px;right:40px;border-radius:10px;box-shadow:0 8px 40px #0008');
    await page.setContent(`<body style="margin:0">${await image(back, 'inset:0')}${over}`);
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
  }
  await page.close();
}

/**
 * @param context any browser
 * @param from a PNG
 * @param to the same as WebP, which has a fifth of its bytes
 * @param size of the result, pixels: the bottom right corner, or with `height: null` the whole, made smaller
 */
export async function shrink(
  context: BrowserContext,
  from: string,
  to: string,
  size: { readonly width: number; readonly height: number | null },
): Promise<void> {
  const page = await context.newPage();
  const webp = await page.evaluate(
    async ({ url, width, height }) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const scale = height === null ? width / image.width : 1;
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height ?? Math.round(image.height * scale);
      const drawing = canvas.getContext('2d');
      if (!drawing) throw new Error('There is nothing to draw on');
      drawing.imageSmoothingQuality = 'high';
      const drawn = { width: image.width * scale, height: image.height * scale };
      drawing.drawImage(image, canvas.width - drawn.width, canvas.height - drawn.height, drawn.width, drawn.height);
      return canvas.toDataURL('image/webp', 0.9);
    },
    { url: await dataUrl(from), ...size },
  );
  await page.close();
  await writeFile(to, Buffer.from(webp.split(',', 2)[1] ?? '', 'base64'));
}
