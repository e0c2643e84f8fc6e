import { installWithApt, type Machine as AnyMachine, thisMachine } from './machine.ts';

/** Which Firefox the tests run in. */

const systemPaths: readonly string[] = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** What finding and installing depend on. */
export interface Machine extends AnyMachine {
  /** `$FIREFOX_PATH`. */
  readonly chosen: string | undefined;
}

const ourMachine = (): Machine => ({ ...thisMachine(), chosen: process.env['FIREFOX_PATH'] });

/**
 * Looks for a Firefox: `$FIREFOX_PATH`, the system's.
 *
 * @returns the path of the executable, or `undefined` if there is none
 * @throws Error if `$FIREFOX_PATH` is set and nothing is there: another browser than the one asked for would be a surprise
 */
export const findFirefox = ({ chosen, exists }: Machine = ourMachine()): string | undefined => {
  if (!chosen) return systemPaths.find((path) => exists(path));
  if (exists(chosen)) return chosen;
  throw new Error(`FIREFOX_PATH is ${chosen}, but there is no such file. Correct it, or unset it.`);
};

/**
 * Finds a Firefox or installs one (apt-get's, as root), and says on stdout what it does.
 *
 * @returns the path of the executable
 * @throws Error with one line on what the person can do, if neither works
 */
export const ensureFirefox = async (machine: Machine = ourMachine()): Promise<string> => {
  const found = findFirefox(machine);
  if (found !== undefined) return found;
  const installed = (await installWithApt(machine, 'Firefox', 'firefox-esr')) ? findFirefox(machine) : undefined;
  if (installed === undefined)
    throw new Error(
      'No Firefox, and none could be installed. Install one, 140 or newer (Debian: apt-get install firefox-esr, as root), or set FIREFOX_PATH to its executable.',
    );
  machine.say(`Firefox is at ${installed}.`);
  return installed;
};
