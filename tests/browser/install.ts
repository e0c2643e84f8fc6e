import { ensureChromium } from './chromium.ts';

/** `node tests/browser/install.ts`: finds a Chromium or installs one, and prints its path. */
try {
  process.stdout.write(`${await ensureChromium()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
