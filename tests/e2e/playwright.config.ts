import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { availableSpecs } from '../portal/spec.ts';
import type { TestOptions } from './fixtures.ts';

/** Tests that mostly wait. */
const waiting = /@waiting/;

const results = resolve(import.meta.dirname, '../../test-results');

export default defineConfig<TestOptions>({
  testDir: import.meta.dirname,
  // Not `.test.ts`: those are Vitest's.
  testMatch: '**/*.e2e.ts',
  globalSetup: './global-setup.ts',
  outputDir: resolve(results, 'e2e'),
  // One browser a worker; two keep two cores busy, and with three, pages miss their deadlines. The third is for tests that mostly wait.
  workers: 3,
  // A test that passes at the second try has found something.
  retries: 0,
  fullyParallel: true,
  // Deadlines for a machine that is busy with three browsers; on a quiet one nothing comes near them.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: resolve(results, 'e2e.json') }]],
  projects: [
    { name: 'main', testIgnore: ['docs/**', 'renderers/**'], grepInvert: waiting, workers: 2 },
    // Pauses, time-outs and alarms as long as they are in life: beside `main` they cost no time, and they last about as long.
    { name: 'waiting', testIgnore: 'renderers/**', grep: waiting, workers: 1 },
    // What shows the docs is run with the portal's own spec, where it is there; the main job and the switch of the server also
    // with the project's small one.
    ...availableSpecs.flatMap((spec, at) => [
      {
        name: `docs-${spec}`,
        testMatch: at === 0 ? 'docs/**/*.e2e.ts' : 'docs/{main-job,server-switch}.e2e.ts',
        grepInvert: waiting,
        workers: 1,
        use: { spec },
      },
      {
        name: `renderers-${spec}`,
        // Docs of others have specs of their own.
        testMatch: at === 0 ? 'renderers/**/*.e2e.ts' : 'renderers/every-renderer.e2e.ts',
        workers: 1,
        use: { spec },
      },
    ]),
  ],
});
