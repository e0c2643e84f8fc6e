import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const results = resolve(import.meta.dirname, '../../test-results');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.firefox.ts',
  globalSetup: './global-setup.ts',
  outputDir: resolve(results, 'firefox'),
  // Two browsers: one of the tests waits for an alarm most of the time.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: resolve(results, 'firefox.json') }]],
});
