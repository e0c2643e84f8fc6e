import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { root, run } from './step.ts';

/**
 * The test command: check, unit, build, e2e, the search for leaks, and a build and the same for Firefox, in that order, and one closing line
 * that counts them all. `check`, each build and the search count as one test each. Each kind of
 * renderer is in it once; with the whole matrix (`npm run test:renderers`) it would take longer than CI's 15 minutes.
 */

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const results = resolve(root, 'test-results');
const FAILED: Count = { passed: 0, failed: 1 };

const vitestSchema = z.pipe(
  z.object({ numPassedTests: z.number(), numFailedTests: z.number() }),
  z.transform(({ numPassedTests, numFailedTests }): Count => ({ passed: numPassedTests, failed: numFailedTests })),
);
const playwrightSchema = z.pipe(
  z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) }),
  z.transform(({ stats }): Count => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky })),
);

/** Counts what a runner wrote down. A runner that failed without a failed test (it couldn't start, say) counts as one. */
async function count(file: string, schema: typeof vitestSchema | typeof playwrightSchema, ok: boolean): Promise<Count> {
  try {
    const counted = schema.parse(JSON.parse(await readFile(resolve(results, file), 'utf8')));
    return !ok && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch {
    return FAILED;
  }
}

const whole = (ok: boolean): Count => (ok ? { passed: 1, failed: 0 } : FAILED);

await rm(results, { recursive: true, force: true });
const counts: Count[] = [];
counts.push(whole(await run('node', ['tests/run/check.ts'])));
const unit = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${resolve(results, 'unit.json')}`];
counts.push(await count('unit.json', vitestSchema, await run('vitest', unit)));
const isBuilt = await run('wxt', ['build']);
counts.push(whole(isBuilt));
if (isBuilt) {
  const projects = ['main', 'waiting', 'docs-*'];
  const e2e = ['test', '-c', 'tests/e2e/playwright.config.ts', ...projects.map((project) => `--project=${project}`)];
  counts.push(await count('e2e.json', playwrightSchema, await run('playwright', e2e)));
  counts.push(whole(await run('node', ['tests/run/leaks.ts'])));
}
const isBuiltForFirefox = await run('wxt', ['build', '-b', 'firefox', '--mv3']);
counts.push(whole(isBuiltForFirefox));
if (isBuiltForFirefox) {
  const firefox = ['test', '-c', 'tests/firefox/playwright.config.ts'];
  counts.push(await count('firefox.json', playwrightSchema, await run('playwright', firefox)));
}

const passed = counts.reduce((sum, { passed: some }) => sum + some, 0);
const failed = counts.reduce((sum, { failed: some }) => sum + some, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
