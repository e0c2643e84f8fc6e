import { run } from './step.ts';

/** Everything that must hold before a commit; the same at the desk and in CI. All of it runs, even if the first fails. */
const checks: readonly (readonly [string, ...string[]])[] = [
  ['oxfmt', '--check', '.'],
  ['oxlint', '--type-aware'],
  ['tsc', '--noEmit'],
  ['knip', '--no-progress'],
];

const results: boolean[] = [];
for (const [command, ...args] of checks) results.push(await run(command, args));
process.exitCode = results.every(Boolean) ? 0 : 1;
