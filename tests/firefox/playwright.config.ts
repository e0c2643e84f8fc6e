import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

/** Tests that mostly wait: they begin first, and the others are run beside them. */
const waiting = /@waiting/;

const results = resolve(import.meta.dirname, '../../test-results');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.firefox.ts',
  globalSetup: './global-setup.ts',
  outputDir: resolve(results, 'firefox'),
  // Two browsers keep two cores busy.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  projects: [
    { name: 'waiting', grep: waiting },
    { name: 'main', grepInvert: waiting },
  ],
  reporter: [['list'], ['json', { outputFile: resolve(results, 'firefox.json') }]],
});
