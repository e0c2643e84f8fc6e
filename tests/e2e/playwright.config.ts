import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

const results = resolve(import.meta.dirname, '../../test-results');

export default defineConfig({
  testDir: import.meta.dirname,
  // Not `.test.ts`: those are Vitest's.
  testMatch: '**/*.e2e.ts',
  globalSetup: './global-setup.ts',
  outputDir: resolve(results, 'e2e'),
  // One browser a worker, and a test that passes at the second try has found something.
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: resolve(results, 'e2e.json') }]],
  projects: [
    { name: 'main', testIgnore: 'renderers/**' },
    { name: 'renderers', testMatch: 'renderers/**/*.e2e.ts' },
  ],
});
