import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';

/** The project's folder. */
export const root: string = resolve(import.meta.dirname, '../..');

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const bin = resolve(root, 'node_modules/.bin');

/**
 * Runs a program of the project in the project's folder, its output going where ours goes. A signal that ends us reaches it too, and is waited
 * for: npm, a supervisor or CI may send it to us alone.
 *
 * @param command a program of node_modules/.bin, or any other
 * @param args its arguments
 * @param env environment variables beside our own
 * @returns whether it ended well
 */
export async function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<boolean> {
  console.log(`\n> ${[command, ...args].join(' ')}`);
  const path = `${bin}:${process.env['PATH'] ?? ''}`;
  let ending: (typeof ENDING)[number] | null = null;
  const handOn = (signal: (typeof ENDING)[number]) => {
    ending = signal;
    child.kill(signal);
  };
  // Before there is anything that would outlive us.
  for (const signal of ENDING) process.on(signal, handOn);
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env, PATH: path } });
  const { promise, resolve: end } = Promise.withResolvers<boolean>();
  child.on('error', () => end(false));
  child.on('close', (code) => end(code === 0));
  const isDone = await promise;
  for (const signal of ENDING) process.off(signal, handOn);
  // As shells say it.
  if (ending) process.exit(128 + constants.signals[ending]);
  return isDone;
}
