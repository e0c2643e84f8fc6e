import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ensureChromium } from '../browser/chromium.ts';
import { launchWithExtension } from '../browser/launch.ts';
import { docsOrigin, startReplica } from '../portal/replica.ts';
import { openPopup } from '../browser/extension.ts';
import { PHONE, playMainJob, PRODUCTION_KEY } from './main-job.ts';
import { root, run } from './step.ts';

/**
 * `npm start`: builds the extension, starts the portal's replica on this machine, and opens a browser with both. Without a display it
 * plays the main job by itself instead, prints each step and leaves screenshots in .demo/.
 */

const say = (line: string) => process.stdout.write(`${line}\n`);
const hasDisplay =
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

await ensureChromium();
if (!(await run('wxt', ['build']))) process.exit(1);

const replica = await startReplica();
replica.registerPhone(PHONE);
replica.addKey('production', PRODUCTION_KEY);
const context = await launchWithExtension({ replica, headless: !hasDisplay, welcome: hasDisplay });

try {
  if (hasDisplay) {
    const closed = new Promise((end) => context.once('close', end));
    const page = await context.newPage();
    await page.goto(`${docsOrigin}/developers/`);
    await openPopup(context);
    say('\nThe browser shows a replica of the portal on this machine; nothing leaves it.');
    say(`  phone number for a sandbox key: ${PHONE}`);
    say(`  production key:                 ${PRODUCTION_KEY}`);
    say('Close the browser to end.');
    await closed;
  } else {
    const pictures = resolve(root, '.demo');
    await mkdir(pictures, { recursive: true });
    say('\nThere is no display, so the main job is played by itself:');
    await playMainJob({ context, replica, pictures, say });
    say(`\nDone. Screenshots are in ${pictures}`);
  }
} finally {
  await context.close();
  await replica.close();
}
