import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The project's folder. */
export const root: string = resolve(import.meta.dirname, '../..');

const bin = resolve(root, 'node_modules/.bin');

/**
 * Runs a program of the project in the project's folder, its output going where ours goes.
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
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env, PATH: path } });
  const { promise, resolve: end } = Promise.withResolvers<boolean>();
  child.on('error', () => end(false));
  child.on('close', (code) => end(code === 0));
  return promise;
}
