import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';
import { build } from 'vite';
import { extensionId } from '../browser/extension.ts';
import { builtExtension } from '../browser/launch.ts';
import { root } from '../run/step.ts';
import { giveKey, withBrowser, withPage } from './browser.ts';
import { markOf } from './marks.ts';
import { inTurns, median } from './samples.ts';
import type { Row } from './table.ts';

/** Our popup, with keys to show, against the least that a popup made with Preact can be; both in the same browser. */

const rounds = 21;
const limit = 1.5;
const copy = resolve(root, '.bench/extension');

const emptyPage = `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <title>Empty</title>
    <script type="module" src="/empty.js"></script>
  </head>
  <body></body>
</html>
`;

/** Copies the extension and puts an empty popup beside its own. */
const prepare = async (): Promise<void> => {
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  await cp(builtExtension, copy, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'warn',
    root: import.meta.dirname,
    build: {
      outDir: copy,
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: fileURLToPath(new URL('./empty-popup/main.ts', import.meta.url)),
        output: { entryFileNames: 'empty.js' },
      },
    },
  });
  await writeFile(join(copy, 'empty.html'), emptyPage);
};

/** Runs in the page. Marks the first frame that has something to use in it. */
const watchUsable = (usable: string): void => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector(usable)) return;
    observer.disconnect();
    // A message that is posted in an animation frame arrives after that frame was painted.
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => performance.mark('bench:usable'));
    port1.start();
    requestAnimationFrame(() => port2.postMessage(null));
  });
  observer.observe(document, { childList: true, subtree: true });
};

const open = (context: BrowserContext, file: string, usable: string): Promise<number> =>
  withPage(context, async (page) => {
    await page.addInitScript(watchUsable, usable);
    await page.goto(`chrome-extension://${await extensionId(context)}/${file}`);
    return markOf(page, 'bench:usable');
  });

/** @returns the rows of the budget "popup open → usable" */
export const measurePopup = async (): Promise<Row[]> => {
  await prepare();
  return withBrowser({ extension: copy }, async (setup) => {
    await giveKey(setup, 'sandbox', 'Sandbox');
    await giveKey(setup, 'production', 'Production');
    const { ours, other } = await inTurns(
      rounds,
      () => open(setup.context, 'popup.html', '[role=tab]'),
      () => open(setup.context, 'empty.html', 'button'),
    );
    return [
      { name: 'popup open → usable, times an empty one', unit: '×', measured: median(ours) / median(other), limit },
      { name: 'ours', unit: 'ms', measured: median(ours), limit: null, samples: ours },
      { name: 'empty', unit: 'ms', measured: median(other), limit: null, samples: other },
    ];
  });
};
