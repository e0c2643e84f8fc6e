import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a command ended. `too-long`: it was stopped at its limit. */
export type CommandResult = 'done' | 'failed' | 'too-long';

/**
 * Runs a command with its output shown, and stops it with all it has started when it takes too long.
 *
 * @param command executable
 * @param args its arguments
 * @param limitMs longest run, ms
 * @returns how it ended; `failed` also if it couldn't be started
 */
export const runCommand = async (command: string, args: readonly string[], limitMs: number): Promise<CommandResult> => {
  // A group of its own, so that a download's child processes end with it.
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  let result: CommandResult | undefined;
  const timer = setTimeout(() => {
    result = 'too-long';
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, limitMs);
  try {
    const [code] = await once(child, 'exit');
    return result ?? (code === 0 ? 'done' : 'failed');
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
};
