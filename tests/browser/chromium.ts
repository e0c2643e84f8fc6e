import { createRequire } from 'node:module';
import { chromium } from '@playwright/test';
import { installWithApt, type Machine as AnyMachine, thisMachine } from './machine.ts';

/**
 * Which browser the tests run in. Branded Chrome is no candidate: it doesn't load unpacked extensions from the command line any more.
 */

const systemPaths: readonly string[] = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

// The download is some 200 MB; a network that lets nothing through must not hold the tests up for longer than a slow line would.
const downloadLimitMs = 5 * 60 * 1000;

/** What finding and installing depend on. */
export interface Machine extends AnyMachine {
  /** `$CHROMIUM_PATH`. */
  readonly chosen: string | undefined;
  /** Where Playwright keeps its own, there or not. */
  readonly playwrightPath: string;
}

const ourMachine = (): Machine => ({
  ...thisMachine(),
  chosen: process.env['CHROMIUM_PATH'],
  playwrightPath: chromium.executablePath(),
});

/**
 * Looks for a Chromium: `$CHROMIUM_PATH`, Playwright's own, the system's.
 *
 * @returns the path of the executable, or `undefined` if there is none
 * @throws Error if `$CHROMIUM_PATH` is set and nothing is there: another browser than the one asked for would be a surprise
 */
export const findChromium = (machine: Machine = ourMachine()): string | undefined => {
  const { chosen, exists } = machine;
  if (chosen) {
    if (exists(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, but there is no such file. Correct it, or unset it.`);
  }
  return [machine.playwrightPath, ...systemPaths].find((path) => path !== '' && exists(path));
};

const installPlaywrights = async ({ run, say }: Machine): Promise<boolean> => {
  say("No Chromium here. Downloading Playwright's own (npx playwright install chromium) …");
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const result = await run(process.execPath, [cli, 'install', 'chromium'], downloadLimitMs);
  if (result !== 'done') say(result === 'too-long' ? 'The download took too long.' : 'The download failed.');
  return result === 'done';
};

const installSystems = (machine: Machine): Promise<boolean> => installWithApt(machine, 'Chromium', 'chromium');

/**
 * Finds a Chromium or installs one (Playwright's own, else apt-get's as root), and says on stdout what it does.
 *
 * @returns the path of the executable
 * @throws Error with one line on what the person can do, if neither works
 */
export const ensureChromium = async (machine: Machine = ourMachine()): Promise<string> => {
  const found = findChromium(machine);
  if (found !== undefined) return found;
  for (const install of [installPlaywrights, installSystems]) {
    const installed = (await install(machine)) ? findChromium(machine) : undefined;
    if (installed === undefined) continue;
    machine.say(`Chromium is at ${installed}.`);
    return installed;
  }
  throw new Error(
    'No Chromium, and none could be installed. Install one (Debian: apt-get install chromium, as root) or set CHROMIUM_PATH to its executable; branded Chrome does not load unpacked extensions.',
  );
};
