import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** Whoever starts a process ends it, also when it is ended itself. */

const tests = resolve(import.meta.dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'novapost-authorizer-interrupted-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // One that has ended may stay in the list until somebody asks for its end; who would have is gone.
  return !/\) Z /.test(readIfThere(`/proc/${pid}/stat`));
}

/** Resolves with what a process has written into a file of ours. */
async function written(file: string): Promise<number> {
  const watcher = watch(folder);
  try {
    for (;;) {
      const changed = once(watcher, 'change');
      const pid = Number(readIfThere(file));
      if (pid > 0) return pid;
      await changed;
    }
  } finally {
    watcher.close();
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A program that tells its id, and would run for ever. */
function endless(): { readonly program: string; readonly pid: () => Promise<number> } {
  const program = join(folder, 'endless');
  const file = join(folder, 'pid');
  writeFileSync(program, `#!/bin/sh\necho $$ > '${file}'\nexec sleep 1000\n`, { mode: 0o755 });
  return { program, pid: () => written(file) };
}

/** Node with a script that starts something. */
const start = (script: string, env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: tests,
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  return { child, ended: once(child, 'exit') };
};

it.each(['SIGINT', 'SIGTERM'] as const)('a step of a run ends at %s, and none follows', async (signal) => {
  const { program, pid } = endless();
  const { child, ended } = start(
    `import { run } from './run/step.ts';
     await run(${JSON.stringify(program)}, []);
     await run('touch', [${JSON.stringify(join(folder, 'next'))}]);`,
  );
  const step = await pid();
  child.kill(signal);
  expect(await ended).toEqual([{ SIGINT: 130, SIGTERM: 143 }[signal], null]);
  expect(isRunning(step)).toBe(false);
  expect(() => readFileSync(join(folder, 'next'))).toThrow('ENOENT');
});

it.each(['SIGINT', 'SIGTERM'] as const)('an installation with a group of its own ends at %s', async (signal) => {
  const { program, pid } = endless();
  const { child, ended } = start(
    `import { runCommand } from './browser/command.ts';
     await runCommand(${JSON.stringify(program)}, [], 60_000);`,
  );
  const installing = await pid();
  child.kill(signal);
  await ended;
  await expect.poll(() => isRunning(installing)).toBe(false);
});

it('a browser that nobody debugs ends with who has started it, in the middle of its start too', async () => {
  const { program, pid } = endless();
  const { child, ended } = start(
    `import { launchBare } from './browser/bare.ts';
     process.on('SIGUSR2', () => process.exit(1));
     await launchBare({ replica: { port: 1, spki: '' }, profile: ${JSON.stringify(folder)}, extension: null });`,
    { CHROMIUM_PATH: program },
  );
  const browser = await pid();
  child.kill('SIGUSR2');
  await ended;
  await expect.poll(() => isRunning(browser)).toBe(false);
});
