import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: z.optional(z.record(z.string(), z.string())) })),
});

// Where a registry lacks other platforms' packages, `npm install` leaves them out of the lock file, and `npm ci` then fails everywhere.
it('the lock file has every platform’s packages', () => {
  const file = new URL('../../package-lock.json', import.meta.url);
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const installed = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((name) => !installed.has(name))).toEqual([]);
});
