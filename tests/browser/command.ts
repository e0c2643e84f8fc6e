import { spawn } from 'node:child_process';
import { once } from 'node:events';

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How a command ended. `too-long`: it was stopped at its limit. */
export type CommandResult = 'done' | 'failed' | 'too-long';

/**
 * Runs a command with its output shown, and stops it with all it has started when it takes too long, or when we are stopped.
 *
 * @param command executable
 * @param args its arguments
 * @param limitMs longest run, ms
 * @returns how it ended; `failed` also if it couldn't be started
 */
export const runCommand = async (command: string, args: readonly string[], limitMs: number): Promise<CommandResult> => {
  const stop = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  };
  const handOn = (signal: NodeJS.Signals) => {
    stop(signal);
    forget();
    // What the signal means to us is what it would have meant without this listener.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const onExit = () => stop('SIGKILL');
  const forget = () => {
    for (const signal of ENDING) process.off(signal, handOn);
    process.off('exit', onExit);
  };
  // No terminal's signal reaches another group. Before there is anything that would outlive us.
  for (const signal of ENDING) process.on(signal, handOn);
  process.on('exit', onExit);
  // A group of its own, so that a download's child processes end with it.
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  let result: CommandResult | undefined;
  const timer = setTimeout(() => {
    result = 'too-long';
    stop('SIGKILL');
  }, limitMs);
  try {
    const [code] = await once(child, 'exit');
    return result ?? (code === 0 ? 'done' : 'failed');
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
    forget();
  }
};
