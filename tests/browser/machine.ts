import { existsSync } from 'node:fs';
import { type CommandResult, runCommand } from './command.ts';

/** What finding and installing a browser depend on. */
export interface Machine {
  readonly isRoot: boolean;
  readonly exists: (path: string) => boolean;
  /** Runs a command to its end, with its output shown. */
  readonly run: (command: string, args: readonly string[], limitMs: number) => Promise<CommandResult>;
  readonly say: (line: string) => void;
}

export const thisMachine = (): Machine => ({
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  run: runCommand,
  say: (line) => process.stdout.write(`${line}\n`),
});

const aptLimitMs = 10 * 60 * 1000;

/**
 * Installs a browser from the system's packages, where there is apt-get and we are root.
 *
 * @param name the browser's name, for people
 * @param packageName its package
 * @returns whether it worked
 */
export const installWithApt = async (
  { run, say, isRoot, exists }: Machine,
  name: string,
  packageName: string,
): Promise<boolean> => {
  if (!isRoot || !exists('/usr/bin/apt-get')) return false;
  say(`Installing the system’s ${name} (apt-get update; apt-get install -y ${packageName}) …`);
  // Old package lists name versions that the mirrors have dropped, so that the install fails without an update.
  if ((await run('apt-get', ['update'], aptLimitMs)) !== 'done')
    say('apt-get update failed; trying with the lists as they are.');
  return (await run('apt-get', ['install', '-y', packageName], aptLimitMs)) === 'done';
};
